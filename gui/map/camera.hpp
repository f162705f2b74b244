// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <QPointF>
#include <QRectF>

#include <limits>
#include <span>

namespace cityproof::gui {

/// A rectangle in the city's projected CRS, metres. Empty until something was added.
struct WorldBounds {
    double min_x_m = std::numeric_limits<double>::infinity();
    double min_y_m = std::numeric_limits<double>::infinity();
    double max_x_m = -std::numeric_limits<double>::infinity();
    double max_y_m = -std::numeric_limits<double>::infinity();

    bool is_empty() const { return !(min_x_m <= max_x_m && min_y_m <= max_y_m); }

    /// Grows to hold the point; a point that is_on_map() refuses is left out.
    void add(const io::Point& point);
    void add(std::span<const io::Geometry> geometry);
};

/// False for coordinates that no projected CRS has (not finite, or further than 1e8 m from the
/// origin).
bool is_on_map(const io::Point& point);

/// The view of a north-up map: which point of the city is in the middle of a rectangle of the
/// screen, and how many metres a (device-independent) pixel covers. Screen y points down, the
/// city's y points north.
class Camera {
  public:
    /// Shows all of `bounds` in `viewport`, with a margin of `margin_px` on each side. Bounds that
    /// are empty or a point are shown as 100 m.
    static Camera fit(const WorldBounds& bounds, const QRectF& viewport, double margin_px);

    QPointF to_screen(const io::Point& point) const;
    io::Point to_world(const QPointF& place) const;

    double metres_per_pixel() const { return metres_per_pixel_; }

    const QRectF& viewport() const { return viewport_; }

    const io::Point& centre() const { return centre_; }

    /// The map dragged by so many pixels.
    Camera panned(const QPointF& by_px) const;
    /// Things get `factor` times as large; the point of the city under `place` stays there. Between
    /// 1 cm and 100 km a pixel.
    Camera zoomed(const QPointF& place, double factor) const;
    /// The same scale with another point in the middle.
    Camera centred(const io::Point& centre) const;
    /// The same centre and scale in another rectangle.
    Camera with_viewport(const QRectF& viewport) const;

    friend bool operator==(const Camera&, const Camera&) = default;

  private:
    io::Point centre_;
    double metres_per_pixel_ = 1;
    QRectF viewport_;
};

} // namespace cityproof::gui
