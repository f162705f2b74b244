// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"
#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/import_options.hpp"

namespace cityproof::scenarios {

/// Adds a --layer: building, water_area and landuse (polygons from GeoJSON, GeoPackage or
/// Shapefile), lamp (CSV id,lon,lat,power,bus) or meter (CSV id,lon,lat,power,profile,bus). Power
/// becomes power_w, bus becomes supplied_by. Errors: InputError when the file cannot be read or the
/// name is none of these; everything else goes into problems.
void add_extra_layer(const LayerSource& source, const io::CityCrs& crs, CityDraft& draft,
                     Problems& problems);

} // namespace cityproof::scenarios
