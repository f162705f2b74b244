// SPDX-License-Identifier: Apache-2.0
#include "gui/map/street_layer.hpp"

#include "gui/map/cased_lines.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/screen_shape.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr double legend_width_px = 4;

/// How far a street lies beside its axis: half the widest line and its share of the casing between
/// both directions, so that neither covers the other.
double side_step_px(double width_px) {
    return 0.5 * ColorScale::widest_factor * width_px + 0.5;
}

double length_m(const io::Geometry& line) {
    double length = 0;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        const io::Point& a = line.points[i - 1];
        const io::Point& b = line.points[i];
        if (is_on_map(a) && is_on_map(b)) {
            length += std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
        }
    }
    return length;
}

} // namespace

StreetLayer::StreetLayer(Shapes streets, std::optional<ColoredValues> values, DrivingSide side)
    : streets_{std::move(streets)},
      values_{std::move(values)},
      side_{side} {
}

Legend StreetLayer::legend(const Theme& theme) const {
    if (values_) {
        return values_->legend(Symbol::line, legend_width_px, theme);
    }
    if (streets_.empty()) {
        return {};
    }
    return {
        {},
        {{Symbol::line, theme.street, theme.street_edge, legend_width_px, layer_title("street")}}};
}

double StreetLayer::line_width_px(const Camera& camera) const {
    std::vector<double> lengths;
    lengths.reserve(streets_.size());
    std::transform(streets_.begin(), streets_.end(), std::back_inserter(lengths), length_m);
    if (lengths.empty()) {
        return 4;
    }
    const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
    std::nth_element(lengths.begin(), middle, lengths.end());
    return std::clamp(0.08 * *middle / camera.metres_per_pixel(), 1.2, 4.0);
}

std::vector<QPolygonF> StreetLayer::valued_lines(const Camera& camera) const {
    const double step_px = side_step_px(line_width_px(camera));
    const double side_px = side_ == DrivingSide::left ? -step_px : step_px;
    std::vector<QPolygonF> lines = axes(camera);
    if (!is_dense(lines)) { // there, both directions are one line of one pixel
        for (QPolygonF& line : lines) {
            line = offset_right(line, side_px);
        }
    }
    return lines;
}

std::vector<QPolygonF> StreetLayer::axes(const Camera& camera) const {
    std::vector<QPolygonF> lines;
    lines.reserve(streets_.size());
    for (const io::Geometry& street : streets_) {
        lines.push_back(to_screen(street, camera));
    }
    return lines;
}

void StreetLayer::paint(QPainter& painter, const Camera& camera, const Theme& theme) const {
    const double width = line_width_px(camera);
    if (values_) {
        draw_valued_lines(painter, valued_lines(camera), *values_, width, theme);
    } else {
        draw_plain_lines(painter, axes(camera), theme.street, theme.street_edge, 1.4 * width);
    }
}

} // namespace cityproof::gui
