// SPDX-License-Identifier: Apache-2.0
// Pressures are calculated by hand from Varaiya's formula as it stands in max_pressure.hpp.
#include "core/engine/engine.hpp"
#include "models/traffic/max_pressure.hpp"

#include <gtest/gtest.h>

#include "tests/models/port_contract.hpp"

namespace cityproof::traffic {
namespace {

using GreenPhase = contracts::SignalLayout::GreenPhase;

// Lanes: 0 from north, 1 from west, 2 to south, 3 to east.
GreenPhase north_south() {
    return {.protected_movements = {{0, 2}}, .permitted_movements = {}};
}

GreenPhase west_east() {
    return {.protected_movements = {{1, 3}}, .permitted_movements = {}};
}

TEST(MaxPressureFormula, worked_number_of_the_header) {
    EXPECT_DOUBLE_EQ(MaxPressure::pressure(north_south(), {6, 0, 2, 0}), 4);
}

TEST(MaxPressureFormula, full_street_ahead_makes_it_negative) {
    EXPECT_DOUBLE_EQ(MaxPressure::pressure(north_south(), {1, 0, 5, 0}), -4);
}

TEST(MaxPressureFormula, lane_with_two_movements_counts_once_with_the_mean_ahead) {
    const GreenPhase phase{.protected_movements = {{0, 2}, {0, 3}}, .permitted_movements = {}};
    EXPECT_DOUBLE_EQ(MaxPressure::pressure(phase, {6, 0, 2, 1}), 6 - 1.5);
}

TEST(MaxPressureFormula, permitted_movements_count_half) {
    const GreenPhase phase{.protected_movements = {{0, 2}}, .permitted_movements = {{1, 3}}};
    EXPECT_DOUBLE_EQ(MaxPressure::pressure(phase, {6, 4, 2, 1}), 4 + 0.5 * 3);
}

TEST(MaxPressureFormula, phase_without_movements_has_none) {
    EXPECT_DOUBLE_EQ(MaxPressure::pressure(GreenPhase{}, {6, 4, 2, 1}), 0);
}

/// A policy for one signal, with queues set by hand; decisions every 5 s.
class MaxPressureDecisions : public ::testing::Test {
  protected:
    /// The decision at `second` with these queues.
    double decide(int second, const std::vector<double>& queues) {
        const SimTime now = SimTime::at_seconds(second);
        lanes_.publish(now, queues);
        lanes_.commit();
        EXPECT_LE(policy_.next_time(), now);
        policy_.act(now);
        policy_.outputs()[0]->commit();
        return policy_.target().at(0, now);
    }

    engine::Port lanes_{{"traffic/lane_halting", "1", "lane", ""}, 4, Duration{}, 0.0};
    MaxPressure policy_{{{.id = "c", .phases = {north_south(), west_east()}}},
                        lanes_,
                        {.interval = Duration::seconds(5),
                         .min_green = Duration::seconds(10),
                         .max_red = Duration::seconds(60),
                         .end = SimTime::at_seconds(1000)}};
};

TEST_F(MaxPressureDecisions, largest_pressure_wins) {
    EXPECT_EQ(decide(0, {2, 5, 0, 0}), 1);
}

TEST_F(MaxPressureDecisions, first_of_equal_phases_starts_and_then_keeps) {
    EXPECT_EQ(decide(0, {3, 3, 0, 0}), 0);
    EXPECT_EQ(decide(10, {3, 4, 0, 0}), 1);
    EXPECT_EQ(decide(20, {4, 4, 0, 0}), 1); // equal: the running phase stays
    EXPECT_EQ(decide(25, {5, 4, 0, 0}), 0);
}

TEST_F(MaxPressureDecisions, running_phase_is_kept_for_the_minimum_green) {
    EXPECT_EQ(decide(0, {5, 0, 0, 0}), 0);
    EXPECT_EQ(decide(5, {0, 9, 0, 0}), 0);
    EXPECT_EQ(decide(10, {0, 9, 0, 0}), 1); // 10 s after the switch
    EXPECT_EQ(decide(15, {9, 0, 0, 0}), 1);
    EXPECT_EQ(decide(20, {9, 0, 0, 0}), 0);
}

TEST_F(MaxPressureDecisions, side_street_with_one_car_is_served_after_the_longest_red) {
    // Green for the north since 0 s; the west has had none since the start.
    for (int second = 0; second < 60; second += 5) {
        EXPECT_EQ(decide(second, {9, 1, 0, 0}), 0) << second;
    }
    EXPECT_EQ(decide(60, {9, 1, 0, 0}), 1);
    EXPECT_EQ(decide(65, {9, 1, 0, 0}), 1); // minimum green
    EXPECT_EQ(decide(70, {9, 1, 0, 0}), 0);
    // And again 60 s after its last green, which was at 70 s.
    for (int second = 75; second < 130; second += 5) {
        EXPECT_EQ(decide(second, {9, 1, 0, 0}), 0) << second;
    }
    EXPECT_EQ(decide(130, {9, 1, 0, 0}), 1);
}

TEST_F(MaxPressureDecisions, empty_side_street_is_not_served) {
    for (int second = 0; second <= 300; second += 5) {
        EXPECT_EQ(decide(second, {9, 0, 0, 0}), 0) << second;
    }
}

TEST(MaxPressure, signal_with_one_green_phase_keeps_its_plan) {
    const engine::Port lanes{{"traffic/lane_halting", "1", "lane", ""}, 4, Duration{}, 0.0};
    MaxPressure policy{{{.id = "one", .phases = {north_south()}}, {.id = "none", .phases = {}}},
                       lanes,
                       {.end = SimTime::at_seconds(100)}};
    policy.act(SimTime::zero());
    policy.outputs()[0]->commit();
    EXPECT_EQ(policy.target().read(SimTime::zero()), (std::vector<double>{-1, -1}));
}

TEST(MaxPressure, decides_at_every_interval_up_to_and_including_the_end) {
    const engine::Port lanes{{"traffic/lane_halting", "1", "lane", ""}, 4, Duration{}, 0.0};
    MaxPressure policy{
        {}, lanes, {.interval = Duration::seconds(5), .end = SimTime::at_seconds(10)}};
    engine::Engine engine{{}};
    const engine::InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, policy, engine::Phase::policy, 0);
    engine.run(SimTime::at_seconds(100), nullptr);
    EXPECT_EQ(engine.statistics().domain_acts, 3U); // 0, 5, 10 s
}

TEST_F(MaxPressureDecisions, port_is_that_of_the_contract) {
    cityproof::testing::expect_contract(policy_.outputs(), "policy/signal_target");
}

} // namespace
} // namespace cityproof::traffic
