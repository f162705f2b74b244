// SPDX-License-Identifier: Apache-2.0
#include "models/services/synthesis/city_equipment.hpp"
#include "models/services/synthesis/sensing_sites.hpp"
#include "models/services/synthesis/street_lamps.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

namespace cityproof::services {
namespace {

using contracts::Building;
using contracts::CityModel;
using contracts::Place;
using contracts::StreetClass;

/// One straight street of 420 m to the east with `houses` of ten people, 20 m to the north of it.
CityModel street_town(int houses, StreetClass street_class = StreetClass::residential) {
    CityModel city;
    city.nodes = {{"a", {0, 0}}, {"b", {420, 0}}};
    contracts::StreetSegment street;
    street.id = "w1.0";
    street.to = 1;
    street.street_class = street_class;
    street.length_m = 420;
    street.shape = {{0, 0}, {420, 0}};
    city.segments.push_back(street);
    for (int i = 0; i < houses; ++i) {
        Building house;
        house.id = fmt::format("w{}", 100 + i);
        house.centre = {(i + 0.5) * 420 / houses, 20};
        house.connection = {house.centre.x_m, 0};
        house.residents = 10;
        house.height_m = 6;
        house.segment = 0;
        city.buildings.push_back(house);
    }
    return city;
}

TEST(StreetLamps, a_built_up_street_has_one_every_42_metres_on_alternating_sides) {
    const std::vector<LampSite> lamps = place_street_lamps(street_town(10), {});
    ASSERT_EQ(lamps.size(), 10U); // 420 m / 42 m
    for (std::size_t i = 1; i < lamps.size(); ++i) {
        EXPECT_NEAR(lamps[i].place.x_m - lamps[i - 1].place.x_m, 42, 1e-9);
        EXPECT_LT(lamps[i].place.y_m * lamps[i - 1].place.y_m, 0);
    }
    EXPECT_EQ(lamps[0].power_w, 35);
}

TEST(StreetLamps, a_country_road_has_none_unless_it_is_mapped_as_lit) {
    CityModel city = street_town(0);
    EXPECT_TRUE(place_street_lamps(city, {}).empty());
    city.segments[0].mapped_lit = true;
    EXPECT_EQ(place_street_lamps(city, {}).size(), 10U);
}

TEST(StreetLamps, they_end_where_the_houses_end) {
    CityModel city = street_town(10);
    city.buildings.resize(3); // the last one stands at 105 m; a lamp at 147 m is 45 m from it
    EXPECT_EQ(place_street_lamps(city, {}).size(), 3U);
}

TEST(StreetLamps, where_a_lamp_is_mapped_none_is_made) {
    const std::vector<Place> mapped{{21, 3}, {63, -3}};
    EXPECT_EQ(place_street_lamps(street_town(10), mapped).size(), 8U);
}

TEST(Containers, ten_people_fill_a_container_of_240_litres_in_a_week) {
    const auto containers = place_residual_containers(street_town(3));
    ASSERT_EQ(containers.size(), 3U);
    EXPECT_EQ(containers[0].size, 240); // 10 * 20 l = 200 l
}

TEST(RecyclingIslands, those_that_are_mapped_count) {
    const CityModel city = street_town(180); // 1800 residents: two islands
    EXPECT_EQ(place_recycling_islands(city, 0).size(), 2U);
    EXPECT_EQ(place_recycling_islands(city, 1).size(), 1U);
    EXPECT_TRUE(place_recycling_islands(city, 2).empty());
}

TEST(Gateways, every_device_near_a_building_is_covered_and_none_is_chosen_in_vain) {
    CityModel city = street_town(10);
    Building far;
    far.id = "w900";
    far.centre = {9000, 0};
    city.buildings.push_back(far);
    const std::vector<Place> devices{{10, 0}, {400, 30}, {9100, 50}, {50000, 0}};
    const auto gateways = place_gateways(city, devices);
    ASSERT_EQ(gateways.size(), 2U);
    EXPECT_EQ(gateways[0].covered + gateways[1].covered, 3U); // nobody reaches the fourth
}

TEST(Stations, a_town_has_at_least_one_air_station_of_each_kind) {
    const auto sites = place_air_stations(street_town(10, StreetClass::primary));
    ASSERT_EQ(sites.size(), 2U);
    EXPECT_EQ(sites[0].kind, "traffic");
    EXPECT_EQ(sites[1].kind, "background");
}

} // namespace
} // namespace cityproof::services
