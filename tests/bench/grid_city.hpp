// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>

namespace cityproof::bench {

/// A city made for measuring the viewer: streets between the crossings of a square grid, both
/// directions, a speed for each street and each frame, and vehicles that move along the streets.
struct GridCity {
    std::size_t streets = 200'000;
    std::size_t vehicles = 100'000;
    std::size_t frames = 1440;        ///< of streets, one a minute
    std::size_t vehicle_frames = 120; ///< one a second, from the start
};

/// Writes its run file. About 1.6 MB a frame with its copy by entity.
void write_grid_city(const std::filesystem::path& path, const GridCity& city);

} // namespace cityproof::bench
