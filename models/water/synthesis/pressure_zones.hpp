// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/supply_tree.hpp"
#include "models/water/synthesis/water_use.hpp"

#include <vector>

namespace cityproof::water::synthesis {

/// A part of the streets that is supplied at one head, and where its water comes in.
struct ZoneDraft {
    ZoneFeed feed = ZoneFeed::works;
    double top_m = 0;       ///< highest ground that it serves
    double head_m = 0;      ///< at its root, the least in operation
    double allowance_m = 0; ///< of it for head losses on the way to the customers
    double room_m = 0;      ///< that the head may be higher before pressures are too great
    std::uint32_t root = none;
    std::uint32_t parent = none; ///< zone that feeds it; comes before it. none: a works
    std::uint32_t feed_edge = none;
    std::uint32_t feed_node = none;   ///< end of feed_edge in the parent
    std::uint32_t entry = none;       ///< its other end
    std::uint32_t mapped = none;      ///< mapped asset whose site the tank takes
    std::vector<std::uint32_t> nodes; ///< each after the one above it in the tree
};

struct ZonePlan {
    std::vector<ZoneDraft> zones;
    std::vector<std::uint32_t> zone_of; ///< per node
    SupplyTree tree;
};

/// Height of ground that one zone may span, with this many metres for head losses and tank.
double zone_span_m(const WaterSynthesisOptions& options, double allowance_m);

/// Depth of all tanks' usable water, m.
inline constexpr double largest_tank_depth_m = 5;

/// Divides the mains into pressure zones and grows the tree of each.
///
/// Every `residents_per_works` get a works: the area is halved along its longer side, by demand,
/// until the parts are small enough. The zone of a works is the connected band of heights with the
/// most demand. Zones take what fits beside them; the rest become zones of their own, at first the
/// ones that touch: lower ones behind a reducing valve, higher ones behind a booster with a tank.
/// Between two zones there is one way for the water; all other mains between them are shut.
ZonePlan plan_zones(const contracts::CityModel& city, const StreetMains& mains,
                    const std::vector<JunctionUse>& uses, const WaterSynthesisOptions& options);

} // namespace cityproof::water::synthesis
