// SPDX-License-Identifier: Apache-2.0
// Numbers: Law & Kelton's inventory example (paired t, 90 %: interval [1.65, 8.31] from five
// pairs).
#include "core/base/errors.hpp"
#include "scenarios/study/stopping.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

namespace cityproof::study {
namespace {

constexpr std::array policy{118.21, 120.22, 122.45, 122.68, 119.40};
constexpr std::array baseline{126.97, 124.31, 126.68, 122.66, 127.23};

io::StudyTable inventory_example() {
    io::StudyTable table;
    table.arms = {{"baseline", ""}, {"policy", "policy"}};
    table.key_figures = {{"cost", "s"}};
    for (std::uint32_t arm = 0; arm < 2; ++arm) {
        for (std::uint32_t i = 0; i < 5; ++i) {
            table.runs.push_back({"id", arm, 0, i + 1, io::RunStatus::done, "runs/id.h5"});
            table.values.push_back(arm == 0 ? baseline.at(i) : policy.at(i));
        }
    }
    return table;
}

StopRule rule_of(verdict::Margin half_width) {
    return {.key_figure = "cost",
            .half_width = std::move(half_width),
            .confidence = 0.9,
            .at_most = 100,
            .where = {}};
}

TEST(Stopping, half_width_is_that_of_the_paired_interval) {
    const auto precision = achieved_precision(
        inventory_example(), rule_of({.value = 4, .relative = false, .unit = "s"}));
    ASSERT_EQ(precision.size(), 1U);
    EXPECT_EQ(precision[0].pairs, 5U);
    EXPECT_NEAR(precision[0].half_width, (8.307 - 1.649) / 2, 5e-4);
    EXPECT_DOUBLE_EQ(precision[0].target, 4);
    EXPECT_TRUE(precision[0].reached());
}

TEST(Stopping, a_relative_width_is_a_share_of_the_baselines_mean) {
    const auto precision =
        achieved_precision(inventory_example(), rule_of({.value = 0.01, .relative = true}));
    EXPECT_NEAR(precision[0].target, 1.2557, 1e-4); // 1 % of the mean of the five
    EXPECT_FALSE(precision[0].reached());
}

TEST(Stopping, a_width_in_a_unit_of_another_kind_is_refused) {
    EXPECT_THROW(achieved_precision(inventory_example(),
                                    rule_of({.value = 1, .relative = false, .unit = "km"})),
                 InputError);
}

TEST(Stopping, runs_without_the_figure_make_no_pair) {
    io::StudyTable table = inventory_example();
    table.values[2] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(achieved_precision(table, rule_of({.value = 0.01}))[0].pairs, 4U);
}

TEST(Stopping, the_next_number_follows_from_the_width_and_is_bounded) {
    const StopRule rule = rule_of({.value = 0.01});
    const auto next = [&](double half_width, double target, std::size_t seeds) {
        return more_seeds({{.pairs = seeds, .half_width = half_width, .target = target}}, seeds,
                          rule);
    };
    EXPECT_EQ(next(1, 1, 10), std::nullopt);
    EXPECT_EQ(next(1.2, 1, 10), 15U);   // 10 * 1.44 rounded up
    EXPECT_EQ(next(1.001, 1, 10), 11U); // one more at least
    EXPECT_EQ(next(9, 1, 10), 20U);     // twice as many at most
    EXPECT_EQ(next(9, 1, 90), 100U);    // the cap
    EXPECT_EQ(next(9, 1, 100), std::nullopt);
    EXPECT_EQ(next(std::nan(""), 1, 10), 20U);
}

TEST(Stopping, the_worst_comparison_decides) {
    const std::vector<Precision> precision{{.pairs = 10, .half_width = 1, .target = 2},
                                           {.pairs = 10, .half_width = 1.2, .target = 1}};
    EXPECT_EQ(more_seeds(precision, 10, rule_of({.value = 0.01})), 15U);
}

} // namespace
} // namespace cityproof::study
