// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace cityproof::traffic {

/// Sums over every vehicle that wanted to travel: arrived, still on the road at the end, and never
/// let in. A controller that blocks entries cannot look good by leaving vehicles out.
struct TripTotals {
    std::uint64_t arrived = 0;
    std::uint64_t running = 0;  ///< on the road at the end
    std::uint64_t never_in = 0; ///< wanted to depart and never could
    double delay_s = 0;         ///< timeLoss + departDelay, all vehicles
    double waiting_s = 0;       ///< slower than 0.1 m/s
    double travel_time_s = 0;   ///< of arrived vehicles
    double distance_m = 0;      ///< of all vehicles
    double co2_mg = 0;          ///< of all vehicles; zero where none carried SUMO's emission device

    std::uint64_t vehicles() const { return arrived + running + never_in; }
};

/// Reads SUMO's tripinfo output (written with write-unfinished and write-undeparted: a vehicle that
/// never departed has a departDelay until the end of the simulation). Errors: InputError for XML
/// that cannot be read.
TripTotals read_trip_report(const std::string& path);

} // namespace cityproof::traffic
