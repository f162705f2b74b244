// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace cityproof::io {

/// Reads every feature table that a GeoPackage lists, sorted by name, rows in the order of their
/// row ids. The column "id" becomes the ids (a number is taken as its digits), the geometry column
/// the geometry; the integer primary key is dropped. Problems are added for empty and repeated ids,
/// broken geometry, a layer in another CRS than `crs`, and noted for geometry that was simplified
/// (see parse_geometry_blob). With `package_layers` a table of another name that has no column "id"
/// is a planner's sketch: left out, and noted. Errors: InputError when the file is no readable
/// GeoPackage, is damaged, or is open elsewhere (a -wal or -journal file beside it). The file is
/// opened read-only and never changed.
std::vector<AssetTable> read_geopackage(const std::filesystem::path& path, const std::string& crs,
                                        Problems& problems,
                                        const std::vector<std::string>& package_layers = {});

} // namespace cityproof::io
