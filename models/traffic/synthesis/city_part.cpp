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

void add_demand(TravelDemand&& part, TravelDemand& all) {
    const auto mean = [](double a, std::uint64_t of_a, double b, std::uint64_t of_b) {
        const auto sum = static_cast<double>(of_a + of_b);
        return sum > 0 ? (a * static_cast<double>(of_a) + b * static_cast<double>(of_b)) / sum : 0;
    };
    DemandCount& sum = all.count;
    const DemandCount& more = part.count;
    sum.trips_per_person =
        mean(sum.trips_per_person, sum.residents, more.trips_per_person, more.residents);
    sum.mean_trip_m = mean(sum.mean_trip_m, sum.person_trips, more.mean_trip_m, more.person_trips);
    sum.mean_inside_trip_m =
        mean(sum.mean_inside_trip_m, sum.person_trips, more.mean_inside_trip_m, more.person_trips);
    sum.driver_share =
        mean(sum.driver_share, sum.person_trips, more.driver_share, more.person_trips);
    sum.density_per_km2 = mean(sum.density_per_km2, sum.zones, more.density_per_km2, more.zones);
    sum.residents += more.residents;
    sum.person_trips += more.person_trips;
    sum.commuters_in += more.commuters_in;
    sum.commuters_out += more.commuters_out;
    sum.trips_through += more.trips_through;
    sum.left_out_of_jams += more.left_out_of_jams;
    sum.refused_at_gates += more.refused_at_gates;
    for (std::size_t i = 0; i < sum.by_hour.size(); ++i) {
        sum.by_hour[i] += more.by_hour[i];
    }
    for (std::size_t i = 0; i < sum.by_purpose.size(); ++i) {
        sum.by_purpose[i] += more.by_purpose[i];
    }
    sum.zones += more.zones;
    sum.gates += more.gates;
    all.trips.insert(all.trips.end(), part.trips.begin(), part.trips.end());
}

} // namespace cityproof::traffic
