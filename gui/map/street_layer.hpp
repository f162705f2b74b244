// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/colored_values.hpp"
#include "gui/map/layer.hpp"
#include "gui/map/shapes.hpp"

#include <QPolygonF>

#include <optional>
#include <string_view>
#include <vector>

namespace cityproof::gui {

/// The side of the road that traffic keeps to.
enum class DrivingSide { right, left };

/// From a run's or city's "driving_side"; right when it does not say.
inline DrivingSide driving_side_from(std::string_view text) {
    return text == "left" ? DrivingSide::left : DrivingSide::right;
}

/// Directed streets, each drawn on its side of the axis so that both directions show. With values
/// they carry colour; without they are neutral ground for other layers. The width follows the
/// density of the network on the screen.
class StreetLayer : public Layer {
  public:
    explicit StreetLayer(Shapes streets, std::optional<ColoredValues> values = {},
                         DrivingSide side = DrivingSide::right);

    std::string name() const override { return "street"; }

    Legend legend(const Theme& theme) const override;
    void paint(QPainter& painter, const Camera& camera, const Theme& theme) const override;

    /// Width of a line of the middle class at this camera, pixels: a share of the typical street's
    /// length on the screen, between 1.2 and 4.
    double line_width_px(const Camera& camera) const;

    /// Where the streets are drawn when they carry values, one line a street.
    std::vector<QPolygonF> valued_lines(const Camera& camera) const;

  private:
    std::vector<QPolygonF> axes(const Camera& camera) const;

    Shapes streets_;
    std::optional<ColoredValues> values_;
    DrivingSide side_;
};

} // namespace cityproof::gui
