// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/camera.hpp"
#include "gui/map/theme.hpp"

#include <QPainter>
#include <QString>

namespace cityproof::gui {

/// Length and words of a scale bar: 1, 2 or 5 times a power of ten metres, the longest that is not
/// above `most_m`.
struct ScaleBar {
    double length_m = 0;
    QString text; ///< "200 m", "5 km"

    static ScaleBar fitting(double most_m);
};

/// Draws the bar with its text above, readable on every background; `bottom_left` is its lower left
/// corner.
void draw_scale_bar(QPainter& painter, const ScaleBar& bar, const Camera& camera,
                    QPointF bottom_left, double font_px, const Theme& theme);

} // namespace cityproof::gui
