// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/chart/plot_series.hpp"
#include "gui/data/run_clock.hpp"
#include "gui/recorded/feed_of_run.hpp"

#include <QStringList>

#include <vector>

namespace cityproof::gui {

/// A simulated line of the chart, in the unit that is shown.
struct SimulatedLine {
    ObjectRef object;
    const io::ChannelDescription* channel = nullptr;
    const PlotSeries* series = nullptr;
    QString name;      ///< of thing and channel, without the run that it is from
    bool first = true; ///< no earlier line is of the same thing with another channel
};

/// What a recorded feed adds to a chart.
struct RecordedLines {
    std::vector<PlotSeries> recorded;
    std::vector<PlotSeries> residuals; ///< simulated minus recorded
    QStringList sentences;             ///< one a residual: n, bias, RMSE, GEH; or why there is none
};

/// Holds the lines of a chart against what was recorded. `lines` are numbered as in the chart.
RecordedLines recorded_lines(const FeedOfRun& feed, const std::vector<SimulatedLine>& lines,
                             const RunClock& clock);

} // namespace cityproof::gui
