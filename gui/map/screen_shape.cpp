// SPDX-License-Identifier: Apache-2.0
#include "gui/map/screen_shape.hpp"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {

// More than any line is wide or moved aside.
constexpr double margin_px = 32;

/// Unit vector to the right of the direction from a to b; the screen's y points down.
QPointF right_of(const QPointF& a, const QPointF& b) {
    const QPointF along = b - a;
    const double length = std::hypot(along.x(), along.y());
    return {-along.y() / length, along.x() / length};
}

/// Without an allocation: most shapes of a large city are outside when the map is near.
bool is_out_of_sight(const io::Geometry& shape, const Camera& camera) {
    WorldBounds bounds;
    for (const io::Point& point : shape.points) {
        bounds.add(point);
    }
    if (bounds.is_empty()) {
        return true;
    }
    const QRectF near = camera.viewport().adjusted(-margin_px, -margin_px, margin_px, margin_px);
    const QPointF top_left = camera.to_screen({bounds.min_x_m, bounds.max_y_m});
    const QPointF bottom_right = camera.to_screen({bounds.max_x_m, bounds.min_y_m});
    return top_left.x() > near.right() || bottom_right.x() < near.left() ||
           top_left.y() > near.bottom() || bottom_right.y() < near.top();
}

} // namespace

QPolygonF to_screen(const io::Geometry& shape, const Camera& camera) {
    QPolygonF line;
    if (is_out_of_sight(shape, camera)) {
        return line;
    }
    line.reserve(static_cast<qsizetype>(shape.points.size()));
    for (const io::Point& point : shape.points) {
        if (!is_on_map(point)) {
            continue;
        }
        const QPointF place = camera.to_screen(point);
        if (line.isEmpty() ||
            std::hypot(place.x() - line.back().x(), place.y() - line.back().y()) > 1e-3) {
            line << place;
        }
    }
    return line;
}

QPolygonF offset_right(const QPolygonF& line, double distance_px) {
    if (line.size() < 2) {
        return line;
    }
    QPolygonF moved;
    moved.reserve(line.size());
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QPointF before = i > 0 ? right_of(line[i - 1], line[i]) : right_of(line[0], line[1]);
        const QPointF after = i + 1 < line.size() ? right_of(line[i], line[i + 1]) : before;
        QPointF normal = before + after;
        const double square = normal.x() * normal.x() + normal.y() * normal.y();
        // The mitre's length is 2 / |before + after|; at sharp bends it is cut to twice the
        // distance.
        const double mitre = square > 1 ? 2 / square : 2;
        normal = square > 1e-9 ? normal * mitre : before;
        moved << line[i] + normal * distance_px;
    }
    return moved;
}

QPointF midpoint(const QPolygonF& line) {
    double length = 0;
    for (qsizetype i = 1; i < line.size(); ++i) {
        length += QLineF{line[i - 1], line[i]}.length();
    }
    double left = length / 2;
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF part{line[i - 1], line[i]};
        if (part.length() >= left && part.length() > 0) {
            return part.pointAt(left / part.length());
        }
        left -= part.length();
    }
    return line.isEmpty() ? QPointF{} : line.front();
}

} // namespace cityproof::gui
