// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/colored_values.hpp"
#include "gui/map/layer.hpp"
#include "gui/map/shapes.hpp"

#include <optional>
#include <vector>

namespace cityproof::gui {

/// Lines of a network without a side: power lines, pipes. Cased by one pixel, critical classes
/// drawn last.
class LineLayer : public Layer {
  public:
    LineLayer(std::string table, Shapes shapes, std::optional<ColoredValues> values = {});

    std::string name() const override { return table_; }

    Legend legend(const Theme& theme) const override;
    void paint(QPainter& painter, const Camera& camera, const Theme& theme) const override;

  private:
    std::string table_;
    Shapes shapes_;
    std::optional<ColoredValues> values_;
};

} // namespace cityproof::gui
