// SPDX-License-Identifier: Apache-2.0
#include "tests/models/water/synthesis/synthesis_fixture.hpp"

namespace cityproof::water::synthesis {
namespace {

TEST(SyntheticFile, is_the_same_bytes_for_the_same_city) {
    EXPECT_EQ(synthesized(hillside_town()).inp, synthesized(hillside_town()).inp);
}

TEST(SyntheticFile, of_another_seed_is_another_plausible_network) {
    Town town = flat_town();
    const SyntheticWater one = synthesized(town);
    town.city.seed = 2;
    const SyntheticWater two = synthesized(town);
    EXPECT_NE(one.inp, two.inp);
    EXPECT_NEAR(figure(one, "water.input_per_resident"), figure(two, "water.input_per_resident"),
                5);
    EXPECT_NEAR(figure(one, "water.small_main_share"), figure(two, "water.small_main_share"), 0.1);
    EXPECT_GE(tried(two).least_pressure_m, 25);
}

TEST(SyntheticAssets, have_the_rule_that_made_them) {
    const SyntheticWater water = synthesized(hillside_town());
    const auto has_rule = [](const auto& asset) { return !asset.rule.empty(); };
    EXPECT_TRUE(std::ranges::all_of(water.nodes, has_rule));
    EXPECT_TRUE(std::ranges::all_of(water.pipes, has_rule));
    EXPECT_TRUE(std::ranges::all_of(water.pumps, has_rule));
    EXPECT_TRUE(std::ranges::all_of(water.tanks, has_rule));
    EXPECT_TRUE(std::ranges::all_of(water.valves, has_rule));
    EXPECT_TRUE(std::ranges::all_of(water.hydrants, has_rule));
    EXPECT_TRUE(std::ranges::all_of(water.isolation_valves, has_rule));
}

// Names that EPANET refuses: too long, with blanks, twice the same.
TEST(SyntheticFile, takes_street_names_that_epanet_would_refuse) {
    Town town = street_town();
    town.houses(town.street(1, town.node(500, 0)), 3);
    town.city.segments[0].id = "a street; with a name of more than thirty-one letters";
    town.city.segments[1].id = "a street; with a name of more than thirty-one letters";
    town.city.nodes[0].id = town.city.nodes[1].id = "no de";
    EXPECT_GE(tried(synthesized(town)).least_pressure_m, 25);
}

} // namespace
} // namespace cityproof::water::synthesis
