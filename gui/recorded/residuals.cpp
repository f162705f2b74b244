// SPDX-License-Identifier: Apache-2.0
#include "gui/recorded/residuals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::gui {

namespace {

// Times are whole nanoseconds kept as seconds: two that differ by less are the same.
constexpr double same_time_s = 1e-6;
constexpr double hour_s = 3600;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

double least_distance_s(std::span<const double> times_s) {
    double least_s = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < times_s.size(); ++i) {
        least_s = std::min(least_s, times_s[i] - times_s[i - 1]);
    }
    return least_s;
}

std::size_t count_until(std::span<const double> times_s, double time_s) {
    return static_cast<std::size_t>(
        std::upper_bound(times_s.begin(), times_s.end(), time_s + same_time_s) - times_s.begin());
}

double value_at(const TimedValues& simulated, double time_s) {
    const std::size_t next = count_until(simulated.times_s, time_s);
    return next == 0 || time_s > simulated.times_s.back() + same_time_s
               ? nothing
               : simulated.values[next - 1];
}

/// Mean over (begin_s, end_s] of values that each stand for the time since the one before; NaN when
/// a part of it is not known.
double mean_between(const TimedValues& line, double begin_s, double end_s) {
    const auto& times_s = line.times_s;
    if (times_s.size() < 2 || end_s > times_s.back() + same_time_s) {
        return nothing;
    }
    const double first_begin_s = times_s[0] - (times_s[1] - times_s[0]);
    if (begin_s < first_begin_s - same_time_s) {
        return nothing;
    }
    double sum = 0;
    for (std::size_t i = count_until(times_s, begin_s); i < times_s.size(); ++i) {
        const double from_s = std::max(begin_s, i == 0 ? first_begin_s : times_s[i - 1]);
        const double share_s = std::min(end_s, times_s[i]) - from_s;
        if (share_s <= same_time_s) {
            break;
        }
        sum += share_s * line.values[i]; // NaN stays NaN
    }
    return sum / (end_s - begin_s);
}

bool is_multiple(double length_s, double of_s) {
    return std::abs(length_s - of_s * std::round(length_s / of_s)) < 1e-3;
}

/// Whether intervals of this length, at these moments, make whole hours that end at
/// `phase_s` and every 3600 s around it.
bool makes_hours(std::span<const double> times_s, double interval_s, double phase_s) {
    return is_multiple(hour_s, interval_s) &&
           std::all_of(times_s.begin(), times_s.end(),
                       [&](double time_s) { return is_multiple(time_s - phase_s, interval_s); });
}

HourlyFit hourly_fit(const TimedValues& simulated, const TimedValues& recorded, double vehph,
                     double clock_origin_s) {
    HourlyFit fit;
    fit.interval_s = least_distance_s(recorded.times_s);
    // Hours are taken as they were counted; shorter intervals make the hours of the clock.
    const bool hourly = std::abs(fit.interval_s - hour_s) < 1e-3;
    const double phase_s =
        hourly && !recorded.times_s.empty() ? recorded.times_s.front() : clock_origin_s;
    fit.makes_hours =
        std::isfinite(fit.interval_s) && makes_hours(recorded.times_s, fit.interval_s, phase_s);
    if (!fit.makes_hours) {
        return fit;
    }
    const auto wanted = static_cast<std::size_t>(std::lround(hour_s / fit.interval_s));
    double sum = 0;
    std::size_t parts = 0;
    double hour_begin_s = -std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < recorded.times_s.size(); ++i) {
        const double time_s = recorded.times_s[i];
        // The hour (begin, begin + 3600] that holds the moment.
        const double begin_s =
            phase_s + hour_s * (std::ceil((time_s - phase_s) / hour_s - 1e-7) - 1);
        if (begin_s > hour_begin_s + 1) {
            hour_begin_s = begin_s;
            sum = 0;
            parts = 0;
        }
        if (std::isfinite(recorded.values[i])) {
            sum += recorded.values[i];
            ++parts;
        }
        if (parts != wanted) {
            continue;
        }
        const double mean = mean_between(simulated, begin_s, begin_s + hour_s);
        if (std::isfinite(mean)) {
            ++fit.hours;
            fit.below_5 +=
                geh(mean * vehph, sum / static_cast<double>(parts) * vehph) < 5 ? 1U : 0U;
        }
        parts = wanted + 1; // counted
    }
    return fit;
}

} // namespace

double geh(double simulated_vehph, double counted_vehph) {
    const double sum = simulated_vehph + counted_vehph;
    const double difference = simulated_vehph - counted_vehph;
    return sum > 0 ? std::sqrt(2 * difference * difference / sum) : 0;
}

Residuals residuals(const TimedValues& simulated, const TimedValues& recorded, SimulatedValue which,
                    double vehph, double clock_origin_s) {
    Residuals found;
    const bool flows = which == SimulatedValue::mean_of_interval;
    if (simulated.times_s.empty()) {
        return found;
    }
    const double interval_s = flows ? least_distance_s(recorded.times_s) : 0;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < recorded.times_s.size(); ++i) {
        const double time_s = recorded.times_s[i];
        if (time_s < simulated.times_s.front() - same_time_s ||
            time_s > simulated.times_s.back() + same_time_s) {
            continue;
        }
        const double value = flows ? mean_between(simulated, time_s - interval_s, time_s)
                                   : value_at(simulated, time_s);
        const double residual = value - recorded.values[i];
        found.times_s.push_back(time_s);
        found.values.push_back(std::isfinite(residual) ? residual : nothing);
        if (std::isfinite(residual)) {
            ++found.count;
            sum += residual;
            squares += residual * residual;
        }
    }
    if (found.count > 0) {
        found.bias = sum / static_cast<double>(found.count);
        found.rmse = std::sqrt(squares / static_cast<double>(found.count));
    }
    if (flows) {
        found.hours = hourly_fit(simulated, recorded, vehph, clock_origin_s);
    }
    return found;
}

} // namespace cityproof::gui
