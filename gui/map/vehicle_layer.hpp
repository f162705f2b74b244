// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/layer.hpp"

#include <vector>

namespace cityproof::gui {

/// Vehicles as neutral dots: where they are. Colour stays with the streets, because two coloured
/// layers on top of each other cannot be read.
class VehicleLayer : public Layer {
  public:
    explicit VehicleLayer(std::vector<io::Point> places);

    std::string name() const override { return "vehicle"; }

    Legend legend(const Theme& theme) const override;
    void paint(QPainter& painter, const Camera& camera, const Theme& theme) const override;

  private:
    std::vector<io::Point> places_;
};

} // namespace cityproof::gui
