// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"
#include "scenarios/export/table_values.hpp"

#include <filesystem>
#include <span>
#include <string>

namespace cityproof::exporting {

/// Writes a GeoPackage with a layer per table, each with a style per field: QGIS opens it coloured
/// by the table's first channel and offers the others. Parameters: `about` is the beginning of each
/// layer's description. Errors: InputError for tables whose names a GeoPackage cannot have;
/// EngineError.
void write_map_export(const std::filesystem::path& file, std::span<const TableValues> tables,
                      const io::CityCrs& crs, const std::string& about);

} // namespace cityproof::exporting
