// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/colored_values.hpp"
#include "gui/map/layer.hpp"
#include "gui/map/shapes.hpp"

#include <optional>
#include <vector>

namespace cityproof::gui {

/// Filled polygons: buildings, water, land use, zones. Without values each kind has one muted
/// colour of the theme.
class AreaLayer : public Layer {
  public:
    /// `table` chooses colour and words: building, water_area, landuse, park; any other name gets a
    /// neutral outline.
    AreaLayer(std::string table, Shapes shapes, std::optional<ColoredValues> values = {});

    std::string name() const override { return table_; }

    Legend legend(const Theme& theme) const override;
    void paint(QPainter& painter, const Camera& camera, const Theme& theme) const override;

  private:
    std::string table_;
    Shapes shapes_;
    std::optional<ColoredValues> values_;
};

} // namespace cityproof::gui
