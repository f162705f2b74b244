// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/camera.hpp"

#include <QPolygonF>

namespace cityproof::gui {

/// The points of a shape on the screen; points with impossible coordinates and repeated ones are
/// left out. Empty for a shape that lies outside the viewport by more than any line is wide.
QPolygonF to_screen(const io::Geometry& shape, const Camera& camera);

/// A line moved to the right of its direction by `distance_px`, mitred at its bends; a negative
/// distance moves it left. Two streets drawn along the same axis in both directions lie side by
/// side this way, as in right-hand traffic.
QPolygonF offset_right(const QPolygonF& line, double distance_px);

/// Point halfway along a line, by length.
QPointF midpoint(const QPolygonF& line);

} // namespace cityproof::gui
