// SPDX-License-Identifier: Apache-2.0
#include "gui/chart/axis_ticks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cityproof::gui {
namespace {

using ::testing::ElementsAre;

TEST(AxisTicks, are_round_and_hold_the_values) {
    EXPECT_THAT(value_ticks(0, 41, 4), ElementsAre(0, 20, 40, 60));
    EXPECT_THAT(value_ticks(-3, 9, 4), ElementsAre(-5, 0, 5, 10));
    EXPECT_THAT(value_ticks(0, 1, 5), ElementsAre(0, 0.2, 0.4, ::testing::DoubleEq(0.6), 0.8, 1));
}

TEST(AxisTicks, one_value_gets_room_on_both_sides) {
    const std::vector<double> ticks = value_ticks(7, 7, 4);
    EXPECT_LT(ticks.front(), 7);
    EXPECT_GT(ticks.back(), 7);
    EXPECT_EQ(value_ticks(0, 0, 2).size(), 3U);
}

// A run from 06:30 to 07:30: midnight was 23,400 s before its start.
TEST(AxisTicks, moments_are_round_on_the_citys_clock) {
    EXPECT_THAT(time_ticks(0, 3600, 3, -23'400), ElementsAre(0, 1800, 3600));
    EXPECT_THAT(time_ticks(0, 7200, 2, -23'400), ElementsAre(1800, 5400));
    EXPECT_THAT(time_ticks(0, 86'400, 4, -23'400), ElementsAre(19'800, 41'400, 63'000, 84'600));
}

} // namespace
} // namespace cityproof::gui
