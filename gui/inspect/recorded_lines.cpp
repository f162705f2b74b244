// SPDX-License-Identifier: Apache-2.0
#include "gui/inspect/recorded_lines.hpp"

#include "gui/map/words.hpp"
#include "gui/recorded/recorded_unit.hpp"
#include "gui/recorded/residuals.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace cityproof::gui {

namespace {

/// Three digits are what a reader compares.
QString number(double value) {
    return QString::number(value, 'g', 3).replace(QLatin1Char{'-'}, QChar{0x2212});
}

QString with_unit(double value, const QString& unit) {
    return unit.isEmpty() ? number(value) : number(value) + QStringLiteral(" ") + unit;
}

/// A recorded series in the unit of its line.
struct Shown {
    std::vector<double> times_s;
    std::vector<double> values;
};

Shown in_shown_unit(const RecordedSeries& recorded, double factor) {
    Shown shown{*recorded.times_s, recorded.values};
    for (double& value : shown.values) {
        value *= factor;
    }
    return shown;
}

/// What lies within the simulated time: a feed of a year beside a run of a day.
PlotSeries points_of(const Shown& recorded, const PlotSeries& simulated) {
    PlotSeries points;
    const auto& frames_s = simulated.times_s;
    const double step_s = frames_s.size() > 1 ? frames_s[1] - frames_s[0] : 0;
    for (std::size_t i = 0; i < recorded.times_s.size(); ++i) {
        if (!frames_s.empty() && recorded.times_s[i] >= frames_s.front() - step_s &&
            recorded.times_s[i] <= frames_s.back()) {
            points.times_s.push_back(recorded.times_s[i]);
            points.values.push_back(static_cast<float>(recorded.values[i]));
        }
    }
    return points;
}

QString hours_text(const HourlyFit& fit) {
    if (!fit.makes_hours) {
        return std::isfinite(fit.interval_s)
                   ? Words::tr("no GEH: intervals of %1 s do not make the hours of the clock")
                         .arg(fit.interval_s)
                   : Words::tr("no GEH: a single value has no interval");
    }
    if (fit.hours == 0) {
        return Words::tr("no GEH: no whole hour was both counted and simulated");
    }
    return Words::tr("GEH below 5 in %1 of %2 hours (%3 %)")
        .arg(fit.below_5)
        .arg(fit.hours)
        .arg(100.0 * static_cast<double>(fit.below_5) / static_cast<double>(fit.hours), 0, 'f', 0);
}

QString sentence(const Residuals& found, const PlotSeries& simulated, const RunClock& clock) {
    if (simulated.times_s.empty()) {
        return Words::tr("%1: nothing is simulated yet").arg(simulated.name);
    }
    if (found.times_s.empty()) {
        return Words::tr("%1: nothing was recorded from %2 to %3")
            .arg(simulated.name, clock.text(simulated.times_s.front()),
                 clock.text(simulated.times_s.back()));
    }
    const QString hours = found.hours ? QStringLiteral("; ") + hours_text(*found.hours) : QString{};
    if (found.count == 0) {
        return Words::tr("%1: no recorded value has a simulated one beside it")
                   .arg(simulated.name) +
               hours;
    }
    return Words::tr("%1: n = %2, mean residual %3, RMSE %4")
               .arg(simulated.name, QString::number(found.count),
                    with_unit(found.bias, simulated.unit), with_unit(found.rmse, simulated.unit)) +
           hours;
}

} // namespace

RecordedLines recorded_lines(const FeedOfRun& feed, const std::vector<SimulatedLine>& lines,
                             const RunClock& clock) {
    RecordedLines all;
    std::set<std::pair<const RecordedSeries*, std::string>> drawn; // of two runs: once
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const SimulatedLine& line = lines[index];
        const RecordedSeries* series = feed.of(line.object, *line.channel, line.first);
        if (series == nullptr) {
            continue;
        }
        const PlotSeries& simulated = *line.series;
        const double factor = *shown_units_in(series->unit, *line.channel);
        const Shown recorded = in_shown_unit(*series, factor);
        if (drawn.emplace(series, line.channel->name).second) {
            PlotSeries points = points_of(recorded, simulated);
            points.name = series->unit.empty()
                              ? Words::tr("%1, recorded, unit assumed").arg(line.name)
                              : Words::tr("%1, recorded").arg(line.name);
            points.unit = simulated.unit;
            points.recorded_of = index;
            all.recorded.push_back(std::move(points));
        }
        const std::vector<double> values{simulated.values.begin(), simulated.values.end()};
        const auto vehph = vehicles_per_hour(*line.channel);
        const Residuals found =
            residuals({simulated.times_s, values}, {recorded.times_s, recorded.values},
                      vehph ? SimulatedValue::mean_of_interval : SimulatedValue::at_moment,
                      vehph.value_or(1), clock.seconds_to_midnight());
        all.sentences << sentence(found, simulated, clock);
        if (found.count > 0) {
            all.residuals.push_back({simulated.name,
                                     simulated.unit,
                                     found.times_s,
                                     {found.values.begin(), found.values.end()},
                                     false,
                                     index});
        }
    }
    return all;
}

} // namespace cityproof::gui
