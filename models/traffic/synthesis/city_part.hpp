// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/traffic/synthesis/road_graph.hpp"
#include "models/traffic/synthesis/travel_demand.hpp"
#include "models/traffic/synthesis/travel_zones.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::traffic {

/// A part of a city whose streets no road joins to the others: its buildings, with a seed of its
/// own; the graph with the core and the gates of this part alone, edges numbered as before; the
/// access of its buildings. Buildings without access belong to part 0. Streets are left out.
struct CityPart {
    CityPart(const contracts::CityModel& whole, const RoadGraph& whole_graph,
             const std::vector<StreetAccess>& whole_access, std::uint32_t part);

    contracts::CityModel city;
    RoadGraph graph;
    std::vector<StreetAccess> access;
};

/// Adds the trips of a part, whose edges are numbered like the whole's, to those of others; means
/// are weighted by what they are means of. The trips' order is left to the caller.
void add_demand(TravelDemand&& part, TravelDemand& all);

} // namespace cityproof::traffic
