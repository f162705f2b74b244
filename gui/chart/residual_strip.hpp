// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/chart/plot_series.hpp"

#include <QPainter>
#include <QRectF>

#include <optional>
#include <vector>

namespace cityproof::gui {

/// The strip below a chart that shows simulated minus recorded values around a line at zero. All of
/// one unit, that of the first series; those of another unit are left out.
class ResidualStrip {
  public:
    /// A value of a series.
    struct Point {
        std::size_t series = 0;
        std::size_t index = 0;
    };

    void set_series(std::vector<PlotSeries> series);

    const std::vector<PlotSeries>& series() const { return series_; }

    bool is_empty() const { return series_.empty(); }

    /// With its title, below a chart of a height; 0 while there is nothing to show.
    double height(double of_chart) const;
    /// Room for the widest number beside it.
    double label_width() const;
    /// `scale`: the chart's; only its horizontal part counts. Returns where values are inside
    /// `box`.
    PlotScale scale(const QRectF& box, const PlotScale& of_chart) const;
    /// `box`: without the title, which stands above it.
    void draw(QPainter& painter, const QRectF& box, const PlotScale& of_chart,
              const Theme& theme) const;
    /// The value next to a place, when one is near.
    std::optional<Point> nearest(const QPointF& place, const QRectF& box,
                                 const PlotScale& of_chart) const;
    QString title() const;

  private:
    bool is_drawn(const PlotSeries& series) const;

    std::vector<PlotSeries> series_;
    std::vector<double> ticks_{-1, 0, 1};
};

} // namespace cityproof::gui
