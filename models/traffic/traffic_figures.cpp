// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/traffic_figures.hpp"

#include <fmt/format.h>

#include <limits>
#include <string>

namespace cityproof::traffic {

using contracts::Direction;

std::vector<contracts::KeyFigure> traffic_figures(const TrafficSums& sums) {
    const auto vehicles = static_cast<double>(sums.trips.vehicles());
    // A definition must tell what is counted, not only what is meant.
    const std::string since =
        sums.began > SimTime::zero()
            ? fmt::format("; the run began at {}: trips that ended before it are left out, those "
                          "under way then count whole",
                          to_string(sums.began))
            : std::string{};
    const auto count = [](std::uint64_t n) { return static_cast<double>(n); };
    // Of no vehicle there is no mean; 0 s would be the best score that a gridlock can have.
    const auto mean = [](double sum, double n) {
        return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
    };
    return {
        {"traffic.delay_mean", mean(sums.trips.delay_s, vehicles), "s", Direction::lower_is_better,
         "mean over all vehicles of time lost against free flow plus waiting to enter; "
         "vehicles still on the road and "
         "vehicles that never got in are counted with their loss so far" +
             since},
        {"traffic.waiting_mean", mean(sums.trips.waiting_s, vehicles), "s",
         Direction::lower_is_better,
         "mean time per vehicle slower than 0.1 m/s on the road" + since},
        {"traffic.travel_time_mean", mean(sums.trips.travel_time_s, count(sums.trips.arrived)), "s",
         Direction::lower_is_better,
         "mean time on the road of vehicles that arrived; leaves out those that did not" + since},
        {"traffic.vehicles", vehicles, "1", Direction::neutral,
         "vehicles that wanted to depart in the period" + since},
        {"traffic.arrived", count(sums.trips.arrived), "1", Direction::higher_is_better,
         "vehicles that reached their destination in the period"},
        {"traffic.never_in", count(sums.trips.never_in), "1", Direction::lower_is_better,
         "vehicles that wanted to depart and found no room until the end"},
        {"traffic.teleports", count(sums.teleports), "1", Direction::lower_is_better,
         "vehicles that SUMO moved on because they were stuck; above 1 % of vehicles the run "
         "is not to be trusted"},
        {"traffic.distance", sums.trips.distance_m / 1000, "km", Direction::neutral,
         "driven by all vehicles" + since},
        {"traffic.signal_dark", sums.dark_s, "s", Direction::lower_is_better,
         "signal-seconds without electricity, over all signals"},
    };
}

} // namespace cityproof::traffic
