// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace cityproof::io {

/// People in cells of a raster.
struct PeopleCells {
    static constexpr std::uint32_t no_cell = 0xffffffffU;

    std::vector<double> people;          ///< by cell
    std::vector<Point> middle;           ///< by cell, in the city
    std::vector<std::uint32_t> of_place; ///< cell of each place; no_cell outside the raster

    double total() const;
};

/// The cells of a GeoTIFF with people per cell that hold a place, or whose middle lies in the box
/// around all places and in which somebody lives; in the raster's order. A cell without a value has
/// nobody. Errors: InputError when the file is no GeoTIFF with a reference system, is damaged,
/// holds negative numbers, has nobody anywhere in the box, or has too many cells there; or the city
/// is local. A GdalSession must live.
PeopleCells read_people_raster(const std::filesystem::path& path, std::span<const Point> places,
                               const CityCrs& crs);

} // namespace cityproof::io
