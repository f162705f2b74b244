// SPDX-License-Identifier: Apache-2.0
// Hand-calculated. Five pairs with differences -24 -22 -23 -21 -25 have mean -23, variance 2.5,
// standard error sqrt(0.5) = 0.70711; t(4, .975) = 2.776445 (tables), so the 95 % interval is -23
// +- 1.96324. With a baseline of 100 in every run the same numbers are percentages.
#include "scenarios/verdict/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <vector>

namespace cityproof::verdict {
namespace {

using ::testing::HasSubstr;
using Values = std::vector<double>;

const Values base{100, 100, 100, 100, 100};
const Values policy{76, 78, 77, 79, 75};

Claim claim_of(ClaimDirection direction, double margin, bool relative = true) {
    return {"traffic.delay_mean", direction, {margin, relative, relative ? "" : "s"}};
}

Judgement judge_decrease(double margin, const Values& a, const Values& b, bool relative = true) {
    return judge(claim_of(ClaimDirection::decrease, margin, relative), margin, a, b);
}

Values negated(Values values) {
    std::ranges::transform(values, values.begin(), std::negate<>{});
    return values;
}

TEST(Judge, interval_of_the_effect_is_the_hand_calculated_one) {
    const Judgement result = judge_decrease(0.05, base, policy);
    ASSERT_TRUE(result.interval && result.effect);
    EXPECT_NEAR(*result.effect, -0.23, 1e-15);
    EXPECT_NEAR(result.interval->low, -0.2496324, 5e-8);
    EXPECT_NEAR(result.interval->high, -0.2103676, 5e-8);
}

TEST(Judge, whole_interval_beyond_the_margin_passes) {
    EXPECT_EQ(judge_decrease(0.05, base, policy).verdict, Verdict::pass);
    EXPECT_EQ(judge_decrease(0.2103, base, policy).verdict, Verdict::pass);
    EXPECT_EQ(judge_decrease(21.03, base, policy, false).verdict, Verdict::pass);
    EXPECT_EQ(judge_decrease(0, base, policy).verdict, Verdict::pass);
}

TEST(Judge, interval_that_holds_the_margin_is_inconclusive) {
    EXPECT_EQ(judge_decrease(0.2105, base, policy).verdict, Verdict::inconclusive);
    EXPECT_EQ(judge_decrease(0.2495, base, policy).verdict, Verdict::inconclusive);
    EXPECT_EQ(judge_decrease(23, base, policy, false).verdict, Verdict::inconclusive);
}

TEST(Judge, whole_interval_short_of_the_margin_fails) {
    // A real decrease that is proven to be less than claimed.
    EXPECT_EQ(judge_decrease(0.2497, base, policy).verdict, Verdict::fail);
    EXPECT_EQ(judge_decrease(24.97, base, policy, false).verdict, Verdict::fail);
}

TEST(Judge, effect_in_the_wrong_direction_fails) {
    EXPECT_EQ(judge_decrease(0.05, policy, base).verdict, Verdict::fail);
    EXPECT_EQ(judge_decrease(0, policy, base).verdict, Verdict::fail);
}

TEST(Judge, increase_is_the_mirror_image_of_a_decrease) {
    for (const double margin : {0.0, 5.0, 21.03, 21.05, 23.0, 24.95, 24.97}) {
        const Judgement down = judge_decrease(margin, base, policy, false);
        const Judgement up = judge(claim_of(ClaimDirection::increase, margin, false), margin,
                                   negated(base), negated(policy));
        EXPECT_EQ(down.verdict, up.verdict) << margin;
    }
    EXPECT_EQ(judge(claim_of(ClaimDirection::increase, 0.05), 0.05, base, policy).verdict,
              Verdict::fail);
}

TEST(Judge, no_change_needs_the_whole_interval_within_the_margin) {
    const auto judged = [](double margin) {
        return judge(claim_of(ClaimDirection::no_change, margin), margin, base, policy).verdict;
    };
    EXPECT_EQ(judged(0.2497), Verdict::pass);
    EXPECT_EQ(judged(0.23), Verdict::inconclusive);
    EXPECT_EQ(judged(0.2103), Verdict::fail);
}

TEST(Judge, no_change_is_not_proven_by_a_wide_interval_around_zero) {
    // D = -10, 10, -8, 8, 0: mean 0, variance 82, half width 2.776445 sqrt(16.4) = 11.24.
    const Values scattered{90, 110, 92, 108, 100};
    const auto judged = [&](double margin) {
        return judge(claim_of(ClaimDirection::no_change, margin, false), margin, base, scattered)
            .verdict;
    };
    EXPECT_EQ(judged(11), Verdict::inconclusive);
    EXPECT_EQ(judged(11.3), Verdict::pass);
}

TEST(Judge, one_pair_never_gives_a_verdict) {
    const Judgement result = judge_decrease(0.05, {100}, {1});
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    EXPECT_THAT(result.reason, HasSubstr("no statistical statement possible"));
    EXPECT_FALSE(result.interval);
    EXPECT_FALSE(result.pairs_needed);
    ASSERT_TRUE(result.effect);
    EXPECT_NEAR(*result.effect, -0.99, 1e-15);
}

TEST(Judge, value_that_is_not_available_never_gives_a_verdict) {
    for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity(), -1e200}) {
        Values broken = policy;
        broken[3] = bad;
        const Judgement result = judge_decrease(0.05, base, broken);
        EXPECT_EQ(result.verdict, Verdict::inconclusive) << bad;
        EXPECT_THAT(result.reason, HasSubstr("not available")) << bad;
        EXPECT_FALSE(result.effect) << bad;
        EXPECT_EQ(judge_decrease(0.05, broken, policy).verdict, Verdict::inconclusive) << bad;
    }
}

TEST(Judge, runs_that_the_seed_does_not_change_are_one_run) {
    const Judgement result = judge_decrease(0.05, Values(20, 100.0), Values(20, 70.0));
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    EXPECT_THAT(result.reason, HasSubstr("seed does not change"));
}

TEST(Judge, equal_differences_need_six_pairs) {
    // Sign test: the chance that n differences share their sign is 2^(1-n): 6.25 % for five, 3.1 %
    // for six.
    Values a{100, 103, 98, 107, 101};
    Values b{90, 93, 88, 97, 91};
    const Judgement five = judge_decrease(5, a, b, false);
    EXPECT_EQ(five.verdict, Verdict::inconclusive);
    EXPECT_THAT(five.reason, HasSubstr("differences are equal"));
    EXPECT_EQ(five.pairs_needed, 6U);
    a.push_back(99);
    b.push_back(89);
    EXPECT_EQ(judge_decrease(5, a, b, false).verdict, Verdict::pass);
    EXPECT_EQ(judge_decrease(10, a, b, false).verdict,
              Verdict::pass); // exactly as claimed: "at least"
    EXPECT_EQ(judge_decrease(10.5, a, b, false).verdict, Verdict::fail);
}

TEST(Judge, policy_without_any_effect_fails_its_claim) {
    const Values a{100, 103, 98, 107, 101, 96};
    EXPECT_EQ(judge_decrease(0.05, a, a).verdict, Verdict::fail);
    EXPECT_EQ(judge_decrease(0, a, a).verdict, Verdict::fail);
    EXPECT_EQ(judge(claim_of(ClaimDirection::no_change, 0.01), 0.01, a, a).verdict, Verdict::pass);
}

TEST(Judge, scattering_baseline_cannot_fake_a_percentage) {
    // mean(A) 100, var(A) 4000, D mean -20, var 0.5, cov(A, D) -30; factor t^2/n = 7.708647/5
    // = 1.541729. The quadratic 3833.08 r^2 + 2 * 1953.748 r + 399.2291 has the roots -0.9042 and
    // -0.1152. Dividing the interval of D, -20 +- 0.88, by 100 would pass a margin of 15 %.
    const Values a{20, 180, 60, 140, 100};
    const Values b{0, 159, 41, 120, 80};
    const Judgement result = judge_decrease(0.15, a, b);
    ASSERT_TRUE(result.interval);
    EXPECT_NEAR(result.interval->low, -0.9042, 5e-5);
    EXPECT_NEAR(result.interval->high, -0.1152, 5e-5);
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    EXPECT_EQ(judge_decrease(15, a, b, false).verdict, Verdict::pass);
}

TEST(Judge, percentage_of_a_baseline_that_may_be_zero_has_no_verdict) {
    const Judgement result = judge_decrease(0.05, {-1, 0, 2, 1, -2}, {-9, -8, -9, -7, -9});
    EXPECT_EQ(result.verdict, Verdict::inconclusive);
    EXPECT_THAT(result.reason, HasSubstr("margin with a unit"));
    EXPECT_FALSE(result.interval);
}

TEST(Judge, percentage_of_a_negative_baseline_keeps_down_down) {
    // From -100 to about -123 is a decrease by 23 % of the baseline's size.
    const Judgement result =
        judge_decrease(0.05, Values(5, -100.0), {-124, -122, -123, -121, -125});
    EXPECT_EQ(result.verdict, Verdict::pass);
    ASSERT_TRUE(result.effect && result.interval);
    EXPECT_NEAR(*result.effect, -0.23, 1e-15);
    EXPECT_NEAR(result.interval->low, -0.2496324, 5e-8);
    EXPECT_NEAR(result.interval->high, -0.2103676, 5e-8);
}

TEST(Judge, inconclusive_verdict_plans_the_pairs_needed) {
    // Margin 22: the mean is 1 beyond it, variance 2.5. Tables: t .975 + t .80 is 2.0860 + 0.8600
    // at 20 degrees of freedom (21 pairs would need 21.70) and 2.0796 + 0.8591 at 21 (22 pairs
    // need 21.59).
    for (const bool relative : {false, true}) {
        const Judgement result = judge_decrease(relative ? 0.22 : 22, base, policy, relative);
        EXPECT_EQ(result.verdict, Verdict::inconclusive);
        EXPECT_EQ(result.pairs_needed, 22U);
    }
    EXPECT_FALSE(judge_decrease(0.05, base, policy).pairs_needed);
}

TEST(Judge, effect_exactly_at_the_margin_cannot_be_planned) {
    EXPECT_FALSE(judge_decrease(23, base, policy, false).pairs_needed);
}

TEST(Judge, samples_that_cannot_be_paired_are_refused) {
    EXPECT_THROW(judge_decrease(0, {1, 2}, {1}), std::invalid_argument);
    EXPECT_THROW(judge_decrease(0, {}, {}), std::invalid_argument);
}

} // namespace
} // namespace cityproof::verdict
