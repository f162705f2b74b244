// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/colored_values.hpp"
#include "gui/map/layer.hpp"
#include "gui/map/shapes.hpp"

#include <optional>
#include <vector>

namespace cityproof::gui {

/// Whether a point asset works: signals that are dark, buses that are dead.
enum class AssetState : unsigned char { working, failed };

/// Assets at a place: signals, sensors, lamps, buses. Coloured by a value, or by state: working
/// ones in a quiet colour with a symbol of their table, failed ones as a red cross on top. Lines
/// and areas are shown at their middle.
class PointLayer : public Layer {
  public:
    struct Content {
        std::string table;
        Shapes places;
        std::vector<AssetState> states; ///< one per place, or none: all work
        QString failed_text;            ///< "dark", "without supply"; used when `states` is given
        std::optional<ColoredValues> values;
    };

    explicit PointLayer(Content content);

    std::string name() const override { return content_.table; }

    Legend legend(const Theme& theme) const override;
    void paint(QPainter& painter, const Camera& camera, const Theme& theme) const override;

  private:
    double radius_px() const;

    Content content_;
};

} // namespace cityproof::gui
