// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>

namespace cityproof::traffic {

/// Sums over every vehicle that wanted to travel: arrived, still on the road at the end, and never
/// let in. A controller that blocks entries cannot look good by leaving vehicles out.
struct TripTotals {
    std::uint64_t arrived = 0;
    std::uint64_t closed_out = 0; ///< their trip ended before a closed street
    std::uint64_t running = 0;    ///< on the road at the end
    std::uint64_t never_in = 0;   ///< wanted to depart and never could
    double delay_s = 0;           ///< timeLoss + departDelay, all vehicles
    double waiting_s = 0;         ///< slower than 0.1 m/s
    double travel_time_s = 0;     ///< of arrived vehicles
    double distance_m = 0;        ///< of all vehicles
    double co2_mg = 0; ///< of all vehicles; zero where none carried SUMO's emission device

    std::uint64_t vehicles() const { return arrived + closed_out + running + never_in; }
};

/// Reads SUMO's tripinfo output (written with write-unfinished and write-undeparted: a vehicle that
/// never departed has a departDelay until the end of the simulation). Parameters: `cut_off` are
/// vehicles that did not reach their destination when their trip ended. Errors: InputError for XML
/// that cannot be read.
TripTotals read_trip_report(const std::string& path, const std::set<std::string>& cut_off = {});

} // namespace cityproof::traffic
