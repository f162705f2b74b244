// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"
#include "io/gis/city_crs.hpp"

#include <filesystem>
#include <string>

namespace cityproof::io {

/// Whether a file is to be read as CityGML, by its name: .gml, .xml or .citygml in any case.
bool is_city_gml(const std::filesystem::path& path);

/// Reads the buildings of a CityGML file (1.0, 2.0; of 3.0 the same ideas) as polygons in the
/// city's CRS, in the file's order, building by building in bounded memory. Rows and columns are
/// those of read_city_json. A building's outline is that of its ground surfaces; without any,
/// lod0FootPrint, lod0RoofEdge, or the lowest level faces of its finest model. Of attributes that
/// stand more than once, the first one counts. `measuredHeight` becomes metres; in files of 3.0 it
/// is the largest con:height. 9999 storeys mean "not known" in Japan's files, as heights of zero or
/// less do. Only polygons with gml:posList or gml:pos are read; rooms, installations and openings
/// are not. Adds warnings for buildings without an outline or id, links to polygons outside the
/// building, and exchanged axes (see SurveyCrs). Errors: InputError with the line when the file is
/// no CityGML, not well-formed, has a DOCTYPE, names no reference system or has no building, and
/// for coordinates that are no numbers or too few; or the city is local.
AssetTable read_city_gml(const std::filesystem::path& path, const std::string& name,
                         const CityCrs& crs, Problems& problems);

} // namespace cityproof::io
