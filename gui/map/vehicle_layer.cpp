// SPDX-License-Identifier: Apache-2.0
#include "gui/map/vehicle_layer.hpp"

#include "gui/map/layer_name.hpp"

#include <utility>

namespace cityproof::gui {

namespace {
constexpr double radius_px = 2.0;
}

VehicleLayer::VehicleLayer(std::vector<io::Point> places) : places_{std::move(places)} {
}

Legend VehicleLayer::legend(const Theme& theme) const {
    const QString text = QStringLiteral("%1 (%2)").arg(layer_title("vehicle")).arg(places_.size());
    return {{}, {{Symbol::dot, theme.vehicle, theme.casing, radius_px, text}}};
}

void VehicleLayer::paint(QPainter& painter, const Camera& camera, const Theme& theme) const {
    for (const io::Point& place : places_) {
        if (is_on_map(place)) {
            draw_symbol(painter, Symbol::dot, camera.to_screen(place), radius_px, theme.vehicle,
                        theme.casing);
        }
    }
}

} // namespace cityproof::gui
