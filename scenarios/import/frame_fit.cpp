// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/frame_fit.hpp"

#include <algorithm>

namespace cityproof::scenarios {
namespace {

io::Bounds box_of(std::span<const io::Point> points) {
    if (points.empty()) {
        return {};
    }
    io::Bounds box{points[0].x_m, points[0].y_m, points[0].x_m, points[0].y_m};
    for (const io::Point& point : points) {
        box.west_m = std::min(box.west_m, point.x_m);
        box.south_m = std::min(box.south_m, point.y_m);
        box.east_m = std::max(box.east_m, point.x_m);
        box.north_m = std::max(box.north_m, point.y_m);
    }
    return box;
}

double width(const io::Bounds& box) {
    return box.east_m - box.west_m;
}

double height(const io::Bounds& box) {
    return box.north_m - box.south_m;
}

io::Point centre(const io::Bounds& box) {
    return {box.west_m + width(box) / 2, box.south_m + height(box) / 2};
}

} // namespace

FrameFit::FrameFit(std::span<const io::Point> points, const io::Bounds& box)
    : from_centre_{centre(box_of(points))},
      to_centre_{centre(box)} {
    const io::Bounds from = box_of(points);
    const double by_width = width(from) > 0 ? width(box) / width(from) : 0;
    const double by_height = height(from) > 0 ? height(box) / height(from) : 0;
    if (by_width > 0 && by_height > 0) {
        scale_ = fill * std::min(by_width, by_height);
    } else if (by_width > 0 || by_height > 0) {
        scale_ = fill * std::max(by_width, by_height);
    }
}

io::Point FrameFit::apply(const io::Point& point) const {
    return {to_centre_.x_m + scale_ * (point.x_m - from_centre_.x_m),
            to_centre_.y_m + scale_ * (point.y_m - from_centre_.y_m)};
}

bool lies_in_city(std::span<const io::Point> points, const io::Bounds& box) {
    const io::Point middle = centre(box_of(points));
    return middle.x_m >= box.west_m - width(box) && middle.x_m <= box.east_m + width(box) &&
           middle.y_m >= box.south_m - height(box) && middle.y_m <= box.north_m + height(box);
}

} // namespace cityproof::scenarios
