// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/theme.hpp"

#include <QPolygonF>
#include <QString>

#include <optional>
#include <vector>

namespace cityproof::gui {

/// One line of a chart.
struct PlotSeries {
    QString name;
    QString unit; ///< empty: without dimension
    std::vector<double> times_s;
    std::vector<float> values; ///< as long as times_s; NaN is a gap
    bool dashed = false;       ///< the state before a measure; solid is after it
    /// Recorded values: points in the colour of this line, the simulated one that they are held
    /// against. Of residuals, that line.
    std::optional<std::size_t> recorded_of = std::nullopt;
};

/// From seconds and values to places on a widget.
struct PlotScale {
    double left = 0; ///< of first_s
    double first_s = 0;
    double x_per_s = 1;
    double bottom = 0; ///< of `low`
    double low = 0;
    double y_per_unit = 1; ///< upwards

    QPointF place(double time_s, double value) const {
        return {left + (time_s - first_s) * x_per_s, bottom - (value - low) * y_per_unit};
    }
};

/// The parts of a line between gaps. Of many points in one column of pixels only the first, the
/// least, the greatest and the last are kept: the line looks the same.
std::vector<QPolygonF> line_parts(const PlotSeries& series, const PlotScale& scale);

/// a - b at the moments of `a`, with the last value of `b` at or before each; the name says what it
/// is. Both have one unit.
PlotSeries difference_of(const PlotSeries& a, const PlotSeries& b);

/// Colour of the n-th line: Okabe and Ito's set, darkened on paper to stay legible.
QColor series_color(std::size_t index, const Theme& theme);

/// A value as it stands on an axis.
QString plot_number(double value);

} // namespace cityproof::gui
