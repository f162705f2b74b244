// SPDX-License-Identifier: Apache-2.0
#include "gui/map/line_layer.hpp"

#include "gui/map/cased_lines.hpp"
#include "gui/map/layer_name.hpp"
#include "gui/map/screen_shape.hpp"

#include <utility>

namespace cityproof::gui {

namespace {

constexpr double plain_width_px = 1.4;
constexpr double valued_width_px = 2.8;

QColor plain_color(const std::string& table, const Theme& theme) {
    if (table == "line" || table == "transformer") {
        return theme.power;
    }
    return table == "pipe" || table == "pump" ? theme.pipe : theme.asset;
}

} // namespace

LineLayer::LineLayer(std::string table, Shapes shapes, std::optional<ColoredValues> values)
    : table_{std::move(table)},
      shapes_{std::move(shapes)},
      values_{std::move(values)} {
}

Legend LineLayer::legend(const Theme& theme) const {
    if (values_) {
        return values_->legend(Symbol::line, valued_width_px, theme);
    }
    if (shapes_.empty()) {
        return {};
    }
    return {{},
            {{Symbol::line, plain_color(table_, theme), theme.casing, plain_width_px,
              layer_title(table_)}}};
}

void LineLayer::paint(QPainter& painter, const Camera& camera, const Theme& theme) const {
    std::vector<QPolygonF> lines;
    lines.reserve(shapes_.size());
    for (const io::Geometry& shape : shapes_) {
        lines.push_back(to_screen(shape, camera));
    }
    if (values_) {
        draw_valued_lines(painter, lines, *values_, valued_width_px, theme);
    } else {
        draw_plain_lines(painter, lines, plain_color(table_, theme), theme.casing, plain_width_px);
    }
}

} // namespace cityproof::gui
