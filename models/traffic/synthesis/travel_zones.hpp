// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/traffic/synthesis/road_graph.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::traffic {

/// Where a building's cars enter and leave the streets.
struct StreetAccess {
    std::uint32_t edge = contracts::no_segment;     ///< in the core; no_segment: none near
    std::uint32_t opposite = contracts::no_segment; ///< the other direction, when there is one
};

/// The buildings of one square of the city.
struct TravelZone {
    std::vector<std::uint32_t> buildings; ///< ascending
    contracts::Place middle;              ///< mean of the buildings
    std::uint32_t edge = 0;               ///< access of the building nearest to the middle
};

/// Squares that hold the buildings with access, and how far it is between them.
struct TravelZones {
    std::vector<TravelZone> zones;          ///< in rows from the south-west
    std::vector<std::uint32_t> of_building; ///< no_segment: in none
    std::vector<std::vector<double>> way_m; ///< [from][to] along the streets
    double side_m = 0;
};

/// Cuts the city into squares of 500 m, or larger ones when that makes more than `most` zones.
/// Within a zone ways are half its side long.
TravelZones make_zones(const contracts::CityModel& city, const std::vector<StreetAccess>& access,
                       const RoadGraph& graph, std::size_t most = 400);

} // namespace cityproof::traffic
