// SPDX-License-Identifier: Apache-2.0
#include "gui/profile/xy_plot.hpp"

#include "gui/chart/axis_ticks.hpp"
#include "gui/chart/time_series_plot.hpp"
#include "gui/map/text.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::gui {

namespace {

constexpr double font_px = 11;
constexpr double near_px = 18;

bool is_finite(const QPointF& point) {
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

QString number(double value) {
    return QString::number(value, 'g', 5).replace(QLatin1Char{'-'}, QChar{0x2212});
}

QString with_unit(const QString& name, const QString& unit) {
    return unit.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, unit);
}

} // namespace

XyPlot::XyPlot(QWidget* parent) : QWidget{parent} {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Profile"));
}

void XyPlot::set_content(XyContent content) {
    content_ = std::move(content);
    shown_point_.reset();
    std::sort(content_.points.begin(), content_.points.end(),
              [](const XyContent::Point& a, const XyContent::Point& b) {
                  return a.place.x() < b.place.x();
              });
    setAccessibleName(content_.title.isEmpty() ? tr("Profile") : content_.title);
    setAccessibleDescription(
        content_.message.isEmpty()
            ? tr("%1 over %2; %3 lines, %4 points. Arrow keys go from point to point.")
                  .arg(with_unit(content_.y_name, content_.y_unit),
                       with_unit(content_.x_name, content_.x_unit))
                  .arg(content_.lines.size())
                  .arg(content_.points.size())
            : content_.message);
    fit_axes();
    update();
}

void XyPlot::set_clock(const RunClock& clock) {
    clock_ = clock;
    update();
}

void XyPlot::set_cursor(double time_s) {
    cursor_s_ = time_s;
    if (content_.x_is_time) {
        update();
    }
}

void XyPlot::set_theme(const Theme& theme) {
    theme_ = theme;
    update();
}

void XyPlot::fit_axes() {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    first_x_ = low;
    last_x_ = high;
    const auto add = [&](const QPointF& point) {
        if (is_finite(point)) {
            first_x_ = std::min(first_x_, point.x());
            last_x_ = std::max(last_x_, point.x());
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    };
    for (const XyContent::Line& line : content_.lines) {
        std::for_each(line.points.begin(), line.points.end(), add);
    }
    for (const XyContent::Point& point : content_.points) {
        add(point.place);
    }
    for (const double level : content_.levels) {
        low = std::min(low, level);
        high = std::max(high, level);
    }
    if (!(low <= high) || !(first_x_ <= last_x_)) {
        low = 0;
        high = 1;
        first_x_ = 0;
        last_x_ = 1;
    }
    low = content_.y_from_zero ? std::min(0.0, low) : low;
    if (!(last_x_ > first_x_)) {
        last_x_ = first_x_ + 1;
    }
    y_ticks_ = value_ticks(low, high, 4);
    x_ticks_ = value_ticks(first_x_, last_x_, 8);
    if (!content_.x_is_time) {
        first_x_ = x_ticks_.front();
        last_x_ = x_ticks_.back();
    }
}

QRectF XyPlot::area() const {
    const QFontMetricsF metrics{map_font(font_px)};
    double widest = 0;
    for (const double tick : y_ticks_) {
        widest = std::max(widest, metrics.horizontalAdvance(number(tick)));
    }
    const double line = line_height(map_font(font_px));
    const double left = std::ceil(widest) + 14;
    const double top = 2.6 * line + 6;   // title, then the unit above the topmost number
    const double bottom = 2 * line + 12; // numbers and the axis' name
    return {left, top, std::max(10.0, width() - left - 20),
            std::max(10.0, height() - top - bottom)};
}

QPointF XyPlot::place(const QPointF& value) const {
    const QRectF box = area();
    return {box.left() + (value.x() - first_x_) / (last_x_ - first_x_) * box.width(),
            box.bottom() - (value.y() - y_ticks_.front()) / (y_ticks_.back() - y_ticks_.front()) *
                               box.height()};
}

std::optional<std::size_t> XyPlot::nearest(const QPointF& mouse) const {
    std::optional<std::size_t> best;
    double least = near_px;
    for (std::size_t i = 0; i < content_.points.size(); ++i) {
        if (!is_finite(content_.points[i].place)) {
            continue;
        }
        const QPointF away = place(content_.points[i].place) - mouse;
        if (std::hypot(away.x(), away.y()) < least) {
            least = std::hypot(away.x(), away.y());
            best = i;
        }
    }
    return best;
}

QString XyPlot::x_text(double value) const {
    return content_.x_is_time ? clock_.short_text(value) : number(value);
}

QString XyPlot::readout() const {
    if (!shown_point_ || *shown_point_ >= content_.points.size()) {
        return {};
    }
    const XyContent::Point& point = content_.points[*shown_point_];
    const auto valued = [](const QString& text, const QString& unit) {
        return unit.isEmpty() ? text : text + QLatin1Char{' '} + unit;
    };
    return QStringLiteral("%1: %2, %3")
        .arg(point.name, valued(x_text(point.place.x()), content_.x_unit),
             valued(number(point.place.y()), content_.y_unit));
}

void XyPlot::draw_axes(QPainter& painter) const {
    const QRectF box = area();
    const QFont font = map_font(font_px);
    const QFontMetricsF metrics{font};
    const double line = line_height(font);
    const QString title = QFontMetricsF{map_font(font_px, true)}.elidedText(
        content_.title, Qt::ElideRight, width() - 16);
    draw_lines(painter, map_font(font_px, true), {title}, {8, 4}, theme_.ink);
    draw_lines(painter, font, {with_unit(content_.y_name, content_.y_unit)},
               {8, box.top() - 1.4 * line}, theme_.ink);
    for (const double tick : y_ticks_) {
        const double y = place({first_x_, tick}).y();
        painter.setPen(QPen{theme_.frame, 1});
        painter.drawLine(QPointF{box.left(), y}, QPointF{box.right(), y});
        const QString text = number(tick);
        draw_lines(painter, font, {text},
                   {box.left() - 6 - metrics.horizontalAdvance(text), y - line / 2},
                   theme_.soft_ink);
    }
    const double label_px = metrics.horizontalAdvance(QStringLiteral("00:00:00")) + 16;
    const std::vector<double> ticks =
        content_.x_is_time ? time_ticks(first_x_, last_x_, static_cast<int>(box.width() / label_px),
                                        clock_.seconds_to_midnight())
                           : x_ticks_;
    double free_from = 0; // labels do not touch each other
    for (const double tick : ticks) {
        const double x = place({tick, y_ticks_.front()}).x();
        painter.setPen(QPen{theme_.frame, 1});
        painter.drawLine(QPointF{x, box.bottom()}, QPointF{x, box.bottom() + 4});
        const QString text = x_text(tick);
        const double wide = metrics.horizontalAdvance(text);
        const double left = std::clamp(x - wide / 2, 2.0, std::max(2.0, width() - wide - 2));
        if (left >= free_from) {
            draw_lines(painter, font, {text}, {left, box.bottom() + 5}, theme_.soft_ink);
            free_from = left + wide + 8;
        }
    }
    const QString name = with_unit(content_.x_name, content_.x_unit);
    draw_lines(painter, font, {name},
               {box.center().x() - metrics.horizontalAdvance(name) / 2, box.bottom() + 6 + line},
               theme_.ink);
    painter.setPen(QPen{theme_.soft_ink, 1});
    painter.drawLine(box.bottomLeft(), box.bottomRight());
    painter.setPen(QPen{theme_.soft_ink, 1, Qt::DotLine});
    for (const double level : content_.levels) {
        const double y = place({first_x_, level}).y();
        painter.drawLine(QPointF{box.left(), y}, QPointF{box.right(), y});
    }
}

void XyPlot::draw_values(QPainter& painter) const {
    const QColor color = series_color(0, theme_);
    painter.setPen(QPen{color, 1.4, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin});
    painter.setBrush(Qt::NoBrush);
    for (const XyContent::Line& line : content_.lines) {
        QPolygonF shape;
        for (const QPointF& point : line.points) {
            if (is_finite(point)) {
                shape << place(point);
            }
        }
        if (shape.size() == 1) {
            painter.drawEllipse(shape.front(), 1.2, 1.2);
        } else {
            painter.drawPolyline(shape);
        }
    }
    painter.setPen(QPen{palette().color(QPalette::Base), 1});
    painter.setBrush(color);
    for (const XyContent::Point& point : content_.points) {
        if (is_finite(point.place)) {
            painter.drawEllipse(place(point.place), 3.2, 3.2);
        }
    }
}

void XyPlot::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    if (!content_.message.isEmpty()) {
        const QFont font = map_font(font_px + 1);
        draw_lines(painter, font, wrap_text(font, content_.message, std::max(40, width() - 32)),
                   {16, 16}, theme_.soft_ink);
        return;
    }
    draw_axes(painter);
    const QRectF box = area();
    painter.save();
    painter.setClipRect(box.adjusted(-4, -4, 4, 4));
    draw_values(painter);
    if (content_.x_is_time) {
        const double x = place({cursor_s_, y_ticks_.front()}).x();
        painter.setPen(QPen{theme_.ink, 1, Qt::DotLine});
        painter.drawLine(QPointF{x, box.top()}, QPointF{x, box.bottom()});
    }
    painter.restore();
    const QString text = readout();
    if (!text.isEmpty()) {
        const QPointF there = place(content_.points[*shown_point_].place);
        const QFont font = map_font(font_px, true);
        const double wide = QFontMetricsF{font}.horizontalAdvance(text);
        painter.setPen(QPen{theme_.ink, 2});
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(there, 6, 6);
        draw_halo_text(painter, font, text,
                       {std::clamp(there.x() + 8, 4.0, std::max(4.0, width() - wide - 4)),
                        std::max(line_height(font), there.y() - 10)},
                       theme_.ink, palette().color(QPalette::Base));
    }
    if (hasFocus()) {
        painter.setPen(QPen{theme_.ink, 1, Qt::DotLine});
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -2, -2));
    }
}

void XyPlot::mousePressEvent(QMouseEvent* event) {
    if (content_.x_is_time && content_.message.isEmpty() && event->button() == Qt::LeftButton) {
        const QRectF box = area();
        emit time_chosen(first_x_ +
                         (event->position().x() - box.left()) / box.width() * (last_x_ - first_x_));
    }
}

void XyPlot::mouseMoveEvent(QMouseEvent* event) {
    shown_point_ = nearest(event->position());
    update();
}

void XyPlot::leaveEvent(QEvent* /*event*/) {
    shown_point_.reset();
    update();
}

void XyPlot::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0 || !content_.message.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (content_.x_is_time) {
        emit time_chosen(
            std::clamp(cursor_s_ + step * (last_x_ - first_x_) / 50, first_x_, last_x_));
        return;
    }
    if (!content_.points.empty()) {
        const auto count = static_cast<std::ptrdiff_t>(content_.points.size());
        const std::ptrdiff_t before =
            shown_point_ ? static_cast<std::ptrdiff_t>(*shown_point_) : (step > 0 ? -1 : count);
        shown_point_ =
            static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(before + step, 0, count - 1));
        setAccessibleDescription(readout());
        update();
    }
}

} // namespace cityproof::gui
