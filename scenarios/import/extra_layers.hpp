// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"
#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/import_options.hpp"

#include <vector>

namespace cityproof::scenarios {

/// Adds a --layer from GeoPackage, GeoJSON, Shapefile, or a CSV with id, lon and lat, of buildings
/// also from CityJSON or CityGML: building, water_area and landuse (polygons), lamp and meter (with
/// a power; of meters a profile), or assets of any other layer that no network's file defines.
/// `columns` says what columns are called in the file. Text `power` becomes number power_w, `bus`
/// becomes supplied_by; `has_nearest_bus`: a meter without a bus gets the nearest one later.
/// Errors: InputError when the file cannot be read or lacks a column, or the layer's name is none
/// of these; everything else goes into problems.
void add_extra_layer(const LayerSource& source, const std::vector<ColumnName>& columns,
                     bool has_nearest_bus, const io::CityCrs& crs, CityDraft& draft,
                     Problems& problems);

} // namespace cityproof::scenarios
