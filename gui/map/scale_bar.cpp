// SPDX-License-Identifier: Apache-2.0
#include "gui/map/scale_bar.hpp"

#include "gui/map/text.hpp"

#include <cmath>

namespace cityproof::gui {

ScaleBar ScaleBar::fitting(double most_m) {
    const double power = std::pow(10.0, std::floor(std::log10(most_m)));
    double length = power;
    for (const double step : {2.0, 5.0, 10.0}) {
        // The tolerance keeps 1000 a thousand where log10 is off by one bit.
        length = step * power <= most_m * (1 + 1e-12) ? step * power : length;
    }
    const bool kilometres = length >= 1000;
    const QString number = QString::number(kilometres ? length / 1000 : length, 'g', 6);
    return {length, number + (kilometres ? QStringLiteral(" km") : QStringLiteral(" m"))};
}

void draw_scale_bar(QPainter& painter, const ScaleBar& bar, const Camera& camera,
                    QPointF bottom_left, double font_px, const Theme& theme) {
    const double width = bar.length_m / camera.metres_per_pixel();
    const double tick = 0.5 * font_px;
    const QPolygonF line{{bottom_left - QPointF{0, tick}, bottom_left,
                          bottom_left + QPointF{width, 0}, bottom_left + QPointF{width, -tick}}};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{theme.background, 5, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin});
    painter.drawPolyline(line);
    painter.setPen(QPen{theme.ink, 1.6, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin});
    painter.drawPolyline(line);
    painter.restore();
    draw_halo_text(painter, map_font(font_px), bar.text,
                   bottom_left + QPointF{0.5 * font_px, -0.6 * font_px}, theme.ink,
                   theme.background);
}

} // namespace cityproof::gui
