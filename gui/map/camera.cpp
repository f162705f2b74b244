// SPDX-License-Identifier: Apache-2.0
#include "gui/map/camera.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {
constexpr double least_extent_m = 100;
constexpr double least_metres_per_pixel = 0.01;
constexpr double most_metres_per_pixel = 1e5;
} // namespace

bool is_on_map(const io::Point& point) {
    constexpr double limit_m = 1e8; // the earth's circumference is 4e7 m; also false for NaN
    return std::abs(point.x_m) <= limit_m && std::abs(point.y_m) <= limit_m;
}

void WorldBounds::add(const io::Point& point) {
    if (!is_on_map(point)) {
        return;
    }
    min_x_m = std::min(min_x_m, point.x_m);
    max_x_m = std::max(max_x_m, point.x_m);
    min_y_m = std::min(min_y_m, point.y_m);
    max_y_m = std::max(max_y_m, point.y_m);
}

void WorldBounds::add(std::span<const io::Geometry> geometry) {
    for (const io::Geometry& shape : geometry) {
        for (const io::Point& point : shape.points) {
            add(point);
        }
    }
}

Camera Camera::fit(const WorldBounds& bounds, const QRectF& viewport, double margin_px) {
    Camera camera;
    camera.viewport_ = viewport;
    double width_m = least_extent_m;
    double height_m = least_extent_m;
    if (!bounds.is_empty()) {
        camera.centre_ = {(bounds.min_x_m + bounds.max_x_m) / 2,
                          (bounds.min_y_m + bounds.max_y_m) / 2};
        width_m = bounds.max_x_m - bounds.min_x_m;
        height_m = bounds.max_y_m - bounds.min_y_m;
        if (width_m <= 0 && height_m <= 0) {
            width_m = least_extent_m;
        }
    }
    const double width_px = std::max(1.0, viewport.width() - 2 * margin_px);
    const double height_px = std::max(1.0, viewport.height() - 2 * margin_px);
    camera.metres_per_pixel_ = std::max(width_m / width_px, height_m / height_px);
    return camera;
}

QPointF Camera::to_screen(const io::Point& point) const {
    return {viewport_.center().x() + (point.x_m - centre_.x_m) / metres_per_pixel_,
            viewport_.center().y() - (point.y_m - centre_.y_m) / metres_per_pixel_};
}

io::Point Camera::to_world(const QPointF& place) const {
    return {centre_.x_m + (place.x() - viewport_.center().x()) * metres_per_pixel_,
            centre_.y_m - (place.y() - viewport_.center().y()) * metres_per_pixel_};
}

Camera Camera::panned(const QPointF& by_px) const {
    return centred(
        {centre_.x_m - by_px.x() * metres_per_pixel_, centre_.y_m + by_px.y() * metres_per_pixel_});
}

Camera Camera::zoomed(const QPointF& place, double factor) const {
    const io::Point kept = to_world(place);
    Camera camera = *this;
    camera.metres_per_pixel_ =
        std::clamp(metres_per_pixel_ / factor, least_metres_per_pixel, most_metres_per_pixel);
    return camera.panned(place - camera.to_screen(kept));
}

Camera Camera::centred(const io::Point& centre) const {
    Camera camera = *this;
    camera.centre_ = centre;
    return camera;
}

Camera Camera::with_viewport(const QRectF& viewport) const {
    Camera camera = *this;
    camera.viewport_ = viewport;
    return camera;
}

} // namespace cityproof::gui
