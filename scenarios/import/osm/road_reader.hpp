// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/traffic/synthesis/road_graph.hpp"
#include "models/traffic/synthesis/travel_zones.hpp"

#include <cstddef>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::scenarios {

/// A SUMO net as the synthesis needs it.
struct RoadNetwork {
    traffic::RoadGraph graph;                   ///< edges that cars may use, core and gates marked
    std::set<std::string, std::less<>> signals; ///< ids of its traffic lights
    std::size_t junctions = 0;
    std::size_t dead_ends = 0; ///< junctions with one neighbour
    std::size_t core_edges = 0;
};

/// Reads a net that netconvert wrote, in the city's CRS, as vehicles of a SUMO class see it.
/// Errors: InputError when it is no net.
RoadNetwork read_road_network(const std::filesystem::path& net,
                              std::string_view vehicle_class = "passenger");

/// Where each building's cars enter and leave: the nearest edge of the core within 500 m that is no
/// motorway or trunk road and 15 m long, and its opposite direction.
std::vector<traffic::StreetAccess> street_access(const contracts::CityModel& city,
                                                 const traffic::RoadGraph& graph);

} // namespace cityproof::scenarios
