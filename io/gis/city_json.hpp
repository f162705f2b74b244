// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"
#include "io/gis/city_crs.hpp"

#include <filesystem>
#include <string>

namespace cityproof::io {

/// Whether a file is to be read as CityJSON: by its name (.city.json, .cityjson), or because a
/// .json says so in its first few thousand bytes.
bool is_city_json(const std::filesystem::path& path);

/// Reads the buildings of a CityJSON file (versions 1.0 to 2.0) as polygons in the city's CRS, in
/// the order of their ids. A building's outline is that of its ground surfaces; without any named
/// so, its footprint of level of detail 0, else its lowest level faces. A building that has only
/// parts becomes one row a part, or a single one of the building's own id. Columns: every plain
/// attribute, a part's before its building's, and `levels` (storeysAboveGround) and `height_m`
/// (measuredHeight, else from the lowest to the highest point). Holes are left out, of several
/// outlines the largest one is taken. Vertices are east first; see SurveyCrs for files that are
/// not. Adds warnings for buildings without an outline and exchanged axes, errors for repeated ids.
/// Errors: InputError when the file is no CityJSON, names no reference system or has no building,
/// indices that lead nowhere; or the city is local. A GdalSession must live.
AssetTable read_city_json(const std::filesystem::path& path, const std::string& name,
                          const CityCrs& crs, Problems& problems);

} // namespace cityproof::io
