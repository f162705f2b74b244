// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/street_mains.hpp"

#include "tests/models/water/synthesis/synthesis_fixture.hpp"

namespace cityproof::water::synthesis {
namespace {

using contracts::StreetClass;

TEST(StreetMains, leave_out_a_dead_end_without_a_building) {
    Town town = street_town();
    town.street(1, town.node(300, 100));
    EXPECT_EQ(lay_street_mains(town.city, {}).edges.size(), 1);
}

TEST(StreetMains, do_not_follow_motorways_trunk_roads_and_paths) {
    for (const StreetClass street_class :
         {StreetClass::motorway, StreetClass::trunk, StreetClass::path}) {
        Town town = street_town();
        town.houses(town.street(1, town.node(300, 200), street_class), 2);
        EXPECT_EQ(lay_street_mains(town.city, {}).edges.size(), 1);
    }
}

TEST(StreetMains, join_a_building_to_the_nearer_end_of_its_pipe) {
    const Town town = street_town(); // houses at 15, 45, ... 285 m of 300 m
    const StreetMains mains = lay_street_mains(town.city, {});
    EXPECT_EQ(mains.node_of_building[0], mains.edges[0].start);
    EXPECT_EQ(mains.node_of_building[4], mains.edges[0].start);
    EXPECT_EQ(mains.node_of_building[5], mains.edges[0].end);
}

TEST(StreetMains, cut_a_long_street_into_equal_pipes) {
    Town town;
    const std::uint32_t start = town.node(0, 0, 10);
    town.houses(town.street(start, town.node(1000, 0, 50)), 20);
    WaterSynthesisOptions options;
    options.elevation_m = town.elevation_m;
    const StreetMains mains = lay_street_mains(town.city, options);
    ASSERT_EQ(mains.edges.size(), 4);
    EXPECT_DOUBLE_EQ(mains.edges[1].length_m, 250);
    EXPECT_DOUBLE_EQ(mains.nodes[mains.edges[0].end].elevation_m, 20);
    EXPECT_DOUBLE_EQ(mains.nodes[mains.edges[0].end].place.x_m, 250);
}

TEST(StreetMains, a_street_that_ends_where_it_starts_becomes_a_ring_of_pipes) {
    Town town = street_town();
    contracts::StreetSegment round;
    round.id = "round";
    round.from = round.to = 1;
    round.shape = {{300, 0}, {350, 50}, {350, -50}, {300, 0}};
    round.length_m = 2 * std::hypot(50, 50) + 100;
    town.city.segments.push_back(round);
    town.house(1, 100);
    const StreetMains mains = lay_street_mains(town.city, {});
    EXPECT_EQ(mains.edges.size(), 4);
    for (const StreetMains::Edge& edge : mains.edges) {
        EXPECT_NE(edge.start, edge.end);
    }
}

TEST(StreetMains, a_building_without_a_street_is_joined_to_the_nearest_junction) {
    Town town = street_town();
    town.house(0, 150);
    town.city.buildings.back().segment = contracts::no_segment;
    town.city.buildings.back().centre = {290, 80};
    const StreetMains mains = lay_street_mains(town.city, {});
    EXPECT_EQ(mains.node_of_building.back(), mains.edges[0].end);
}

TEST(StreetMains, a_building_far_from_any_street_is_not_served_and_said_to_be_so) {
    Town town = street_town();
    town.house(0, 150);
    town.city.buildings.back().segment = contracts::no_segment;
    town.city.buildings.back().centre = {290, 5000};
    const SyntheticWater water = synthesized(town);
    EXPECT_EQ(water.junction_of_building.back(), none);
    EXPECT_NE(water.remarks.front().find("1 buildings"), std::string::npos);
}

// 400 m between the nearest corners of the two grids.
TEST(StreetMains, parts_that_only_a_trunk_road_joins_are_joined_where_they_are_nearest) {
    const Town town = divided_town();
    const StreetMains mains = lay_street_mains(town.city, {});
    const StreetMains::Edge& join = mains.edges.back();
    EXPECT_EQ(join.segment, none);
    EXPECT_DOUBLE_EQ(std::abs(mains.nodes[join.start].place.x_m - mains.nodes[join.end].place.x_m),
                     400);
    EXPECT_EQ(synthesized(town).tanks.size(), 1);
}

TEST(StreetMains, a_part_too_far_to_join_gets_works_of_its_own) {
    const Town town = divided_town();
    WaterSynthesisOptions options;
    options.longest_join_m = 300;
    EXPECT_EQ(synthesize_water(town.city, options).tanks.size(), 2);
}

} // namespace
} // namespace cityproof::water::synthesis
