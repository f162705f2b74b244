// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "io/gis/city_crs.hpp"

#include <filesystem>
#include <span>

namespace cityproof::io {

/// Writes a GeoPackage with one layer per table: primary key "fid", geometry "geom", text "id",
/// then the columns with the narrowest type that holds all their values (whole number, number,
/// text). The same tables give the same bytes. A table of one kind of geometry gets that layer
/// type, a mixed one the general type. Errors: EngineError with GDAL's reason (a full disk);
/// InputError when `path` exists or cannot be written.
void write_map(const std::filesystem::path& path, std::span<const AssetTable> tables,
               const CityCrs& crs);

} // namespace cityproof::io
