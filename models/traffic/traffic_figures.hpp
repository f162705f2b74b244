// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "models/contracts/key_figure.hpp"
#include "models/traffic/trip_report.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::traffic {

/// What a run's traffic came to.
struct TrafficSums {
    TripTotals trips;
    std::uint64_t teleports = 0;
    double dark_s = 0;      ///< signal-seconds without electricity
    SimTime began;          ///< above zero: from a saved state
    bool emissions = false; ///< vehicles' emissions were counted
    bool closures = false;  ///< streets were closed
};

/// The key figures of traffic. A mean over no vehicle is NaN.
std::vector<contracts::KeyFigure> traffic_figures(const TrafficSums& sums);

} // namespace cityproof::traffic
