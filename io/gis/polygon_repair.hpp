// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

namespace cityproof::io {

/// A polygon after its check.
struct CheckedPolygon {
    Geometry geometry; ///< of kind none when nothing with an area is left
    bool repaired = false;
};

/// Returns a polygon that does not cross or touch itself: `polygon` itself when it is sound, else
/// the largest part of what GEOS makes of it (MakeValid, linework). A GdalSession must live.
CheckedPolygon repair_polygon(const Geometry& polygon);

/// Area of a polygon's outer ring, square metres, zero or more (shoelace formula).
double ring_area_m2(const Geometry& polygon);

/// Centre of mass of a polygon's outer ring; of a ring without area, the middle of its points. The
/// point itself, the middle point of a line.
Point centre_of(const Geometry& geometry);

} // namespace cityproof::io
