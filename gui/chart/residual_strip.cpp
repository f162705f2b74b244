// SPDX-License-Identifier: Apache-2.0
#include "gui/chart/residual_strip.hpp"

#include "gui/chart/axis_ticks.hpp"
#include "gui/map/text.hpp"
#include "gui/map/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr double font_px = 11;
constexpr double hover_px = 24;
constexpr double least_box_px = 48;
constexpr double share_of_chart = 0.24;
// Points further apart than this get a mark of their own.
constexpr double mark_distance_px = 7;

} // namespace

void ResidualStrip::set_series(std::vector<PlotSeries> series) {
    series_ = std::move(series);
    double most = 0;
    for (const PlotSeries& one : series_) {
        for (const float value : one.values) {
            if (is_drawn(one) && std::isfinite(value)) {
                most = std::max(most, static_cast<double>(std::abs(value)));
            }
        }
    }
    // Zero in the middle: too high and too low are seen alike.
    const std::vector<double> ticks = value_ticks(-most, most, 2);
    ticks_ = {ticks.front(), 0, ticks.back()};
}

bool ResidualStrip::is_drawn(const PlotSeries& series) const {
    return series.unit == series_.front().unit;
}

QString ResidualStrip::title() const {
    const QString words = Words::tr("Simulated minus recorded");
    return is_empty() || series_.front().unit.isEmpty()
               ? words
               : words + QStringLiteral(" (%1)").arg(series_.front().unit);
}

double ResidualStrip::height(double of_chart) const {
    return is_empty() ? 0
                      : 1.8 * line_height(map_font(font_px)) + 8 +
                            std::max(least_box_px, std::round(share_of_chart * of_chart));
}

double ResidualStrip::label_width() const {
    const QFontMetricsF metrics{map_font(font_px)};
    double widest = 0;
    for (const double tick : ticks_) {
        widest = std::max(widest, metrics.horizontalAdvance(plot_number(tick)));
    }
    return is_empty() ? 0 : widest;
}

PlotScale ResidualStrip::scale(const QRectF& box, const PlotScale& of_chart) const {
    PlotScale scale = of_chart;
    scale.bottom = box.bottom();
    scale.low = ticks_.front();
    scale.y_per_unit = box.height() / (ticks_.back() - ticks_.front());
    return scale;
}

void ResidualStrip::draw(QPainter& painter, const QRectF& box, const PlotScale& of_chart,
                         const Theme& theme) const {
    const QFont font = map_font(font_px);
    const QFontMetricsF metrics{font};
    const double line = line_height(font);
    const PlotScale places = scale(box, of_chart);
    draw_lines(painter, font, {title()}, {4, box.top() - 1.5 * line - 2}, theme.ink);
    for (const double tick : ticks_) {
        const double y = places.place(0, tick).y();
        painter.setPen(QPen{tick == 0 ? theme.ink : theme.frame, 1});
        painter.drawLine(QPointF{box.left(), y}, QPointF{box.right(), y});
        const QString text = plot_number(tick);
        draw_lines(painter, font, {text},
                   {box.left() - 6 - metrics.horizontalAdvance(text), y - line / 2},
                   theme.soft_ink);
    }
    painter.save();
    painter.setClipRect(box.adjusted(-3, -3, 3, 3));
    static constexpr std::array<Qt::PenStyle, 3> styles{Qt::SolidLine, Qt::DashDotLine,
                                                        Qt::DotLine};
    for (std::size_t index = 0; index < series_.size(); ++index) {
        const PlotSeries& one = series_[index];
        if (!is_drawn(one)) {
            continue;
        }
        const QColor color = series_color(one.recorded_of.value_or(index), theme);
        for (const QPolygonF& part : line_parts(one, places)) {
            painter.setPen(QPen{color, 1.5, styles[index % styles.size()], Qt::FlatCap});
            painter.setBrush(Qt::NoBrush);
            painter.drawPolyline(part);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            for (qsizetype i = 0; i < part.size(); ++i) {
                const bool apart = i == 0 || part[i].x() - part[i - 1].x() >= mark_distance_px;
                if (apart) {
                    painter.drawEllipse(part[i], 2, 2);
                }
            }
        }
    }
    painter.restore();
}

std::optional<ResidualStrip::Point> ResidualStrip::nearest(const QPointF& place, const QRectF& box,
                                                           const PlotScale& of_chart) const {
    std::optional<Point> best;
    double least = hover_px;
    const PlotScale places = scale(box, of_chart);
    const double time_s = places.first_s + (place.x() - places.left) / places.x_per_s;
    for (std::size_t index = 0; index < series_.size(); ++index) {
        const PlotSeries& one = series_[index];
        if (!is_drawn(one)) {
            continue;
        }
        const auto next = std::lower_bound(one.times_s.begin(), one.times_s.end(), time_s);
        const auto middle = static_cast<std::size_t>(next - one.times_s.begin());
        for (std::size_t i = middle == 0 ? 0 : middle - 1;
             i < std::min(middle + 1, one.times_s.size()); ++i) {
            const QPointF there =
                places.place(one.times_s[i], static_cast<double>(one.values[i])) - place;
            const double distance = std::hypot(there.x(), there.y());
            if (distance < least) { // never true of a gap
                least = distance;
                best = Point{index, i};
            }
        }
    }
    return best;
}

} // namespace cityproof::gui
