// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/chart/plot_series.hpp"
#include "gui/chart/residual_strip.hpp"
#include "gui/data/run_clock.hpp"
#include "gui/map/theme.hpp"

#include <QWidget>

#include <optional>
#include <vector>

namespace cityproof::gui {

/// A light chart of values over the time of a run. Series of the first unit share the left axis,
/// those of the second the right one; a series of a third unit is not drawn, and the legend says
/// so. Every axis carries its unit, every line differs from the others in more than its colour.
/// Recorded values are points; below, on the same time axis, a strip shows simulated minus
/// recorded.
///
/// The cursor is the shown moment: a click, or the arrow keys, choose another one. The value
/// nearest to the mouse is written out.
class TimeSeriesPlot : public QWidget {
    Q_OBJECT

  public:
    explicit TimeSeriesPlot(QWidget* parent = nullptr);

    void set_series(std::vector<PlotSeries> series);
    /// Simulated minus recorded values; none: no strip.
    void set_residuals(std::vector<PlotSeries> residuals);
    void set_clock(const RunClock& clock);
    void set_cursor(double time_s);
    void set_theme(const Theme& theme);

    const std::vector<PlotSeries>& series() const { return series_; }

    const std::vector<PlotSeries>& residuals() const { return strip_.series(); }

    /// What is written beside the mouse; empty when it is far from every line.
    QString readout() const;
    /// Where a value is on the widget.
    QPointF place(std::size_t series, std::size_t point) const;
    QPointF place_of_residual(std::size_t series, std::size_t point) const;

    QSize sizeHint() const override { return {600, 220}; }

    QSize minimumSizeHint() const override;

  signals:
    void time_chosen(double time_s);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    struct Axis {
        QString unit;
        std::vector<double> ticks;
    };

    using Point = ResidualStrip::Point;

    void fit_axes();
    QRectF area() const;
    QRectF strip_area() const;
    PlotScale scale(std::size_t axis) const;
    std::optional<std::size_t> axis_of(const PlotSeries& series) const;
    double x_of(double time_s) const;
    double y_of(std::size_t axis, double value) const;
    QPen pen(std::size_t series) const;
    std::optional<Point> nearest(const QPointF& place) const;
    QString legend_text(std::size_t series) const;
    double legend_height() const;
    void draw_legend(QPainter& painter) const;
    void draw_axes(QPainter& painter) const;
    void draw_time_axis(QPainter& painter, const QRectF& box) const;
    void draw_series(QPainter& painter) const;
    void draw_marks(QPainter& painter, std::size_t series, const QPolygonF& places) const;
    void draw_mark(QPainter& painter, std::size_t series, const QPointF& place) const;
    void draw_cursor(QPainter& painter, const QRectF& box) const;
    void draw_hovered(QPainter& painter) const;

    std::vector<PlotSeries> series_;
    ResidualStrip strip_;
    std::vector<Axis> axes_;
    double first_s_ = 0;
    double last_s_ = 1;
    double cursor_s_ = 0;
    RunClock clock_{"", ""};
    Theme theme_ = Theme::light();
    std::optional<QPointF> mouse_;
};

} // namespace cityproof::gui
