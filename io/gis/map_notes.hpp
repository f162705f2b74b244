// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/map_writer.hpp"

#include <span>

class GDALDataset;

namespace cityproof::io {

/// Writes titles and descriptions of fields into gpkg_data_columns, which GDAL 3.6 does not do by
/// itself. Errors: EngineError.
void write_field_notes(GDALDataset& dataset, std::span<const MapLayer> layers);

/// Writes the table "layer_styles" as QGIS makes it when it saves a style. Errors: EngineError.
void write_styles(GDALDataset& dataset, std::span<const MapLayer> layers);

} // namespace cityproof::io
