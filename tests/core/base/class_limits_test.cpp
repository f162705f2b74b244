// SPDX-License-Identifier: Apache-2.0
#include "core/base/class_limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cityproof {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<float> ramp(double from, double to, int count) {
    std::vector<float> values;
    for (int i = 0; i < count; ++i) {
        values.push_back(static_cast<float>(from + (to - from) * i / (count - 1)));
    }
    return values;
}

// 2 % and 98 % of 0..50.5 are 1.01 and 49.49; multiples of 10 between them.
TEST(SequentialLimits, are_multiples_of_a_round_step) {
    EXPECT_THAT(sequential_limits(ramp(0, 50.5, 101), false), ElementsAre(10, 20, 30, 40));
}

TEST(SequentialLimits, every_range_gets_five_to_seven_classes_inside_it) {
    for (double width = 0.0013; width < 4e6; width *= 1.07) {
        for (const double start : {0.0, -0.3 * width, 7.7 * width}) {
            const auto sample = ramp(start, start + width, 400);
            const auto limits = sequential_limits(sample, false);
            ASSERT_GE(limits.size(), 4U) << start << " + " << width;
            ASSERT_LE(limits.size(), 6U) << start << " + " << width;
            ASSERT_GT(limits.front(), start);
            ASSERT_LT(limits.back(), start + width);
        }
    }
}

TEST(SequentialLimits, small_steps_are_the_doubles_nearest_to_their_text) {
    EXPECT_THAT(sequential_limits(ramp(0, 0.505, 101), false), ElementsAre(0.1, 0.2, 0.3, 0.4));
}

TEST(SequentialLimits, one_extreme_value_does_not_take_the_colours_from_the_rest) {
    auto sample = ramp(0, 50.5, 101);
    sample.push_back(1e6F);
    EXPECT_LT(sequential_limits(sample, false).back(), 60);
}

TEST(SequentialLimits, few_whole_numbers_get_a_class_each) {
    const std::vector<float> signals{0, 0, 3, 1, 2, 0};
    EXPECT_THAT(sequential_limits(signals, true), ElementsAre(1, 2, 3));
    const std::vector<float> flags{0, 1, 1, 0};
    EXPECT_THAT(sequential_limits(flags, true), ElementsAre(1));
}

TEST(SequentialLimits, whole_numbers_get_whole_limits) {
    for (int most = 7; most < 200; ++most) {
        const auto limits = sequential_limits(ramp(0, most, most + 1), true);
        EXPECT_GE(limits.size(), 3U) << most;
        for (const double limit : limits) {
            EXPECT_EQ(limit, std::floor(limit)) << most;
        }
    }
}

TEST(SequentialLimits, nothing_to_distinguish_gives_one_class) {
    EXPECT_THAT(sequential_limits(std::vector<float>{}, false), IsEmpty());
    EXPECT_THAT(sequential_limits(std::vector<float>{4, 4, 4}, false), IsEmpty());
    const float nan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THAT(sequential_limits(std::vector<float>{nan, nan, 2}, false), IsEmpty());
}

// 98 % of |d| is 16, a third of it (3.2 classes to the end) is 5.
TEST(DifferenceLimits, are_three_equal_round_steps) {
    EXPECT_THAT(difference_limits(std::vector<float>{-16, 4, 2, -1, 0}, false),
                ElementsAre(5, 10, 15));
}

TEST(DifferenceLimits, whole_numbers_change_by_one_at_least) {
    EXPECT_THAT(difference_limits(std::vector<float>{-1, 0, 1}, true), ElementsAre(1, 2, 3));
}

TEST(DifferenceLimits, no_change_gives_one_class) {
    EXPECT_THAT(difference_limits(std::vector<float>{0, 0, 0}, false), IsEmpty());
    EXPECT_THAT(difference_limits(std::vector<float>{}, false), IsEmpty());
}

} // namespace
} // namespace cityproof
