// SPDX-License-Identifier: Apache-2.0
#include "gui/map/point_layer.hpp"

#include "gui/map/layer_name.hpp"
#include "gui/map/screen_shape.hpp"
#include "gui/map/words.hpp"

#include <algorithm>
#include <utility>

namespace cityproof::gui {

namespace {

struct PointStyle {
    Symbol symbol = Symbol::dot;
    double radius_px = 3;
    QColor fill;
};

PointStyle point_style(const std::string& table, const Theme& theme) {
    if (table == "signal") {
        return {Symbol::dot, 4.2, theme.ink};
    }
    if (table == "bus" || table == "transformer") {
        return {Symbol::square, 3, theme.power};
    }
    if (table == "water_node" || table == "pump" || table == "tank") {
        return {table == "water_node" ? Symbol::dot : Symbol::square,
                table == "water_node" ? 2.2 : 4.5, theme.pipe};
    }
    if (table == "sensor") {
        return {Symbol::triangle, 3.4, theme.asset};
    }
    return {Symbol::dot, 2.2, table == "lamp" ? theme.power : theme.asset};
}

} // namespace

PointLayer::PointLayer(Content content) : content_{std::move(content)} {
}

double PointLayer::radius_px() const {
    // A thousand lamps are a texture, twelve signals are landmarks.
    const std::size_t count = content_.places.size();
    const double crowd = count > 2000 ? 0.5 : (count > 400 ? 0.75 : 1.0);
    return crowd * (content_.values ? 5.0 : point_style(content_.table, Theme::light()).radius_px);
}

Legend PointLayer::legend(const Theme& theme) const {
    if (content_.values) {
        return content_.values->legend(Symbol::dot, 4.5, theme);
    }
    if (content_.places.empty()) {
        return {};
    }
    const PointStyle style = point_style(content_.table, theme);
    const QString title = layer_title(content_.table);
    const auto failed =
        std::count(content_.states.begin(), content_.states.end(), AssetState::failed);
    const bool all_work = !content_.states.empty() && failed == 0;
    const QString working =
        all_work ? Words::tr("%1, none %2").arg(title, content_.failed_text) : title;
    Legend legend{{}, {{style.symbol, style.fill, theme.casing, radius_px(), working}}};
    if (failed > 0) {
        legend.entries.push_back({Symbol::cross, theme.failed, theme.casing, 3.6,
                                  Words::tr("%1, %2: %3 of %4")
                                      .arg(title, content_.failed_text)
                                      .arg(failed)
                                      .arg(content_.states.size())});
    }
    return legend;
}

void PointLayer::paint(QPainter& painter, const Camera& camera, const Theme& theme) const {
    const std::size_t count = content_.places.size();
    std::vector<QPolygonF> shapes(count);
    std::transform(content_.places.begin(), content_.places.end(), shapes.begin(),
                   [&](const io::Geometry& place) { return to_screen(place, camera); });
    const double radius = radius_px();
    const auto draw = [&](std::size_t entity, Symbol symbol, double size, const QColor& fill) {
        if (!shapes[entity].isEmpty()) {
            draw_symbol(painter, symbol, midpoint(shapes[entity]), size, fill, theme.casing);
        }
    };
    if (content_.values) {
        std::vector<std::size_t> without;
        const auto groups = content_.values->drawing_order(count, without);
        for (const std::size_t entity : without) {
            draw(entity, Symbol::dot, 0.5 * radius, content_.values->scale.no_data_color());
        }
        for (const auto& group : groups) {
            for (const std::size_t entity : group.entities) {
                draw(entity, Symbol::dot, radius * content_.values->scale.width_factor(group.index),
                     content_.values->scale.color(group.index));
            }
        }
        return;
    }
    const PointStyle style = point_style(content_.table, theme);
    const auto failed = [&](std::size_t entity) {
        return entity < content_.states.size() && content_.states[entity] == AssetState::failed;
    };
    for (std::size_t entity = 0; entity < count; ++entity) {
        if (!failed(entity)) {
            draw(entity, style.symbol, radius, style.fill);
        }
    }
    for (std::size_t entity = 0; entity < count; ++entity) {
        if (failed(entity)) {
            draw(entity, Symbol::cross, 3.6, theme.failed);
        }
    }
}

} // namespace cityproof::gui
