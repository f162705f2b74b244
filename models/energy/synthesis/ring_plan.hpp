// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace cityproof::energy {

/// A station as the planning of rings sees it.
struct RingStop {
    contracts::Place place;
    double load_w = 0;
};

/// What a ring may carry.
struct RingLimits {
    double load_w = 0;
    std::size_t stops = 0;
    /// Most moment of a half, W m: each load times its way to the depot. By the cable's drop per W
    /// m it is the voltage drop at the open point.
    double moment_wm = std::numeric_limits<double>::infinity();
    double detour = 1.3; ///< ways along streets by straight distances (ding0)
};

/// Groups stops into rings from and to a depot and puts each into an order: savings (Clarke and
/// Wright, Oper. Res. 12, 1964), then 2-opt within each ring, by straight distances. A stop that is
/// more than a ring may carry, or too far away, gets a ring of its own. Returns places in `stops`.
/// Worked number: two stops beside each other, far from the depot, are one ring.
std::vector<std::vector<std::uint32_t>> plan_rings(const contracts::Place& depot,
                                                   const std::vector<RingStop>& stops,
                                                   const RingLimits& limits);

/// Number of stops before the open point of a ring that makes its halves most alike; of equal ones
/// the lowest.
std::size_t open_point(const std::vector<double>& loads_w);

/// The larger moment of the halves of a ring, W m, see RingLimits. Parameters: `ways_m` are the
/// sections' lengths, from the depot to it again, one more than loads.
double half_moment_wm(const std::vector<double>& loads_w, const std::vector<double>& ways_m);

} // namespace cityproof::energy
