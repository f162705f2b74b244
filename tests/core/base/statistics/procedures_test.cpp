// SPDX-License-Identifier: Apache-2.0
// Behaviour that can be worked out by hand, and the refusals.
#include "core/base/philox.hpp"
#include "core/base/statistics/bootstrap.hpp"
#include "core/base/statistics/multiplicity.hpp"
#include "core/base/statistics/permutation.hpp"
#include "core/base/statistics/threshold_test.hpp"
#include "core/base/statistics/warm_up.hpp"
#include "core/base/statistics/wilcoxon.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace cityproof {
namespace {

using Values = std::vector<double>;

TEST(SignFlip, three_differences_by_hand) {
    // Only +++ and --- reach the sum 6: 2 of 8.
    EXPECT_EQ(sign_flip_test(Values{1, 2, 3}).p_two_sided, 0.25);
}

TEST(SignFlip, equal_differences_give_the_sign_test) {
    // All n of one sign: 2 of 2^n.
    EXPECT_EQ(sign_flip_test(Values(6, -0.1)).p_two_sided, 2.0 / 64);
    EXPECT_EQ(sign_flip_test(Values(20, 0.1)).p_two_sided, 2.0 / 1048576);
}

TEST(SignFlip, no_difference_is_no_evidence) {
    EXPECT_EQ(sign_flip_test(Values{0, 0, 0}).p_two_sided, 1);
}

TEST(SignFlip, sums_that_differ_by_rounding_are_equal) {
    // 0.1 + 0.2 - 0.3 is 5.6e-17 in binary: the observed sum is zero, which every assignment
    // reaches.
    EXPECT_EQ(sign_flip_test(Values{0.1, 0.2, -0.3}).p_two_sided, 1);
}

TEST(SignFlip, above_twenty_pairs_draws_and_is_near_the_exact_value) {
    // 21 differences of which 16 are +1: P(|S| >= 11) = 2 P(X >= 16) for 21 fair coins
    // = 2 (20349 + 5985 + 1330 + 210 + 21 + 1) / 2^21 = 0.0266037. Monte-Carlo standard error
    // sqrt(0.0266 / 100000) = 0.0005; five of them.
    Values differences(21, 1);
    for (std::size_t i = 0; i < 5; ++i) {
        differences[4 * i] = -1;
    }
    const PermutationTest test = sign_flip_test(differences);
    EXPECT_FALSE(test.exact);
    EXPECT_EQ(test.draws, 100'000U);
    EXPECT_NEAR(test.p_two_sided, 0.0266037, 0.0026);
    EXPECT_EQ(test.p_two_sided, sign_flip_test(differences).p_two_sided);
}

TEST(SignFlip, drawn_p_is_never_zero) {
    EXPECT_EQ(sign_flip_test(Values(200, 1)).p_two_sided, 1.0 / 100'001);
}

TEST(SignFlip, values_without_meaning_are_refused) {
    EXPECT_THROW(sign_flip_test(Values{}), std::invalid_argument);
    EXPECT_THROW(sign_flip_test(Values{1, std::nan("")}), std::invalid_argument);
}

TEST(SignedRank, ties_share_their_ranks) {
    // |D| = 1, 1, 2: ranks 1.5, 1.5, 3; positives 1 and 2: V = 4.5. Mean 3, variance 3.5 - 6/48 =
    // 3.375; z = (1.5 - 0.5) / 1.8371.
    const SignedRankTest result = signed_rank_test(Values{1, -1, 2});
    EXPECT_EQ(result.v, 4.5);
    EXPECT_NEAR(result.z, 1 / std::sqrt(3.375), 1e-15);
}

TEST(SignedRank, no_difference_at_all_is_no_evidence) {
    EXPECT_EQ(signed_rank_test(Values{0, 0}).p_two_sided, 1);
    EXPECT_EQ(signed_rank_test(Values{-1, 1}).p_two_sided, 1); // V is its mean
}

TEST(ThresholdTest, both_sides_add_to_one_and_turn_at_the_interval) {
    const MeanEstimate estimate = mean_estimate(Values{1, 2, 4, 7});
    EXPECT_NEAR(p_below(estimate, 5) + p_above(estimate, 5), 1, 1e-15);
    const Interval interval = mean_interval(estimate, 0.95);
    EXPECT_NEAR(p_below(estimate, interval.high), 0.025, 1e-12);
    EXPECT_NEAR(p_above(estimate, interval.low), 0.025, 1e-12);
}

TEST(ThresholdTest, no_scatter_is_certain_or_undecided) {
    const MeanEstimate estimate = mean_estimate(Values{2, 2, 2});
    EXPECT_EQ(p_below(estimate, 3), 0);
    EXPECT_EQ(p_below(estimate, 1), 1);
    EXPECT_EQ(p_below(estimate, 2), 0.5);
}

TEST(ThresholdTest, equivalence_is_the_wider_interval_inside_the_margin) {
    // TOST at 5 % is the 90 % interval inside the margin (Schuirmann 1987).
    const MeanEstimate estimate = mean_estimate(Values{-0.3, 0.1, 0.2, 0.4, -0.1});
    const Interval interval = mean_interval(estimate, 0.90);
    const double reach = std::max(-interval.low, interval.high);
    EXPECT_LT(equivalence_test(estimate, reach * 1.001).p(), 0.05);
    EXPECT_GT(equivalence_test(estimate, reach * 0.999).p(), 0.05);
    EXPECT_THROW(equivalence_test(estimate, 0), std::invalid_argument);
}

TEST(Holm, order_of_input_is_kept_and_nothing_exceeds_one) {
    // Sorted .01 .02 .4: 3*.01, max(.03, 2*.02), max(.04, .4).
    EXPECT_EQ(holm_adjusted(Values{.4, .01, .02}), (Values{.4, .03, .04}));
    EXPECT_EQ(holm_adjusted(Values{.9, .8}), (Values{1, 1}));
    EXPECT_TRUE(holm_adjusted(Values{}).empty());
}

TEST(BenjaminiHochberg, order_of_input_is_kept) {
    // Sorted .01 .02 .4: 3*.01/1 = 3*.02/2 = .03, .4.
    const Values adjusted = benjamini_hochberg_adjusted(Values{.4, .01, .02});
    EXPECT_NEAR(adjusted[0], .4, 1e-15);
    EXPECT_NEAR(adjusted[1], .03, 1e-15);
    EXPECT_NEAR(adjusted[2], .03, 1e-15);
}

TEST(Multiplicity, values_that_are_no_probability_are_refused) {
    EXPECT_THROW(holm_adjusted(Values{1.1}), std::invalid_argument);
    EXPECT_THROW(holm_adjusted(Values{std::nan("")}), std::invalid_argument);
    EXPECT_THROW(benjamini_hochberg_adjusted(Values{-0.1}), std::invalid_argument);
}

TEST(Quantile, interpolates_between_order_statistics) {
    // (n - 1) p = 0.9 * 3 = 2.7: between the third and the fourth value, 3 + 0.7.
    EXPECT_NEAR(sample_quantile({4, 1, 3, 2}, 0.9), 3.7, 1e-12);
    EXPECT_EQ(sample_quantile({5}, 0.3), 5);
    EXPECT_THROW(sample_quantile({}, 0.5), std::invalid_argument);
}

TEST(Bootstrap, equal_ratios_have_no_width) {
    const auto interval = bootstrap_ratio_interval(Values{100, 120, 90}, Values{50, 60, 45}, 0.95);
    ASSERT_TRUE(interval);
    EXPECT_EQ(interval->low, -0.5);
    EXPECT_EQ(interval->high, -0.5);
}

TEST(Bootstrap, ratio_agrees_with_fieller_where_differences_are_near_normal) {
    Values a;
    Values b;
    for (std::uint32_t i = 0; i < 60; ++i) {
        const auto block = philox4x32_10({i, 0, 0, 0}, {7, 7});
        const auto sum = [&](std::uint32_t x, std::uint32_t y) { // triangular on (-1, 1)
            return (static_cast<double>(x) - static_cast<double>(y)) / 4294967296.0;
        };
        a.push_back(100 + 10 * sum(block[0], block[1]));
        b.push_back(0.9 * a.back() + 4 * sum(block[2], block[3]));
    }
    const auto bootstrap = bootstrap_ratio_interval(a, b, 0.95);
    const auto fieller = relative_effect_interval(a, b, 0.95);
    ASSERT_TRUE(bootstrap && fieller);
    const double width = fieller->high - fieller->low;
    EXPECT_NEAR(bootstrap->low, fieller->low, 0.1 * width);
    EXPECT_NEAR(bootstrap->high, fieller->high, 0.1 * width);
}

TEST(Bootstrap, baseline_that_resamples_to_zero_has_no_ratio) {
    EXPECT_FALSE(bootstrap_ratio_interval(Values{0, 0, 1}, Values{1, 2, 3}, 0.95));
}

TEST(Bootstrap, shifted_quantile_has_the_shift_inside) {
    Values a;
    Values b;
    for (int i = 0; i < 40; ++i) {
        a.push_back(100 + (i * 17) % 40);
        b.push_back(a.back() - 5 + 0.1 * ((i * 7) % 11));
    }
    const auto interval = bootstrap_quantile_interval(a, b, 0.9, 0.95);
    ASSERT_TRUE(interval);
    EXPECT_LT(interval->low, -4.4);
    EXPECT_GT(interval->high, -4.6);
    EXPECT_LT(interval->high, 0);
}

TEST(Bootstrap, bad_samples_are_refused) {
    EXPECT_THROW(bootstrap_ratio_interval(Values{1, 2}, Values{1}, 0.95), std::invalid_argument);
    EXPECT_THROW(bootstrap_ratio_interval(Values{1}, Values{1}, 0.95), std::invalid_argument);
    EXPECT_THROW(bootstrap_ratio_interval(Values{1, 2}, Values{1, 2}, 1), std::invalid_argument);
}

TEST(WarmUp, step_at_the_start_is_cut_at_its_end) {
    // 30 values of 10, then 170 that swing about 0: batches 1 to 6 are dropped.
    Values series(200);
    for (std::size_t i = 0; i < series.size(); ++i) {
        series[i] = i < 30 ? 10 : i % 2 == 0 ? 1 : -1;
    }
    const WarmUp result = warm_up(series);
    EXPECT_TRUE(result.settled);
    EXPECT_EQ(result.drop, 30U);
}

TEST(WarmUp, constant_series_needs_no_warm_up) {
    const WarmUp result = warm_up(Values(100, 3));
    EXPECT_TRUE(result.settled);
    EXPECT_EQ(result.drop, 0U);
}

TEST(WarmUp, series_that_keeps_rising_never_settles) {
    Values series(200);
    for (std::size_t i = 0; i < series.size(); ++i) {
        series[i] = static_cast<double>(i);
    }
    EXPECT_FALSE(warm_up(series).settled);
    EXPECT_FALSE(warm_up(Values(49, 1)).settled); // fewer than ten batches
}

} // namespace
} // namespace cityproof
