// SPDX-License-Identifier: Apache-2.0
// Hand-calculated, with t(4, .975) = 2.776445 from tables; see verdict_test.cpp for the numbers of
// the claim.
#include "core/base/errors.hpp"
#include "scenarios/verdict/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/verdict/run_builder.hpp"

namespace cityproof::verdict {
namespace {

using contracts::Direction;
using testing::add_figure;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::make_arm;

struct Arms {
    std::vector<RunSummary> base = make_arm("", {100, 100, 100, 100, 100});
    std::vector<RunSummary> policy = make_arm("adaptive", {76, 78, 77, 79, 75});

    void add(const contracts::KeyFigure& figure, const std::vector<double>& a,
             const std::vector<double>& b) {
        add_figure(base, figure, a);
        add_figure(policy, figure, b);
    }

    Comparison compared() const { return compare_runs(pair_runs(base, policy)); }
};

Tendency tendency_of(Direction direction, const std::vector<double>& a,
                     const std::vector<double>& b) {
    Arms arms;
    arms.add({"x.y", 0, "1", direction, ""}, a, b);
    return arms.compared().figures.at(1).tendency;
}

TEST(CompareRuns, claimed_figure_is_judged) {
    const Comparison result = Arms{}.compared();
    EXPECT_THAT(result.seeds, ElementsAre(1, 2, 3, 4, 5));
    ASSERT_TRUE(result.judgement && result.claim);
    EXPECT_EQ(result.claimed, 0U);
    EXPECT_EQ(result.judgement->verdict, Verdict::pass);
    const FigureComparison& row = result.figures.at(0);
    EXPECT_EQ(row.baseline_mean(), 100);
    EXPECT_EQ(row.policy_mean(), 77);
    ASSERT_TRUE(row.paired && row.relative && row.relative_effect);
    EXPECT_NEAR(row.paired->interval.low, -24.96324, 5e-6);
    EXPECT_NEAR(row.paired->interval.high, -21.03676, 5e-6);
    EXPECT_NEAR(row.relative->high, -0.2103676, 5e-8);
    EXPECT_NEAR(*row.relative_effect, -0.23, 1e-15);
    EXPECT_EQ(row.tendency, Tendency::better);
}

TEST(CompareRuns, policy_without_a_claim_gets_no_verdict) {
    Arms arms;
    for (RunSummary& run : arms.policy) {
        run.claim.clear();
    }
    const Comparison result = arms.compared();
    EXPECT_FALSE(result.claim);
    EXPECT_FALSE(result.judgement);
    EXPECT_EQ(result.figures.size(), 1U);
}

TEST(CompareRuns, tendency_follows_what_is_better) {
    const std::vector<double> high{10, 11, 12, 13, 14};
    const std::vector<double> low{5, 6.1, 6.9, 8, 9};
    EXPECT_EQ(tendency_of(Direction::lower_is_better, high, low), Tendency::better);
    EXPECT_EQ(tendency_of(Direction::lower_is_better, low, high), Tendency::worse);
    EXPECT_EQ(tendency_of(Direction::higher_is_better, high, low), Tendency::worse);
    EXPECT_EQ(tendency_of(Direction::higher_is_better, low, high), Tendency::better);
    EXPECT_EQ(tendency_of(Direction::neutral, high, low), Tendency::lower);
    EXPECT_EQ(tendency_of(Direction::neutral, low, high), Tendency::higher);
}

TEST(CompareRuns, interval_around_zero_is_unclear_and_equal_runs_are_unchanged) {
    EXPECT_EQ(tendency_of(Direction::lower_is_better, {1, 2, 3, 4, 5}, {2, 1, 4, 3, 5}),
              Tendency::unclear);
    EXPECT_EQ(tendency_of(Direction::lower_is_better, {1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}),
              Tendency::unchanged);
}

TEST(CompareRuns, figure_that_is_nan_in_one_run_is_not_compared) {
    Arms arms;
    arms.add({"water.age", 0, "h", Direction::lower_is_better, ""}, {1, 2, 3, 4, 5},
             {1, 2, std::nan(""), 4, 5});
    const FigureComparison row = arms.compared().figures.at(1);
    EXPECT_FALSE(row.available());
    EXPECT_FALSE(row.paired);
    EXPECT_TRUE(std::isnan(row.effect()));
    EXPECT_EQ(row.tendency, Tendency::unknown);
}

TEST(CompareRuns, figure_that_one_run_lacks_is_listed_and_not_compared) {
    Arms arms;
    arms.policy[4].key_figures.push_back({"extra.figure", 3, "1", Direction::neutral, ""});
    const Comparison result = arms.compared();
    ASSERT_EQ(result.figures.size(), 2U);
    EXPECT_EQ(result.figures[1].figure.id, "extra.figure");
    EXPECT_FALSE(result.figures[1].available());
}

TEST(CompareRuns, huge_values_do_not_overflow) {
    Arms arms;
    arms.add({"x.y", 0, "1", Direction::neutral, ""}, std::vector<double>(5, 1e308),
             std::vector<double>(5, 1.7e308));
    EXPECT_FALSE(arms.compared().figures.at(1).available());
}

TEST(CompareRuns, unit_that_changes_between_runs_is_refused) {
    Arms arms;
    arms.policy[2].key_figures[0].unit = "min";
    EXPECT_THROW(arms.compared(), InputError);
}

TEST(CompareRuns, claim_on_an_unknown_figure_names_the_known_ones) {
    Arms arms;
    for (RunSummary& run : arms.policy) {
        run.claim = R"({"key_figure":"traffic.delya_mean","direction":"decrease","margin":0.05})";
    }
    try {
        arms.compared();
        FAIL() << "accepted";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(),
                    AllOf(HasSubstr("traffic.delya_mean"), HasSubstr("one of traffic.delay_mean")));
    }
}

TEST(CompareRuns, absolute_margin_is_taken_in_the_unit_of_the_figure) {
    // The effect is -23 s with the interval [-24.96, -21.04]: 0.35 min = 21 s is shown, 0.4 min =
    // 24 s is not decided.
    Arms arms;
    const auto verdict_for = [&](const char* margin) {
        for (RunSummary& run : arms.policy) {
            run.claim =
                std::string{
                    R"({"key_figure":"traffic.delay_mean","direction":"decrease","margin":")"} +
                margin + "\"}";
        }
        return arms.compared().judgement->verdict;
    };
    EXPECT_EQ(verdict_for("0.35 min"), Verdict::pass);
    EXPECT_EQ(verdict_for("0.4 min"), Verdict::inconclusive);
    EXPECT_EQ(verdict_for("0.5 min"), Verdict::fail);
}

TEST(CompareRuns, one_pair_shows_the_effect_without_an_interval) {
    Arms arms;
    arms.base.resize(1);
    arms.policy.resize(1);
    const Comparison result = arms.compared();
    EXPECT_EQ(result.judgement->verdict, Verdict::inconclusive);
    EXPECT_EQ(result.figures[0].effect(), -24);
    EXPECT_FALSE(result.figures[0].paired);
}

} // namespace
} // namespace cityproof::verdict
