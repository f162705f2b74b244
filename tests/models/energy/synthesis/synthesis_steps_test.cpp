// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/cable_graph.hpp"
#include "models/energy/synthesis/equipment.hpp"
#include "models/energy/synthesis/feeder_groups.hpp"
#include "models/energy/synthesis/place_index.hpp"
#include "models/energy/synthesis/ring_plan.hpp"
#include "models/energy/synthesis/supply_cells.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "tests/models/energy/synthesis/small_towns.hpp"

namespace cityproof::energy {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

constexpr double no_limit = std::numeric_limits<double>::infinity();

CityCables cables_of(const CityModel& city) {
    return lay_out_cables(city, std::vector<bool>(city.buildings.size(), true), {}, {});
}

TEST(RingPlan, stops_beside_each_other_share_a_ring) {
    const std::vector<RingStop> stops{
        {{1000, 0}, 1}, {{-1000, 0}, 1}, {{1000, 50}, 1}, {{-1000, 50}, 1}};
    EXPECT_THAT(plan_rings({0, 0}, stops, {.load_w = 2, .stops = 20}),
                UnorderedElementsAre(UnorderedElementsAre(0U, 2U), UnorderedElementsAre(1U, 3U)));
}

TEST(RingPlan, a_ring_carries_no_more_than_its_load_and_stops) {
    std::vector<RingStop> stops;
    for (int i = 0; i < 10; ++i) {
        stops.push_back({{1000.0 + 10 * i, 0}, 1});
    }
    for (const auto& ring : plan_rings({0, 0}, stops, {.load_w = 3.5, .stops = 20})) {
        EXPECT_LE(ring.size(), 3U);
    }
    for (const auto& ring : plan_rings({0, 0}, stops, {.load_w = no_limit, .stops = 4})) {
        EXPECT_LE(ring.size(), 4U);
    }
}

TEST(RingPlan, stops_that_together_drop_too_much_voltage_get_rings_of_their_own) {
    // Each alone: 1 W x 1000 m. On one ring the halves are the same again, with three the half of
    // two has 1 x 1000 + 1 x 1010 W m.
    const std::vector<RingStop> stops{{{1000, 0}, 1}, {{1010, 0}, 1}, {{1020, 0}, 1}};
    const RingLimits tight{.load_w = 9, .stops = 9, .moment_wm = 1500, .detour = 1};
    EXPECT_EQ(plan_rings({0, 0}, stops, tight).size(), 2U);
    const RingLimits wide{.load_w = 9, .stops = 9, .moment_wm = 2500, .detour = 1};
    EXPECT_EQ(plan_rings({0, 0}, stops, wide).size(), 1U);
}

TEST(RingPlan, a_ring_does_not_cross_itself) {
    // The corners of a square and the depot in the middle of its south side: the shortest tour goes
    // round.
    const std::vector<RingStop> stops{
        {{-100, 0}, 1}, {{100, 200}, 1}, {{-100, 200}, 1}, {{100, 0}, 1}};
    const auto rings = plan_rings({0, 0}, stops, {.load_w = 9, .stops = 9});
    ASSERT_EQ(rings.size(), 1U);
    EXPECT_THAT(rings[0],
                ::testing::AnyOf(ElementsAre(0U, 2U, 1U, 3U), ElementsAre(3U, 1U, 2U, 0U)));
}

TEST(RingPlan, the_open_point_halves_the_load) {
    EXPECT_EQ(open_point({1, 1, 1, 1}), 2U);
    EXPECT_EQ(open_point({5, 1, 1, 1}), 1U);
    EXPECT_EQ(open_point({1, 1, 1, 5}), 3U);
    EXPECT_EQ(open_point({1}), 0U);
}

TEST(RingPlan, the_moment_of_the_larger_half_is_that_of_a_hand_calculation) {
    // Open after the first of two: 3 W x 10 m against 2 W x 25 m.
    EXPECT_EQ(half_moment_wm({3, 2}, {10, 7, 25}), 50);
}

TEST(Equipment, voltage_drop_agrees_with_the_textbook) {
    // 50 kW, 300 m of 0.208 ohm/km at 400 V: 50e3 x 0.0624 / 160e3 = 1.95 %.
    EXPECT_NEAR(drop_per_wm(low_voltage_cables().back(), 400, 1) * 50e3 * 300, 0.0195, 1e-6);
}

TEST(Equipment, transformers_lose_no_more_than_their_voltages_and_currents_allow) {
    for (const double rated_v : {10e3, 20e3}) {
        for (const TransformerType& type : station_transformers(rated_v)) {
            EXPECT_LE(type.p0_w, type.i0 * type.sn_va) << type.name;
            EXPECT_LE(type.pk_w, type.uk * type.sn_va) << type.name;
        }
    }
}

TEST(CableGraph, connections_within_a_joints_spacing_share_one) {
    CityModel city;
    const auto street = add_straight(city, {0, 0}, {200, 0});
    for (const double at_m : {50.0, 60.0, 100.0}) {
        add_house(city, street, at_m, 1);
    }
    const CityCables cables = cables_of(city);
    EXPECT_EQ(cables.building_vertex[0], cables.building_vertex[1]);
    EXPECT_NE(cables.building_vertex[0], cables.building_vertex[2]);
    // Half way between the two feet.
    EXPECT_NEAR(cables.graph.place(cables.building_vertex[0]).x_m, 55, 1e-9);
}

TEST(CableGraph, a_course_follows_the_bends_of_its_street_in_both_directions) {
    CityModel city;
    const auto street = add_straight(city, {0, 0}, {100, 100});
    city.segments[street].shape = {{0, 0}, {100, 0}, {100, 100}};
    city.segments[street].length_m = 200;
    add_house(city, street, 150, 1);
    const CityCables cables = cables_of(city);
    const std::uint32_t joint = cables.building_vertex[0];
    EXPECT_EQ(cables.graph.place(joint), (Place{100, 50}));
    std::vector<Place> course;
    cables.graph.append_course(0, 0, course);
    EXPECT_THAT(course, ElementsAre(Place{0, 0}, Place{100, 0}, Place{100, 50}));
    course.clear();
    cables.graph.append_course(0, joint, course);
    EXPECT_THAT(course, ElementsAre(Place{100, 50}, Place{100, 0}, Place{0, 0}));
    EXPECT_EQ(cables.graph.edge(0).length_m, 150);
}

TEST(CableGraph, street_nets_apart_are_joined_by_the_shortest_straight_piece) {
    CityModel city;
    const auto west = add_straight(city, {0, 0}, {100, 0});
    const auto east = add_straight(city, {130, 0}, {300, 0});
    add_house(city, west, 50, 1);
    add_house(city, east, 50, 1);
    const CityCables cables = cables_of(city);
    EXPECT_EQ(cables.crossings, 1U);
    const CableEdge& crossing =
        cables.graph.edge(static_cast<std::uint32_t>(cables.graph.edge_count() - 1));
    EXPECT_EQ(crossing.segment, contracts::no_segment);
    EXPECT_EQ(crossing.length_m, 30);
}

TEST(SupplyCells, keep_the_power_and_the_reach_of_a_site) {
    const CityModel city = squares(6);
    const CityCables cables = cables_of(city);
    std::vector<ConnectedLoad> load(cables.graph.size());
    for (const std::uint32_t vertex : cables.building_vertex) {
        load[vertex].firm_w += 1;
    }
    const SupplyCells cells =
        place_sites(cables.graph, load, {}, {.peak_w = 40, .reach_m = 200}, {}, 0.5);
    std::vector<double> power_w(cells.sites.size(), 0);
    for (std::uint32_t v = 0; v < load.size(); ++v) {
        if (load[v].firm_w > 0) {
            power_w[cells.owner[v]] += load[v].firm_w;
            EXPECT_LE(cells.way_m[v], 200);
        }
    }
    // At most the site's power, or a quarter of it beyond what stands at the site itself.
    EXPECT_THAT(power_w, ::testing::Each(::testing::Le(40)));
    // 840 W of customers need 21 sites; a placement that needs twice as many would be poor.
    EXPECT_LE(cells.sites.size(), 42U);
}

TEST(SupplyCells, belong_to_the_nearest_site_along_the_streets) {
    // The mapped site in the east is nearer by the street although the western one is nearer
    // straight across.
    CityModel city;
    const auto a = add_node(city, 0, 0);
    const auto b = add_node(city, 0, 300);
    const auto c = add_node(city, 100, 300);
    add_street(city, a, b);
    add_street(city, b, c);
    const auto street = add_street(city, c, add_node(city, 100, 0));
    add_house(city, street, 150, 1);
    const CityCables cables = cables_of(city);
    std::vector<ConnectedLoad> load(cables.graph.size());
    load[cables.building_vertex[0]].firm_w = 1;
    const SupplyCells cells = place_sites(cables.graph, load, {a, c}, {.peak_w = 10}, {}, 0);
    EXPECT_THAT(cells.sites, ElementsAre(c));
    EXPECT_EQ(cells.way_m[cables.building_vertex[0]], 150);
}

TEST(PlaceIndex, equally_near_places_go_by_number) {
    PlaceIndex index{{0, 0}, {100, 100}, 4};
    index.add(7, {40, 50});
    index.add(3, {60, 50});
    EXPECT_EQ(index.nearest({50, 50})->number, 3U);
}

TEST(FeederCutter, a_feeder_ends_where_its_cable_is_full) {
    // 20 joints of 10 kW firm load, 20 m apart: 163 kW fit on a cable at 90 % of 270 A, and the
    // voltage drop allows less.
    CityModel city;
    const auto street = add_straight(city, {0, 0}, {500, 0});
    for (int house = 0; house < 20; ++house) {
        add_house(city, street, 20 + 20 * house, 1);
    }
    const CityCables cables = cables_of(city);
    std::vector<ConnectedLoad> load(cables.graph.size());
    for (const std::uint32_t vertex : cables.building_vertex) {
        load[vertex].firm_w = 10e3;
    }
    const SupplyCells cells = place_sites(cables.graph, load, {0}, {.peak_w = 1e9}, {}, 0);
    const GridSynthesisOptions options;
    FeederCutter cutter{cables.graph, cells, load, options};
    const auto feeders = cutter.cut(cells.order);
    std::size_t tapped = 0;
    for (const FeederGroup& feeder : feeders) {
        tapped += feeder.tapped.size();
        double moment_wm = 0;
        for (const std::uint32_t vertex : feeder.tapped) {
            moment_wm += 10e3 * cells.way_m[vertex];
        }
        // The drop at the last joint is the sum of all moments, because the street has no branches.
        EXPECT_LE(moment_wm * drop_per_wm(low_voltage_cables().back(), 400, 0.97), 0.05);
        EXPECT_LE(feeder.tapped.size(), 16U);
    }
    EXPECT_EQ(tapped, 20U);
    // All together have a moment of 10 kW x 4200 m, 5.9 %: one cable is not enough, two are.
    EXPECT_EQ(feeders.size(), 2U);
}

} // namespace
} // namespace cityproof::energy
