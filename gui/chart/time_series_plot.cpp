// SPDX-License-Identifier: Apache-2.0
#include "gui/chart/time_series_plot.hpp"

#include "gui/chart/axis_ticks.hpp"
#include "gui/map/text.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace cityproof::gui {

namespace {

constexpr double font_px = 11;
constexpr double hover_px = 24;
constexpr std::size_t most_axes = 2;

// Recorded points that are closer than this would hide each other.
constexpr double mark_distance_px = 8;
constexpr double mark_px = 3;
constexpr double least_lines_px = 116;
constexpr double most_least_px = 340;

QString with_unit(double value, const QString& unit) {
    return unit.isEmpty() ? plot_number(value) : plot_number(value) + QStringLiteral(" ") + unit;
}

} // namespace

TimeSeriesPlot::TimeSeriesPlot(QWidget* parent) : QWidget{parent} {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Chart over time"));
    fit_axes();
}

void TimeSeriesPlot::set_series(std::vector<PlotSeries> series) {
    series_ = std::move(series);
    fit_axes();
    QStringList names;
    for (std::size_t index = 0; index < series_.size(); ++index) {
        names << legend_text(index);
    }
    setAccessibleDescription(names.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

void TimeSeriesPlot::set_residuals(std::vector<PlotSeries> residuals) {
    strip_.set_series(std::move(residuals));
    updateGeometry();
    update();
}

QSize TimeSeriesPlot::minimumSizeHint() const {
    if (strip_.is_empty()) {
        return {200, 140};
    }
    // The lines keep their room above the strip, as far as a small screen allows.
    const double wanted = least_lines_px + legend_height() + strip_.height(0);
    return {200, static_cast<int>(std::min(wanted, most_least_px))};
}

void TimeSeriesPlot::set_clock(const RunClock& clock) {
    clock_ = clock;
    update();
}

void TimeSeriesPlot::set_cursor(double time_s) {
    cursor_s_ = time_s;
    update();
}

void TimeSeriesPlot::set_theme(const Theme& theme) {
    theme_ = theme;
    update();
}

void TimeSeriesPlot::fit_axes() {
    axes_.clear();
    first_s_ = std::numeric_limits<double>::infinity();
    last_s_ = -first_s_;
    std::vector<std::pair<double, double>> extents;
    for (const PlotSeries& one : series_) {
        std::size_t axis = 0;
        while (axis < axes_.size() && axes_[axis].unit != one.unit) {
            ++axis;
        }
        if (axis == most_axes || one.times_s.empty()) {
            continue;
        }
        if (axis == axes_.size()) {
            axes_.push_back({one.unit, {}});
            extents.emplace_back(std::numeric_limits<double>::infinity(),
                                 -std::numeric_limits<double>::infinity());
        }
        first_s_ = std::min(first_s_, one.times_s.front());
        last_s_ = std::max(last_s_, one.times_s.back());
        for (const float value : one.values) {
            if (std::isfinite(value)) {
                extents[axis].first = std::min(extents[axis].first, static_cast<double>(value));
                extents[axis].second = std::max(extents[axis].second, static_cast<double>(value));
            }
        }
    }
    if (!(last_s_ > first_s_)) {
        first_s_ = std::isfinite(first_s_) ? first_s_ - 1 : 0;
        last_s_ = first_s_ + 2;
    }
    for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
        auto [low, high] = extents[axis];
        if (!(low <= high)) {
            low = 0;
            high = 1;
        }
        // Zero belongs to the picture unless the values are far from it.
        low = low > 0 && low < 0.5 * high ? 0 : low;
        axes_[axis].ticks = value_ticks(low, high, 4);
    }
}

QRectF TimeSeriesPlot::area() const {
    const QFontMetricsF metrics{map_font(font_px)};
    const auto room = [&](std::size_t axis) {
        double widest = 0;
        if (axis < axes_.size()) {
            for (const double tick : axes_[axis].ticks) {
                widest = std::max(widest, metrics.horizontalAdvance(plot_number(tick)));
            }
        }
        return std::ceil(widest) + 12;
    };
    const double left = std::max(room(0), std::ceil(strip_.label_width()) + 12);
    const double right = axes_.size() > 1 ? room(1) : 16;
    const double line = line_height(map_font(font_px));
    // The unit stands above the topmost number.
    const double top = legend_height() + 1.5 * line + 6;
    return {left, top, std::max(10.0, width() - left - right),
            std::max(10.0, height() - top - line - 8 - strip_.height(height() - legend_height()))};
}

/// Below the chart, above the numbers of its time axis.
QRectF TimeSeriesPlot::strip_area() const {
    const QRectF box = area();
    const double title = 1.8 * line_height(map_font(font_px)) + 8;
    return {box.left(), box.bottom() + title, box.width(),
            std::max(0.0, strip_.height(height() - legend_height()) - title)};
}

PlotScale TimeSeriesPlot::scale(std::size_t axis) const {
    const QRectF box = area();
    const double x_per_s = box.width() / (last_s_ - first_s_);
    if (axis >= axes_.size()) {
        return {box.left(), first_s_, x_per_s, box.bottom(), 0, 1};
    }
    const auto& ticks = axes_[axis].ticks;
    return {box.left(),   first_s_,      x_per_s,
            box.bottom(), ticks.front(), box.height() / (ticks.back() - ticks.front())};
}

std::optional<std::size_t> TimeSeriesPlot::axis_of(const PlotSeries& series) const {
    for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
        if (axes_[axis].unit == series.unit) {
            return axis;
        }
    }
    return std::nullopt;
}

double TimeSeriesPlot::x_of(double time_s) const {
    return scale(0).place(time_s, 0).x();
}

double TimeSeriesPlot::y_of(std::size_t axis, double value) const {
    return scale(axis).place(0, value).y();
}

QPointF TimeSeriesPlot::place(std::size_t series, std::size_t point) const {
    const PlotSeries& one = series_.at(series);
    const auto axis = axis_of(one);
    return axis ? QPointF{x_of(one.times_s.at(point)),
                          y_of(*axis, static_cast<double>(one.values.at(point)))}
                : QPointF{};
}

QPointF TimeSeriesPlot::place_of_residual(std::size_t series, std::size_t point) const {
    const PlotSeries& one = strip_.series().at(series);
    return strip_.scale(strip_area(), scale(0))
        .place(one.times_s.at(point), static_cast<double>(one.values.at(point)));
}

QPen TimeSeriesPlot::pen(std::size_t series) const {
    if (series_[series].recorded_of) { // what counts is its marks
        return {series_color(*series_[series].recorded_of, theme_), 1, Qt::DashLine, Qt::FlatCap,
                Qt::RoundJoin};
    }
    // Colour, and from the third line on also a pattern of dots; dashes mean "before".
    static constexpr std::array<Qt::PenStyle, 3> styles{Qt::SolidLine, Qt::SolidLine,
                                                        Qt::DashDotLine};
    const Qt::PenStyle style = series_[series].dashed
                                   ? Qt::DashLine
                                   : styles[std::min<std::size_t>(series, styles.size() - 1)];
    const double width = series == 1 ? 2.6 : 1.7;
    return {series_color(series, theme_), width, style, Qt::FlatCap, Qt::RoundJoin};
}

QString TimeSeriesPlot::legend_text(std::size_t series) const {
    const PlotSeries& one = series_[series];
    QString text = one.name;
    if (!one.unit.isEmpty()) {
        text += QStringLiteral(" (%1)").arg(one.unit);
    }
    const auto axis = axis_of(one);
    if (!axis && !one.times_s.empty()) {
        text += tr(": not drawn, a chart has two units");
    } else if (one.times_s.empty()) {
        text += tr(": no values");
    } else if (axes_.size() > 1) {
        text += *axis == 0 ? tr(", left axis") : tr(", right axis");
    }
    return text;
}

double TimeSeriesPlot::legend_height() const {
    const QFont font = map_font(font_px);
    double rows = 0;
    for (std::size_t index = 0; index < series_.size(); ++index) {
        rows += static_cast<double>(
            wrap_text(font, legend_text(index), std::max(40.0, width() - 48.0)).size());
    }
    return rows * line_height(font) + 4;
}

void TimeSeriesPlot::draw_legend(QPainter& painter) const {
    const QFont font = map_font(font_px);
    double top = 4;
    for (std::size_t index = 0; index < series_.size(); ++index) {
        const QStringList rows =
            wrap_text(font, legend_text(index), std::max(40.0, width() - 48.0));
        painter.setPen(pen(index));
        painter.drawLine(QPointF{8, top + line_height(font) / 2},
                         QPointF{34, top + line_height(font) / 2});
        if (series_[index].recorded_of) {
            draw_mark(painter, index, {21, top + line_height(font) / 2});
        }
        draw_lines(painter, font, rows, {40, top}, theme_.ink);
        top += static_cast<double>(rows.size()) * line_height(font);
    }
}

void TimeSeriesPlot::draw_axes(QPainter& painter) const {
    const QRectF box = area();
    const QFont font = map_font(font_px);
    const QFontMetricsF metrics{font};
    const double line = line_height(font);
    for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
        for (const double tick : axes_[axis].ticks) {
            const double y = y_of(axis, tick);
            if (axis == 0) {
                painter.setPen(QPen{theme_.frame, 1});
                painter.drawLine(QPointF{box.left(), y}, QPointF{box.right(), y});
            }
            const QString text = plot_number(tick);
            const double x =
                axis == 0 ? box.left() - 6 - metrics.horizontalAdvance(text) : box.right() + 6;
            draw_lines(painter, font, {text}, {x, y - line / 2}, theme_.soft_ink);
        }
        const QString unit = axes_[axis].unit.isEmpty() ? tr("without unit") : axes_[axis].unit;
        const double x = axis == 0 ? 4 : width() - 4 - metrics.horizontalAdvance(unit);
        draw_lines(painter, font, {unit}, {x, box.top() - 1.5 * line - 2}, theme_.ink);
    }
}

/// Ticks and times below a box.
void TimeSeriesPlot::draw_time_axis(QPainter& painter, const QRectF& box) const {
    const QFont font = map_font(font_px);
    const QFontMetricsF metrics{font};
    const double label_px = metrics.horizontalAdvance(QStringLiteral("00:00:00")) + 16;
    const double origin_s = clock_.seconds_to_midnight();
    for (const double tick :
         time_ticks(first_s_, last_s_, static_cast<int>(box.width() / label_px), origin_s)) {
        const double x = x_of(tick);
        painter.setPen(QPen{theme_.frame, 1});
        painter.drawLine(QPointF{x, box.bottom()}, QPointF{x, box.bottom() + 4});
        const QString text = clock_.short_text(tick);
        const double half = metrics.horizontalAdvance(text) / 2;
        const double left = std::clamp(x - half, 2.0, width() - 2 * half - 2);
        draw_lines(painter, font, {text}, {left, box.bottom() + 5}, theme_.soft_ink);
    }
    painter.setPen(QPen{theme_.soft_ink, 1});
    painter.drawLine(box.bottomLeft(), box.bottomRight());
}

/// Circle, square or diamond, hollow: a line behind it stays visible.
void TimeSeriesPlot::draw_mark(QPainter& painter, std::size_t series, const QPointF& place) const {
    painter.setPen(QPen{pen(series).color(), 1.4});
    painter.setBrush(palette().color(QPalette::Base));
    const double r = mark_px;
    switch (*series_[series].recorded_of % 3) {
    case 0:
        painter.drawEllipse(place, r, r);
        break;
    case 1:
        painter.drawRect(QRectF{place.x() - r, place.y() - r, 2 * r, 2 * r});
        break;
    default:
        painter.drawPolygon(QPolygonF{{place + QPointF{0, -r - 1}, place + QPointF{r + 1, 0},
                                       place + QPointF{0, r + 1}, place + QPointF{-r - 1, 0}}});
    }
}

void TimeSeriesPlot::draw_marks(QPainter& painter, std::size_t series,
                                const QPolygonF& places) const {
    double last_x = -mark_distance_px;
    for (const QPointF& place : places) {
        if (place.x() - last_x >= mark_distance_px) {
            draw_mark(painter, series, place);
            last_x = place.x();
        }
    }
}

void TimeSeriesPlot::draw_series(QPainter& painter) const {
    for (std::size_t index = 0; index < series_.size(); ++index) {
        const auto axis = axis_of(series_[index]);
        if (!axis) {
            continue;
        }
        for (const QPolygonF& part : line_parts(series_[index], scale(*axis))) {
            painter.setPen(pen(index));
            painter.setBrush(Qt::NoBrush);
            if (part.size() > 1) {
                painter.drawPolyline(part);
            } else if (!series_[index].recorded_of) {
                painter.drawEllipse(part.front(), 1.5, 1.5);
            }
            if (series_[index].recorded_of) {
                draw_marks(painter, index, part);
            }
        }
    }
}

std::optional<TimeSeriesPlot::Point> TimeSeriesPlot::nearest(const QPointF& place) const {
    std::optional<Point> best;
    double least = hover_px;
    const QRectF box = area();
    const double time_s = first_s_ + (place.x() - box.left()) / box.width() * (last_s_ - first_s_);
    for (std::size_t index = 0; index < series_.size(); ++index) {
        const PlotSeries& one = series_[index];
        const auto axis = axis_of(one);
        if (!axis || one.times_s.empty()) {
            continue;
        }
        const auto next = std::lower_bound(one.times_s.begin(), one.times_s.end(), time_s);
        const auto middle = static_cast<std::size_t>(next - one.times_s.begin());
        for (std::size_t i = middle == 0 ? 0 : middle - 1;
             i < std::min(middle + 1, one.times_s.size()); ++i) {
            if (!std::isfinite(one.values[i])) {
                continue;
            }
            const QPointF there{x_of(one.times_s[i]),
                                y_of(*axis, static_cast<double>(one.values[i]))};
            const double distance = std::hypot(there.x() - place.x(), there.y() - place.y());
            if (distance < least) {
                least = distance;
                best = Point{index, i};
            }
        }
    }
    return best;
}

QString TimeSeriesPlot::readout() const {
    if (!mouse_) {
        return {};
    }
    const auto residual = strip_.nearest(*mouse_, strip_area(), scale(0));
    const auto point = residual ? residual : nearest(*mouse_);
    if (!point) {
        return {};
    }
    const PlotSeries& one = residual ? strip_.series()[point->series] : series_[point->series];
    return clock_.short_text(one.times_s[point->index]) + QStringLiteral("  ") +
           with_unit(static_cast<double>(one.values[point->index]), one.unit);
}

void TimeSeriesPlot::draw_hovered(QPainter& painter) const {
    if (!mouse_) {
        return;
    }
    const auto residual = strip_.nearest(*mouse_, strip_area(), scale(0));
    const auto point = residual ? residual : nearest(*mouse_);
    if (!point) {
        return;
    }
    const PlotSeries& one = residual ? strip_.series()[point->series] : series_[point->series];
    const QPointF there = residual ? place_of_residual(point->series, point->index)
                                   : place(point->series, point->index);
    painter.setPen(QPen{theme_.background, 1.5});
    painter.setBrush(series_color(one.recorded_of.value_or(point->series), theme_));
    painter.drawEllipse(there, 4.5, 4.5);
    const QFont font = map_font(font_px, true);
    const QString text = readout();
    const double wide = QFontMetricsF{font}.horizontalAdvance(text);
    const double left = std::clamp(there.x() + 8, 4.0, std::max(4.0, width() - wide - 4));
    const double top = std::max(line_height(font), there.y() - 8);
    draw_halo_text(painter, font, text, {left, top}, theme_.ink, palette().color(QPalette::Base));
}

void TimeSeriesPlot::draw_cursor(QPainter& painter, const QRectF& box) const {
    const double x = x_of(cursor_s_);
    if (x >= box.left() - 1 && x <= box.right() + 1) {
        painter.setPen(QPen{theme_.ink, 1, Qt::DotLine});
        painter.drawLine(QPointF{x, box.top()}, QPointF{x, box.bottom()});
    }
}

void TimeSeriesPlot::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (series_.empty()) {
        const QFont font = map_font(font_px + 1);
        draw_lines(painter, font,
                   wrap_text(font,
                             tr("Select something on the map and tick a channel in the "
                                "inspector: its values over time appear here."),
                             std::max(40, width() - 32)),
                   {16, 16}, theme_.soft_ink);
        return;
    }
    draw_legend(painter);
    draw_axes(painter);
    const QRectF box = area();
    const QRectF strip = strip_.is_empty() ? box : strip_area();
    draw_time_axis(painter, strip);
    if (!strip_.is_empty()) {
        strip_.draw(painter, strip, scale(0), theme_);
    }
    painter.save();
    painter.setClipRect(box.adjusted(-1, -2, 1, 2));
    draw_series(painter);
    painter.restore();
    draw_cursor(painter, box);
    if (!strip_.is_empty()) { // not through its title
        draw_cursor(painter, strip);
    }
    draw_hovered(painter);
}

void TimeSeriesPlot::mousePressEvent(QMouseEvent* event) {
    const QRectF box = area();
    if (!series_.empty() && event->button() == Qt::LeftButton &&
        event->position().x() >= box.left() - 2 && event->position().x() <= box.right() + 2) {
        emit time_chosen(first_s_ +
                         (event->position().x() - box.left()) / box.width() * (last_s_ - first_s_));
    }
}

void TimeSeriesPlot::mouseMoveEvent(QMouseEvent* event) {
    mouse_ = event->position();
    if (event->buttons().testFlag(Qt::LeftButton)) {
        mousePressEvent(event);
    }
    update();
}

void TimeSeriesPlot::leaveEvent(QEvent* /*event*/) {
    mouse_.reset();
    update();
}

void TimeSeriesPlot::keyPressEvent(QKeyEvent* event) {
    const double step_s = (last_s_ - first_s_) / 50;
    if (series_.empty() || (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right)) {
        QWidget::keyPressEvent(event);
        return;
    }
    emit time_chosen(std::clamp(cursor_s_ + (event->key() == Qt::Key_Left ? -step_s : step_s),
                                first_s_, last_s_));
}

} // namespace cityproof::gui
