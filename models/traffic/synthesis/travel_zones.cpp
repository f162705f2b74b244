// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/travel_zones.hpp"

#include <cmath>
#include <limits>
#include <map>

namespace cityproof::traffic {
namespace {

using contracts::Building;
using contracts::CityModel;
using contracts::no_segment;

constexpr double first_side_m = 500;
constexpr double detour = 1.3; ///< of a way whose length along the streets is not known

using Squares = std::map<std::pair<std::int64_t, std::int64_t>, std::vector<std::uint32_t>>;

Squares squares_of(const CityModel& city, const std::vector<StreetAccess>& access, double side_m) {
    Squares squares;
    for (std::uint32_t b = 0; b < city.buildings.size(); ++b) {
        const Building& building = city.buildings[b];
        if (access[b].edge != no_segment && building.residents + building.jobs > 0) {
            squares[{static_cast<std::int64_t>(std::floor(building.centre.y_m / side_m)),
                     static_cast<std::int64_t>(std::floor(building.centre.x_m / side_m))}]
                .push_back(b);
        }
    }
    return squares;
}

double beeline_m(const contracts::Place& a, const contracts::Place& b) {
    return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

TravelZone zone_of(const CityModel& city, const std::vector<StreetAccess>& access,
                   std::vector<std::uint32_t> buildings) {
    TravelZone zone;
    zone.buildings = std::move(buildings);
    for (const std::uint32_t b : zone.buildings) {
        zone.middle.x_m += city.buildings[b].centre.x_m;
        zone.middle.y_m += city.buildings[b].centre.y_m;
    }
    zone.middle.x_m /= static_cast<double>(zone.buildings.size());
    zone.middle.y_m /= static_cast<double>(zone.buildings.size());
    double nearest_m = std::numeric_limits<double>::infinity();
    for (const std::uint32_t b : zone.buildings) {
        const double far_m = beeline_m(city.buildings[b].centre, zone.middle);
        if (far_m < nearest_m) {
            nearest_m = far_m;
            zone.edge = access[b].edge;
        }
    }
    return zone;
}

} // namespace

TravelZones make_zones(const CityModel& city, const std::vector<StreetAccess>& access,
                       const RoadGraph& graph, std::size_t most) {
    TravelZones result;
    result.side_m = first_side_m;
    Squares squares = squares_of(city, access, result.side_m);
    while (squares.size() > most) {
        result.side_m *= 1.25;
        squares = squares_of(city, access, result.side_m);
    }
    result.of_building.assign(city.buildings.size(), no_segment);
    for (auto& [square, buildings] : squares) {
        for (const std::uint32_t b : buildings) {
            result.of_building[b] = static_cast<std::uint32_t>(result.zones.size());
        }
        result.zones.push_back(zone_of(city, access, std::move(buildings)));
    }
    for (std::size_t from = 0; from < result.zones.size(); ++from) {
        const std::vector<double> ways = shortest_ways_m(graph, result.zones[from].edge);
        std::vector<double>& row = result.way_m.emplace_back();
        for (std::size_t to = 0; to < result.zones.size(); ++to) {
            const double way_m = ways[result.zones[to].edge];
            const double fallback_m =
                detour * beeline_m(result.zones[from].middle, result.zones[to].middle);
            row.push_back(from == to ? result.side_m / 2
                                     : std::max(std::isfinite(way_m) ? way_m : fallback_m,
                                                result.side_m / 2));
        }
    }
    return result;
}

} // namespace cityproof::traffic
