// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/traffic_figures.hpp"

#include "models/traffic/traffic_key_figures.hpp"

#include <fmt/format.h>

#include <limits>
#include <string>

namespace cityproof::traffic {

namespace {

/// A definition must tell what is counted, not only what is meant.
std::string since_when(SimTime began) {
    return began > SimTime::zero()
               ? fmt::format(" The run began at {}: trips that ended before it are left out, those "
                             "under way then count whole.",
                             to_string(began))
               : std::string{};
}

} // namespace

std::vector<contracts::KeyFigure> traffic_figures(const TrafficSums& sums) {
    const auto vehicles = static_cast<double>(sums.trips.vehicles());
    const std::string since = since_when(sums.began);
    const auto counted_since = [&since](contracts::KeyFigure figure) {
        figure.definition += since;
        return figure;
    };
    const auto count = [](std::uint64_t n) { return static_cast<double>(n); };
    // Of no vehicle there is no mean; 0 s would be the best score that a gridlock can have.
    const auto mean = [](double sum, double n) {
        return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
    };
    std::vector<contracts::KeyFigure> figures{
        counted_since(key_figure("traffic.delay_mean").with(mean(sums.trips.delay_s, vehicles))),
        counted_since(
            key_figure("traffic.waiting_mean").with(mean(sums.trips.waiting_s, vehicles))),
        counted_since(key_figure("traffic.travel_time_mean")
                          .with(mean(sums.trips.travel_time_s, count(sums.trips.arrived)))),
        counted_since(key_figure("traffic.vehicles").with(vehicles)),
        key_figure("traffic.arrived").with(count(sums.trips.arrived)),
        key_figure("traffic.never_in").with(count(sums.trips.never_in)),
        key_figure("traffic.teleports").with(count(sums.teleports)),
        counted_since(key_figure("traffic.distance").with(sums.trips.distance_m / 1000)),
        key_figure("traffic.signal_dark").with(sums.dark_s),
    };
    if (sums.closures) {
        figures.push_back(key_figure("traffic.closed_out").with(count(sums.trips.closed_out)));
    }
    if (sums.emissions) {
        figures.push_back(key_figure("traffic.co2").with(sums.trips.co2_mg / 1e6));
    }
    return figures;
}

} // namespace cityproof::traffic
