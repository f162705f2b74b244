// SPDX-License-Identifier: Apache-2.0
#include "gui/map/cased_lines.hpp"

#include <QLineF>
#include <QVector>

#include <algorithm>

namespace cityproof::gui {

namespace {

void draw_all(QPainter& painter, const std::vector<QPolygonF>& lines,
              const std::vector<std::size_t>& chosen, const QPen& pen) {
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    for (const std::size_t index : chosen) {
        if (lines[index].size() > 1) {
            painter.drawPolyline(lines[index]);
        }
    }
}

QPen round_pen(const QColor& color, double width_px) {
    return {color, width_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void draw_thin(QPainter& painter, const std::vector<QPolygonF>& lines,
               const std::vector<std::size_t>& chosen, const QColor& color) {
    QVector<QLineF> parts;
    for (const std::size_t index : chosen) {
        for (qsizetype point = 1; point < lines[index].size(); ++point) {
            parts.append({lines[index][point - 1], lines[index][point]});
        }
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen{color, 0});
    painter.drawLines(parts);
    painter.restore();
}

} // namespace

bool is_dense(const std::vector<QPolygonF>& lines) {
    constexpr std::ptrdiff_t most_cased = 20'000;
    return std::count_if(lines.begin(), lines.end(),
                         [](const QPolygonF& line) { return line.size() > 1; }) > most_cased;
}

void draw_plain_lines(QPainter& painter, const std::vector<QPolygonF>& lines, const QColor& color,
                      const QColor& casing, double width_px) {
    std::vector<std::size_t> all(lines.size());
    for (std::size_t index = 0; index < all.size(); ++index) {
        all[index] = index;
    }
    if (is_dense(lines)) {
        // White streets without their grey edge would vanish on paper.
        draw_thin(painter, lines, all, color == QColor{Qt::white} ? casing : color);
        return;
    }
    draw_all(painter, lines, all, round_pen(casing, width_px + 2));
    draw_all(painter, lines, all, round_pen(color, width_px));
}

void draw_valued_lines(QPainter& painter, const std::vector<QPolygonF>& lines,
                       const ColoredValues& values, double width_px, const Theme& theme) {
    std::vector<std::size_t> without;
    const auto groups = values.drawing_order(lines.size(), without);
    draw_all(painter, lines, without,
             QPen{values.scale.no_data_color(), 1.2, Qt::DotLine, Qt::FlatCap});
    if (is_dense(lines)) {
        for (const auto& group : groups) {
            draw_thin(painter, lines, group.entities, values.scale.color(group.index));
        }
        return;
    }
    for (const auto& group : groups) {
        const double width = width_px * values.scale.width_factor(group.index);
        draw_all(painter, lines, group.entities, round_pen(theme.casing, width + 2));
        draw_all(painter, lines, group.entities, round_pen(values.scale.color(group.index), width));
    }
}

} // namespace cityproof::gui
