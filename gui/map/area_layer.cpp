// SPDX-License-Identifier: Apache-2.0
#include "gui/map/area_layer.hpp"

#include "gui/map/layer_name.hpp"
#include "gui/map/screen_shape.hpp"

#include <QPainterPath>

#include <utility>

namespace cityproof::gui {

namespace {

struct AreaColors {
    QColor fill;
    QColor edge;
};

AreaColors area_colors(const std::string& table, const Theme& theme) {
    if (table == "building") {
        return {theme.building, theme.building_edge};
    }
    if (table == "water_area") {
        return {theme.water, theme.water_edge};
    }
    if (table == "landuse") {
        return {theme.landuse, theme.landuse_edge};
    }
    if (table == "park") {
        return {theme.park, theme.park_edge};
    }
    QColor fill = theme.asset;
    fill.setAlpha(24);
    return {fill, theme.asset};
}

} // namespace

AreaLayer::AreaLayer(std::string table, Shapes shapes, std::optional<ColoredValues> values)
    : table_{std::move(table)},
      shapes_{std::move(shapes)},
      values_{std::move(values)} {
}

Legend AreaLayer::legend(const Theme& theme) const {
    if (values_) {
        return values_->legend(Symbol::area, 1, theme);
    }
    if (shapes_.empty()) {
        return {};
    }
    const auto [fill, edge] = area_colors(table_, theme);
    return {{}, {{Symbol::area, fill, edge, 1, layer_title(table_)}}};
}

void AreaLayer::paint(QPainter& painter, const Camera& camera, const Theme& theme) const {
    const auto polygon = [&](std::size_t shape) { return to_screen(shapes_[shape], camera); };
    if (!values_) {
        const auto [fill, edge] = area_colors(table_, theme);
        painter.setPen(QPen{edge, 0.8});
        painter.setBrush(fill);
        for (std::size_t shape = 0; shape < shapes_.size(); ++shape) {
            painter.drawPolygon(polygon(shape));
        }
        return;
    }
    std::vector<std::size_t> without;
    const auto groups = values_->drawing_order(shapes_.size(), without);
    painter.setPen(QPen{values_->scale.no_data_color(), 0.8, Qt::DotLine});
    painter.setBrush(Qt::NoBrush);
    for (const std::size_t shape : without) {
        painter.drawPolygon(polygon(shape));
    }
    painter.setPen(QPen{theme.casing, 1});
    for (const auto& group : groups) {
        painter.setBrush(values_->scale.color(group.index));
        for (const std::size_t shape : group.entities) {
            painter.drawPolygon(polygon(shape));
        }
    }
}

} // namespace cityproof::gui
