// SPDX-License-Identifier: Apache-2.0
#include "models/water/hydraulic_solver.hpp"

#include <numeric>

#include "tests/models/water/synthesis/synthesis_fixture.hpp"

namespace cityproof::water::synthesis {
namespace {

class SyntheticTown : public ::testing::TestWithParam<Town (*)()> {};

TEST_P(SyntheticTown, is_solved_for_two_days_within_its_pressures) {
    const SyntheticWater water = synthesized(GetParam()());
    const TrialFigures figures = tried(water);
    EXPECT_GE(figures.least_pressure_m, 25);
    EXPECT_LE(figures.most_pressure_m, 80);
    EXPECT_EQ(figures.unserved_m3, 0);
    EXPECT_EQ(figures.unsolved_steps, 0);
}

TEST_P(SyntheticTown, has_tanks_that_neither_run_dry_nor_over_and_pumps_that_do_not_chatter) {
    const TrialFigures figures = tried(synthesized(GetParam()()), 96);
    EXPECT_GT(figures.lowest_tank_share, 0.5);
    EXPECT_LE(figures.highest_tank_share, 0.97);
    EXPECT_LE(figures.most_pump_starts_a_day, 12); // one in two hours
}

TEST_P(SyntheticTown, serves_every_building) {
    const SyntheticWater water = synthesized(GetParam()());
    EXPECT_EQ(std::ranges::count(water.junction_of_building, none), 0);
}

TEST_P(SyntheticTown, losses_of_head_are_those_of_real_networks) {
    const TrialFigures figures = tried(synthesized(GetParam()()));
    EXPECT_GE(figures.share_below_10_m_per_km, 0.95); // seven real networks: 0.97 to 1
    EXPECT_LE(figures.most_velocity_mps, 2);          // EN 805
}

/// What the pumps put in is what the customers get and the tanks keep.
TEST_P(SyntheticTown, has_a_balance_of_water) {
    const SyntheticWater water = synthesized(GetParam()());
    const InpFolder folder;
    HydraulicSolver solver{
        {.network = folder.write(water.inp), .convergence = {}, .pressure_driven = {}}};
    solver.solve();
    const auto stored_m3 = [&] {
        double sum = 0;
        for (std::size_t i = 0; i < water.tanks.size(); ++i) {
            sum +=
                solver.state().tank_level_m[i] / water.tanks[i].depth_m * water.tanks[i].volume_m3;
        }
        return sum;
    };
    const double before_m3 = stored_m3();
    double put_in_m3 = 0;
    for (long clock = 30; clock <= 172800; clock += 30) {
        for (std::size_t i = 0; i < water.pipes.size(); ++i) {
            const std::uint32_t zone = water.pipes[i].zone;
            if (water.pipes[i].part == PipePart::rising &&
                water.zones[zone].feed == ZoneFeed::works) {
                put_in_m3 += 30 * solver.state().pipe_flow_m3ps[i];
            }
        }
        solver.advance_to(clock, 30);
        solver.solve();
    }
    const double delivered_m3 = solver.totals().delivered_m3;
    EXPECT_GT(delivered_m3, 0);
    EXPECT_NEAR(put_in_m3, delivered_m3 + stored_m3() - before_m3, 0.01 * delivered_m3);
}

INSTANTIATE_TEST_SUITE_P(Towns, SyntheticTown,
                         ::testing::Values(&street_town, &flat_town, &hillside_town, &valley_town,
                                           &divided_town, &one_house_town));

// 2640 people with 125 L each, and a tenth of all lost; each building draws 0.7 to 1.3 of it, and
// over 880 of them that is within 2 % of 1.
TEST(SyntheticDemand, is_125_litres_a_person_and_a_tenth_of_all_is_lost) {
    const SyntheticWater water = synthesized(flat_town());
    double domestic_m3ps = 0;
    double loss_m3ps = 0;
    for (const WaterNode& node : water.nodes) {
        domestic_m3ps += node.domestic_m3ps;
        loss_m3ps += node.loss_m3ps;
    }
    EXPECT_NEAR(domestic_m3ps * 86400, 2640 * 0.125, 0.02 * 330);
    EXPECT_NEAR(loss_m3ps / (domestic_m3ps + loss_m3ps), 0.1, 1e-9);
}

// 1000 m2 of work with 1.6 L each.
TEST(SyntheticDemand, of_work_goes_by_floor_area) {
    Town town = street_town();
    town.city.buildings[0].residents = 0;
    town.city.buildings[0].work_area_m2 = 1000;
    const SyntheticWater water = synthesized(town);
    EXPECT_NEAR(water.nodes[0].work_m3ps * 86400, 1.6, 1e-9);
}

TEST(SyntheticFittings, mapped_hydrants_stay_and_others_keep_away_from_them) {
    Town town = street_town();
    town.city.mapped.push_back({"hydrant", "fire_hydrant", "n77", {150, 5}});
    const SyntheticWater water = synthesized(town);
    ASSERT_FALSE(water.hydrants.empty());
    EXPECT_TRUE(water.hydrants[0].mapped);
    EXPECT_EQ(water.hydrants[0].id, "n77");
    EXPECT_EQ(water.hydrants.size(), 3); // one 85 m or more to each side
    for (std::size_t i = 1; i < water.hydrants.size(); ++i) {
        EXPECT_GE(std::abs(water.hydrants[i].place.x_m - 150), 80);
        EXPECT_FALSE(water.hydrants[i].mapped);
    }
}

TEST(SyntheticFittings, a_mapped_water_tower_becomes_the_tank) {
    Town town = flat_town();
    town.city.mapped.push_back({"water_site", "water_tower", "w9", {950, 1040}});
    const SyntheticWater water = synthesized(town);
    ASSERT_EQ(water.tanks.size(), 1);
    EXPECT_EQ(water.tanks[0].mapped_id, "w9");
    EXPECT_EQ(water.nodes[water.tanks[0].node].place, (contracts::Place{950, 1040}));
}

// A grid of 11 x 11 crossings: 4 corners with two streets, 36 sides with three, 81 with four; the
// tank's outlet is one leg more at one of them.
TEST(SyntheticFittings, all_legs_of_a_joint_but_one_have_a_valve) {
    const SyntheticWater water = synthesized(flat_town());
    EXPECT_EQ(water.isolation_valves.size(), 36 * 2 + 81 * 3 + 1);
}

TEST(SyntheticRealism, of_a_town_of_blocks_has_a_value_and_a_source_for_every_figure) {
    const SyntheticWater water = synthesized(flat_town());
    for (const RealismFigure& figure : water.realism) {
        EXPECT_LT(figure.low, figure.high) << figure.id;
        EXPECT_FALSE(figure.source.empty()) << figure.id;
    }
    // 22 km of streets for 2640 people.
    EXPECT_NEAR(figure(water, "water.main_per_resident"), 22000.0 / 2640, 1e-6);
    // 220 pipes and 121 joints: (220 - 121 + 1) / (2 * 121 - 5).
    EXPECT_NEAR(figure(water, "water.meshedness"), 100.0 / 237, 1e-9);
}

TEST(SyntheticWater, of_a_city_where_nobody_needs_water_is_empty) {
    Town town = street_town();
    town.city.buildings.clear();
    const SyntheticWater water = synthesized(town);
    EXPECT_TRUE(water.inp.empty());
    EXPECT_TRUE(water.pipes.empty());
    EXPECT_FALSE(water.remarks.empty());
    EXPECT_TRUE(synthesize_water({}).inp.empty());
}

} // namespace
} // namespace cityproof::water::synthesis
