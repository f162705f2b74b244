// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace cityproof::water::synthesis {

/// A small city put together by hand, with the ground's height at each node.
struct Town {
    contracts::CityModel city;
    std::vector<double> elevation_m;

    std::uint32_t node(double x_m, double y_m, double height_m = 0) {
        city.nodes.push_back({"n" + std::to_string(city.nodes.size()), {x_m, y_m}});
        elevation_m.push_back(height_m);
        return static_cast<std::uint32_t>(city.nodes.size() - 1);
    }

    std::uint32_t
    street(std::uint32_t from, std::uint32_t to,
           contracts::StreetClass street_class = contracts::StreetClass::residential) {
        const contracts::Place a = city.nodes[from].place;
        const contracts::Place b = city.nodes[to].place;
        contracts::StreetSegment segment;
        segment.id = "w" + std::to_string(city.segments.size());
        segment.from = from;
        segment.to = to;
        segment.street_class = street_class;
        segment.length_m = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
        segment.shape = {a, b};
        city.segments.push_back(segment);
        return static_cast<std::uint32_t>(city.segments.size() - 1);
    }

    contracts::Building& house(std::uint32_t segment, double at_m, std::uint32_t residents = 3) {
        const contracts::StreetSegment& street = city.segments[segment];
        const double share = at_m / street.length_m;
        const contracts::Place a = street.shape.front();
        const contracts::Place b = street.shape.back();
        const contracts::Place foot{a.x_m + share * (b.x_m - a.x_m),
                                    a.y_m + share * (b.y_m - a.y_m)};
        contracts::Building building;
        building.id = "b" + std::to_string(city.buildings.size());
        building.centre = {foot.x_m + 10, foot.y_m + 10};
        building.footprint_m2 = 100;
        building.dwelling_area_m2 = 40.0 * residents;
        building.residents = residents;
        building.segment = segment;
        building.segment_at_m = at_m;
        building.connection = foot;
        city.buildings.push_back(building);
        return city.buildings.back();
    }

    void houses(std::uint32_t segment, int count, std::uint32_t residents = 3) {
        const double length_m = city.segments[segment].length_m;
        for (int i = 0; i < count; ++i) {
            house(segment, (i + 0.5) * length_m / count, residents);
        }
    }
};

/// 300 m of street with ten houses, thirty people.
inline Town street_town() {
    Town town;
    const std::uint32_t start = town.node(0, 0);
    town.houses(town.street(start, town.node(300, 0)), 10);
    return town;
}

/// `blocks` x `blocks` of 100 m, four houses on each side; height_m(x, y) of the ground.
template <typename Height>
Town grid_town(int blocks, const Height& height_m, std::uint32_t residents = 3, double x0_m = 0) {
    Town town;
    const auto side = static_cast<std::uint32_t>(blocks + 1);
    for (std::uint32_t row = 0; row < side; ++row) {
        for (std::uint32_t column = 0; column < side; ++column) {
            const double x_m = x0_m + 100.0 * column;
            const double y_m = 100.0 * row;
            town.node(x_m, y_m, height_m(x_m, y_m));
        }
    }
    for (std::uint32_t i = 0; i < side * side; ++i) {
        if (i % side + 1 < side) {
            town.houses(town.street(i, i + 1), 4, residents);
        }
        if (i + side < side * side) {
            town.houses(town.street(i, i + side), 4, residents);
        }
    }
    return town;
}

inline Town flat_town() {
    return grid_town(10, [](double, double) { return 50.0; });
}

/// Flat for 400 m, then up by 20 m in each 100: 120 m higher at its end.
inline Town hillside_town() {
    return grid_town(10, [](double x_m, double) { return 50 + 0.20 * std::max(0.0, x_m - 400); });
}

/// A valley between two hills of 70 m.
inline Town valley_town() {
    return grid_town(12, [](double x_m, double) { return 200 + 0.12 * std::abs(x_m - 600); });
}

/// Two grids that only a trunk road joins, 400 m apart.
inline Town divided_town() {
    Town town = grid_town(3, [](double, double) { return 0.0; });
    const auto nodes = static_cast<std::uint32_t>(town.city.nodes.size());
    const auto streets = static_cast<std::uint32_t>(town.city.segments.size());
    const Town other = grid_town(
        2, [](double, double) { return 0.0; }, 3, 700);
    for (const contracts::StreetNode& node : other.city.nodes) {
        town.node(node.place.x_m, node.place.y_m);
    }
    for (const contracts::StreetSegment& street : other.city.segments) {
        town.street(street.from + nodes, street.to + nodes);
    }
    for (const contracts::Building& building : other.city.buildings) {
        town.house(building.segment + streets, building.segment_at_m, building.residents);
    }
    town.street(3, nodes, contracts::StreetClass::trunk);
    return town;
}

inline Town one_house_town() {
    Town town;
    const std::uint32_t start = town.node(0, 0);
    town.house(town.street(start, town.node(80, 0)), 60, 2);
    return town;
}

} // namespace cityproof::water::synthesis
