// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"
#include "io/gis/city_crs.hpp"
#include "io/text/csv.hpp"

#include <filesystem>
#include <string>

namespace cityproof::io {

/// Reads the first layer of a GeoJSON, GeoPackage or Shapefile as a table named `name`, in the
/// city's CRS. Attributes keep their names; the field `id_field` (in any case) gives the ids; rows
/// without one get "<name>:<row>", which is noted. Shapes as parse_geometry_blob. Adds problems for
/// features without usable geometry and repeated ids. Errors: InputError when the file is none of
/// these formats, is damaged, has no reference system, or the city is local.
AssetTable read_vector_layer(const std::filesystem::path& path, const std::string& name,
                             const CityCrs& crs, Problems& problems,
                             const std::string& id_field = "id");

/// Makes points of a CSV with the columns id, lon, lat (degrees, WGS 84) as points; every other
/// column becomes a text attribute. `required` and `optional` name the other columns; problems
/// carry file, line and column. Errors: InputError when the city is local.
AssetTable point_table(const CsvTable& csv, const std::string& name, const CityCrs& crs,
                       const std::vector<std::string>& required,
                       const std::vector<std::string>& optional, Problems& problems);

/// The same from a file. Errors: InputError when it is no CSV, too.
AssetTable read_point_csv(const std::filesystem::path& path, const std::string& name,
                          const CityCrs& crs, const std::vector<std::string>& required,
                          const std::vector<std::string>& optional, Problems& problems);

} // namespace cityproof::io
