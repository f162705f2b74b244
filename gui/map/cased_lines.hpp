// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/colored_values.hpp"

#include <QPainter>
#include <QPolygonF>

#include <vector>

namespace cityproof::gui {

/// A network so dense that casings would cover the lines beside them: it is drawn with thin lines
/// without casing, which take a tenth of the time.
bool is_dense(const std::vector<QPolygonF>& lines);

/// Draws lines of one colour over a casing that is one pixel wider on each side. All casings come
/// first, so that lines which meet are joined.
void draw_plain_lines(QPainter& painter, const std::vector<QPolygonF>& lines, const QColor& color,
                      const QColor& casing, double width_px);

/// Draws one line per value: "no data" dotted and thin, then class by class, the critical ones last
/// and widest, each class over its own casing.
void draw_valued_lines(QPainter& painter, const std::vector<QPolygonF>& lines,
                       const ColoredValues& values, double width_px, const Theme& theme);

} // namespace cityproof::gui
