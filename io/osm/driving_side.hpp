// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/osm/osm_extract.hpp"

#include <cstddef>

namespace cityproof::io {

/// The side of the road that traffic keeps to.
enum class DrivingSide { right, left };

/// What an extract tells about the side.
struct DrivingSideSigns {
    DrivingSide side = DrivingSide::right;
    bool tagged = false;       ///< a boundary has the tag `driving_side`
    std::size_t clockwise = 0; ///< roundabouts that turn as they do where one drives on the left
    std::size_t counterclockwise = 0;
};

/// From the tag `driving_side` of the largest administrative area that has it, else from the way
/// that most of the roundabouts turn. Without any sign: right.
DrivingSideSigns driving_side(const OsmExtract& extract);

} // namespace cityproof::io
