// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace cityproof::energy::testing {

using contracts::Building;
using contracts::BuildingUse;
using contracts::CityModel;
using contracts::Place;
using contracts::StreetClass;
using contracts::StreetSegment;

inline std::uint32_t add_node(CityModel& city, double x_m, double y_m) {
    city.nodes.push_back({fmt::format("n{}", city.nodes.size()), {x_m, y_m}});
    return static_cast<std::uint32_t>(city.nodes.size() - 1);
}

/// A straight street between two nodes.
inline std::uint32_t add_street(CityModel& city, std::uint32_t from, std::uint32_t to,
                                StreetClass street_class = StreetClass::residential) {
    StreetSegment street;
    street.id = fmt::format("w{}", city.segments.size());
    street.name = fmt::format("Street {}", city.segments.size());
    street.from = from;
    street.to = to;
    street.street_class = street_class;
    const Place a = city.nodes[from].place;
    const Place b = city.nodes[to].place;
    street.shape = {a, b};
    street.length_m =
        std::sqrt((b.x_m - a.x_m) * (b.x_m - a.x_m) + (b.y_m - a.y_m) * (b.y_m - a.y_m));
    city.segments.push_back(street);
    return static_cast<std::uint32_t>(city.segments.size() - 1);
}

/// A straight street between two nodes of its own.
inline std::uint32_t add_straight(CityModel& city, const Place& from, const Place& to) {
    const std::uint32_t first = add_node(city, from.x_m, from.y_m);
    return add_street(city, first, add_node(city, to.x_m, to.y_m));
}

/// A house `aside_m` to the left of a straight street.
inline Building& add_house(CityModel& city, std::uint32_t segment, double at_m,
                           std::uint32_t households, double aside_m = 12) {
    const StreetSegment& street = city.segments[segment];
    const Place a = street.shape.front();
    const Place b = street.shape.back();
    const double x = (b.x_m - a.x_m) / street.length_m;
    const double y = (b.y_m - a.y_m) / street.length_m;
    Building house;
    house.id = fmt::format("b{}", city.buildings.size());
    house.connection = {a.x_m + x * at_m, a.y_m + y * at_m};
    house.centre = {house.connection.x_m - y * aside_m, house.connection.y_m + x * aside_m};
    house.footprint_m2 = 100;
    house.levels = 2;
    house.households = households;
    house.residents = 2 * households;
    house.dwelling_area_m2 = 100.0 * households;
    house.segment = segment;
    house.segment_at_m = at_m;
    city.buildings.push_back(house);
    return city.buildings.back();
}

/// Ten houses of one household each, 25 m apart, in a street of 300 m.
inline CityModel street_of_ten() {
    CityModel city;
    const auto street = add_straight(city, {1000, 1000}, {1300, 1000});
    for (int house = 0; house < 10; ++house) {
        add_house(city, street, 30 + 25 * house, 1);
    }
    return city;
}

/// Streets in squares of 120 m, `blocks` along each side; every street has five houses on each
/// side, every seventh of them a shop, every fortieth a school. One corner of the streets lies at
/// `west_m`, `south_m`.
inline void add_squares(CityModel& city, int blocks, double west_m = 0, double south_m = 0) {
    constexpr double side_m = 120;
    const auto first = static_cast<std::uint32_t>(city.nodes.size());
    for (int row = 0; row <= blocks; ++row) {
        for (int column = 0; column <= blocks; ++column) {
            add_node(city, west_m + side_m * column, south_m + side_m * row);
        }
    }
    const auto node = [&](int column, int row) {
        return first + static_cast<std::uint32_t>(row * (blocks + 1) + column);
    };
    const auto build_up = [&](std::uint32_t street) {
        for (int house = 0; house < 10; ++house) {
            const auto number = city.buildings.size();
            const double at_m = 20 + 20 * (house % 5);
            Building& building =
                add_house(city, street, at_m, 1 + static_cast<std::uint32_t>(number % 4),
                          house < 5 ? 12 : -12);
            if (number % 40 == 3) {
                building.use = BuildingUse::public_service;
                building.households = building.residents = 0;
                building.work_area_m2 = 1500;
            } else if (number % 7 == 0) {
                building.use = BuildingUse::mixed;
                building.work_area_m2 = 120;
            }
        }
    };
    for (int row = 0; row <= blocks; ++row) {
        for (int column = 0; column <= blocks; ++column) {
            if (column < blocks) {
                build_up(add_street(city, node(column, row), node(column + 1, row)));
            }
            if (row < blocks) {
                build_up(add_street(city, node(column, row), node(column, row + 1)));
            }
        }
    }
}

inline CityModel squares(int blocks) {
    CityModel city;
    add_squares(city, blocks);
    return city;
}

/// Towns that every grid must fit.
inline constexpr std::array town_names{"one_house",  "street_of_ten",      "squares", "apart",
                                       "no_streets", "beside_the_streets", "tower",   "works"};

inline CityModel named_town(std::string_view name) {
    CityModel city = name == "squares"                        ? squares(10)
                     : name == "works"                        ? squares(3)
                     : name == "beside_the_streets"           ? squares(2)
                     : name == "apart" || name == "one_house" ? CityModel{}
                                                              : street_of_ten();
    if (name == "one_house") {
        add_house(city, add_straight(city, {0, 0}, {80, 0}), 40, 1);
    } else if (name == "apart") { // three nets of streets that do not hang together
        add_squares(city, 3);
        add_squares(city, 2, 1500, 200);
        add_squares(city, 1, -900, -700);
    } else if (name == "no_streets") {
        city.nodes.clear();
        city.segments.clear();
        for (Building& building : city.buildings) {
            building.segment = contracts::no_segment;
        }
    } else if (name == "beside_the_streets") {
        add_house(city, 0, 30, 1, -400).segment = contracts::no_segment;
    } else if (name == "tower") { // more in one building than a transformer carries
        city.buildings[9].households = 400;
    } else if (name == "works") { // more than ten transformers' worth
        city.buildings[50].work_area_m2 = 90'000;
        city.buildings[50].use = BuildingUse::industrial;
    } else if (name != "street_of_ten" && name != "squares") {
        throw std::invalid_argument("no such town");
    }
    return city;
}

} // namespace cityproof::energy::testing
