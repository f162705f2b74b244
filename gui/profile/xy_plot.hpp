// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/run_clock.hpp"
#include "gui/map/theme.hpp"

#include <QPointF>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace cityproof::gui {

/// What a chart of one quantity over another shows. Points that are not finite are not drawn.
struct XyContent {
    struct Line {
        std::vector<QPointF> points;
    };

    struct Point {
        QPointF place;
        QString name;
    };

    QString title;
    QString x_name;
    QString x_unit;
    QString y_name;
    QString y_unit;
    bool x_is_time = false; ///< x in seconds of the run, shown as on the city's clock
    bool y_from_zero = false;
    std::vector<Line> lines;
    std::vector<Point> points;  ///< dots with a name; may be empty
    std::vector<double> levels; ///< dotted lines across, where streets end
    QString message;            ///< instead of a chart: why there is none
};

/// A light chart of lines and dots, both axes named with their unit. The dot nearest to the mouse,
/// or the one that the left and right arrow keys went to, is written out. With time on the x axis,
/// a click and the arrow keys choose a moment.
class XyPlot : public QWidget {
    Q_OBJECT

  public:
    explicit XyPlot(QWidget* parent = nullptr);

    void set_content(XyContent content);
    void set_clock(const RunClock& clock);
    void set_cursor(double time_s);
    void set_theme(const Theme& theme);

    const XyContent& content() const { return content_; }

    /// What is written out; empty when nothing is near.
    QString readout() const;
    /// Where a place of the chart is on the widget.
    QPointF place(const QPointF& value) const;

    QSize sizeHint() const override { return {600, 220}; }

    QSize minimumSizeHint() const override { return {200, 140}; }

  signals:
    void time_chosen(double time_s);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void fit_axes();
    QRectF area() const;
    std::optional<std::size_t> nearest(const QPointF& place) const;
    QString x_text(double value) const;
    void draw_axes(QPainter& painter) const;
    void draw_values(QPainter& painter) const;

    XyContent content_;
    std::vector<double> x_ticks_;
    std::vector<double> y_ticks_;
    double first_x_ = 0;
    double last_x_ = 1;
    double cursor_s_ = 0;
    RunClock clock_{"", ""};
    Theme theme_ = Theme::light();
    std::optional<std::size_t> shown_point_;
};

} // namespace cityproof::gui
