// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <optional>
#include <span>

namespace cityproof::scenarios {

/// Moves points of an unknown coordinate system into the city, keeping their shape: one scale for
/// both axes, the points' box centred in the city's box and filling `fill` of it.
class FrameFit {
  public:
    /// Parameters: `points` all points that will be moved; a box of no extent is not scaled.
    FrameFit(std::span<const io::Point> points, const io::Bounds& box);

    io::Point apply(const io::Point& point) const;

    static constexpr double fill = 0.9;

  private:
    io::Point from_centre_;
    io::Point to_centre_;
    double scale_ = 1;
};

/// Whether the points are plausible coordinates of the city as they stand: their middle lies in the
/// box grown on each side by its own width and height.
bool lies_in_city(std::span<const io::Point> points, const io::Bounds& box);

} // namespace cityproof::scenarios
