// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"

#include <filesystem>
#include <span>
#include <vector>

namespace cityproof::io {

/// Heights of the ground, m, at places of a city, from the first band of a GeoTIFF: bilinear
/// between the middles of its cells. NaN where the raster has no value. Errors: InputError when the
/// file is no GeoTIFF with a reference system, is damaged, holds heights that no place on earth
/// has, or covers none of the places; or the city is local. A GdalSession must live.
std::vector<double> read_ground_heights(const std::filesystem::path& path,
                                        std::span<const Point> places, const CityCrs& crs);

} // namespace cityproof::io
