// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/city_part.hpp"

namespace cityproof::traffic {

CityPart::CityPart(const contracts::CityModel& whole, const RoadGraph& whole_graph,
                   const std::vector<StreetAccess>& whole_access, std::uint32_t part)
    : graph{whole_graph} {
    constexpr std::uint32_t golden_ratio = 0x9e3779b9U; // spreads the parts' seeds
    city.seed = whole.seed + part * golden_ratio;
    for (std::size_t b = 0; b < whole.buildings.size(); ++b) {
        const std::uint32_t edge = whole_access[b].edge;
        const std::uint32_t of_building =
            edge == contracts::no_segment ? 0 : whole_graph.edges[edge].part;
        if (of_building == part) {
            city.buildings.push_back(whole.buildings[b]);
            access.push_back(whole_access[b]);
        }
    }
    for (RoadEdge& edge : graph.edges) {
        edge.in_core = edge.in_core && edge.part == part;
    }
    std::erase_if(graph.gates, [&](const RoadGate& gate) { return gate.part != part; });
}

} // namespace cityproof::traffic
