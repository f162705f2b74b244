// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "models/water/synthesis/design_flow.hpp"
#include "models/water/synthesis/pipe_catalogue.hpp"
#include "models/water/synthesis/supply_tree.hpp"

#include "tests/models/water/synthesis/synthesis_fixture.hpp"

namespace cityproof::water::synthesis {
namespace {

// The worked figures that the reference gives for W 410 with 10,000 inhabitants.
TEST(DesignFlow, peak_factors_are_those_of_w_410) {
    EXPECT_NEAR(day_factor(10000), 1.95, 0.005);
    EXPECT_NEAR(hour_factor(10000), 3.85, 0.01);
    EXPECT_EQ(hour_factor(10), hour_factor(1000));
}

TEST(DesignFlow, leaks_and_boosters_have_no_peak) {
    const DesignFlow flow{.loss_m3ps = 0.001, .pumped_m3ps = 0.002, .pumped_day_m3ps = 0.0015};
    EXPECT_NEAR(peak_hour(flow, 1e-6), 0.003, 1e-15);
    EXPECT_NEAR(greatest_day(flow, 1e-6), 0.0025, 1e-15);
}

// By hand: 10.67 (0.0133 / 145)^1.852 / 0.1^4.871 with logarithms: ln = 2.3674 - 1.852 * 9.2968
// + 4.871 * 2.3026 = -3.634.
TEST(PipeCatalogue, head_loss_is_hazen_and_williams) {
    EXPECT_NEAR(head_loss_per_m(0.0133, 100, 145), 0.0264, 0.0002);
}

// 10 L/s over an area of 0.007854 m2.
TEST(PipeCatalogue, velocity_is_flow_over_area) {
    EXPECT_NEAR(velocity_mps(0.010, 100), 1.273, 0.001);
}

TEST(PipeCatalogue, takes_the_smallest_diameter_that_meets_all_duties) {
    // 10 L/s at 1.0 m/s need 113 mm, by the velocity alone.
    EXPECT_EQ(fitting_dn(80, 0, {{0.010, 1, 1.0}}), 125);
    EXPECT_EQ(fitting_dn(80, 0, {{0.010, 1, 1.0}, {0.030, 1, 1.0}}), 200);
    EXPECT_EQ(fitting_dn(150, 0, {{0.010, 1, 1.0}}), 150);
}

// A square 0-1-2-3 with a tail 3-4; the tree from 0 leaves out the edge 2-3.
TEST(SupplyTree, a_pipe_lies_in_a_ring_when_another_way_leads_behind_it) {
    StreetMains mains;
    mains.nodes.resize(5);
    for (const auto& [start, end, length] :
         {std::tuple{0U, 1U, 1.0}, {1U, 2U, 1.0}, {0U, 3U, 1.0}, {2U, 3U, 5.0}, {3U, 4U, 1.0}}) {
        mains.edges.push_back({.start = start, .end = end, .length_m = length, .cost_m = length});
    }
    mains.index_arcs();
    SupplyTree tree{5};
    const std::vector<std::uint32_t> zone(5, 0);
    const auto order = grow_tree(mains, 0, zone, 0, tree);
    const std::vector<std::uint32_t> chords{3};
    EXPECT_EQ(in_a_ring(mains, tree, order, chords), (std::vector<char>{0, 1, 1, 1, 0}));
    EXPECT_EQ(tree.path_m[2], 2);
}

TEST(WaterSynthesisOptions, elevations_must_be_one_for_each_node) {
    WaterSynthesisOptions options;
    options.elevation_m = {1, 2, 3};
    EXPECT_THROW(synthesize_water(street_town().city, options), InputError);
}

TEST(WaterSynthesisOptions, a_street_must_have_two_ends) {
    contracts::CityModel city = street_town().city;
    city.segments[0].to = 7;
    EXPECT_THROW(synthesize_water(city), InputError);
}

TEST(WaterSynthesisOptions, pressures_must_leave_room_for_a_zone) {
    WaterSynthesisOptions options;
    options.most_pressure_m = 40;
    EXPECT_THROW(synthesize_water(street_town().city, options), InputError);
}

} // namespace
} // namespace cityproof::water::synthesis
