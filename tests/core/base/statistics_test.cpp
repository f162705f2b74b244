// SPDX-License-Identifier: Apache-2.0
// Expected values are published ones: Law & Kelton (Simulation Modeling and Analysis, chapter 10,
// the (s, S) inventory systems), Student's sleep data of 1908 as R's documentation analyses them,
// and tables of Student's t distribution; further digits were computed with scipy. The tolerance is
// half a unit of the last digit given. Where a value is worked out by hand, the test shows how.
#include "core/base/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <vector>

namespace cityproof {
namespace {

using Values = std::vector<double>;

// Average total cost of two inventory policies, five replications each.
const Values inventory_1{126.97, 124.31, 126.68, 122.66, 127.23};
const Values inventory_2{118.21, 120.22, 122.45, 122.68, 119.40};
// Extra hours of sleep, ten patients, two drugs.
const Values sleep_1{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2};
const Values sleep_2{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

TEST(StudentT, quantiles_match_printed_tables) {
    EXPECT_NEAR(student_t_quantile(0.975, 4), 2.776445, 5e-7);
    EXPECT_NEAR(student_t_quantile(0.975, 9), 2.262157, 5e-7);
    EXPECT_NEAR(student_t_quantile(0.975, 19), 2.093024, 5e-7);
    EXPECT_NEAR(student_t_quantile(0.975, 29), 2.045230, 5e-7);
    EXPECT_NEAR(student_t_quantile(0.95, 4), 2.131847, 5e-7);
    EXPECT_NEAR(student_t_quantile(0.95, 9), 1.833113, 5e-7);
    EXPECT_NEAR(student_t_quantile(0.95, 19), 1.729133, 5e-7);
    EXPECT_NEAR(student_t_quantile(0.95, 29), 1.699127, 5e-7);
}

TEST(StudentT, one_degree_of_freedom_is_the_cauchy_distribution) {
    // cdf = 1/2 + atan(t)/pi, so the quartile is 1 and the quantile of 0.975 is tan(0.475 pi).
    EXPECT_NEAR(student_t_cdf(1, 1), 0.75, 1e-15);
    EXPECT_NEAR(student_t_quantile(0.975, 1), std::tan(0.475 * std::numbers::pi), 1e-12);
}

TEST(StudentT, two_degrees_of_freedom_have_a_closed_form) {
    // cdf = 1/2 + t / (2 sqrt(2 + t^2)): at t = sqrt(2) it is 1/2 + sqrt(2)/4.
    EXPECT_NEAR(student_t_cdf(std::sqrt(2.0), 2), 0.5 + std::sqrt(2.0) / 4, 1e-15);
}

TEST(StudentT, cdf_is_symmetric_and_ends_at_zero_and_one) {
    EXPECT_DOUBLE_EQ(student_t_cdf(0, 7), 0.5);
    EXPECT_NEAR(student_t_cdf(-1.3, 7) + student_t_cdf(1.3, 7), 1, 1e-15);
    EXPECT_EQ(student_t_cdf(std::numeric_limits<double>::infinity(), 3), 1);
    EXPECT_EQ(student_t_cdf(-std::numeric_limits<double>::infinity(), 3), 0);
}

TEST(StudentT, arguments_without_meaning_are_refused) {
    EXPECT_THROW(student_t_quantile(0, 5), std::domain_error);
    EXPECT_THROW(student_t_quantile(1, 5), std::domain_error);
    EXPECT_THROW(student_t_quantile(std::nan(""), 5), std::domain_error);
    EXPECT_THROW(student_t_quantile(0.9, 0), std::domain_error);
    EXPECT_THROW(student_t_cdf(std::nan(""), 5), std::domain_error);
    EXPECT_THROW(student_t_cdf(std::numeric_limits<double>::infinity(), -1), std::domain_error);
}

TEST(SampleVariance, law_kelton_variances_of_both_inventory_systems) {
    EXPECT_NEAR(sample_variance(inventory_1), 4.00085, 5e-6);
    EXPECT_NEAR(sample_variance(inventory_2), 3.76127, 5e-6);
}

TEST(SampleVariance, large_offset_costs_no_digits) {
    // 1, 2, 3, 4 have variance 5/3 wherever they stand; 2^40 keeps them exact.
    const double offset = 1099511627776.0;
    EXPECT_NEAR(sample_variance(Values{offset + 1, offset + 2, offset + 3, offset + 4}), 5.0 / 3,
                1e-12);
}

TEST(SampleVariance, fewer_than_two_values_are_refused) {
    EXPECT_THROW(sample_variance(Values{1}), std::invalid_argument);
    EXPECT_THROW(mean(Values{}), std::invalid_argument);
}

TEST(PairedComparison, law_kelton_inventory_example) {
    // The book takes system 1 minus system 2.
    const PairedComparison result = paired_comparison(inventory_2, inventory_1, 0.90);
    EXPECT_NEAR(result.mean_difference, 4.978, 5e-7);
    EXPECT_NEAR(result.standard_error * result.standard_error, 2.438, 5e-4);
    EXPECT_NEAR(result.interval.low, 1.649, 5e-4);
    EXPECT_NEAR(result.interval.high, 8.307, 5e-4);
    EXPECT_NEAR(result.t, 3.18797, 5e-6);
    EXPECT_NEAR(result.p_two_sided, 0.033281, 5e-7);
    // As the book prints them.
    EXPECT_NEAR(result.mean_difference, 4.98, 5e-3);
    EXPECT_NEAR(result.standard_error * result.standard_error, 2.44, 5e-3);
    EXPECT_NEAR(result.interval.low, 1.65, 5e-3);
    EXPECT_NEAR(result.interval.high, 8.31, 5e-3);
}

TEST(PairedComparison, sleep_data_as_in_the_documentation_of_r) {
    // R takes group 1 minus group 2.
    const PairedComparison result = paired_comparison(sleep_2, sleep_1, 0.95);
    EXPECT_NEAR(result.t, -4.0621277, 5e-8);
    EXPECT_EQ(result.n, 10U);
    EXPECT_NEAR(result.p_two_sided, 0.00283289, 5e-9);
    EXPECT_NEAR(result.interval.low, -2.4598858, 5e-8);
    EXPECT_NEAR(result.interval.high, -0.7001142, 5e-8);
    EXPECT_NEAR(result.variance_difference, 1.5128889, 5e-8);
    EXPECT_NEAR(result.variance_a + result.variance_b, 7.2095556, 5e-8);
    ASSERT_TRUE(result.correlation && result.variance_reduction);
    EXPECT_NEAR(*result.correlation, 0.7951702, 5e-8);
    EXPECT_NEAR(*result.variance_reduction, 1 - 1.5128889 / 7.2095556,
                1e-8); // published cut off, as 0.79015
}

TEST(PairedComparison, swapping_the_arms_turns_every_sign) {
    const PairedComparison forth = paired_comparison(sleep_1, sleep_2, 0.95);
    const PairedComparison back = paired_comparison(sleep_2, sleep_1, 0.95);
    EXPECT_EQ(forth.mean_difference, -back.mean_difference);
    EXPECT_EQ(forth.interval.low, -back.interval.high);
    EXPECT_EQ(forth.t, -back.t);
    EXPECT_EQ(forth.p_two_sided, back.p_two_sided);
}

TEST(PairedComparison, two_pairs_by_hand) {
    // D = -1, -3: mean -2, variance 2, se 1, t = -2; with 1 degree of freedom p = 2 (1/2 -
    // atan(2)/pi).
    const PairedComparison result = paired_comparison(Values{10, 14}, Values{9, 11}, 0.95);
    EXPECT_DOUBLE_EQ(result.mean_difference, -2);
    EXPECT_DOUBLE_EQ(result.standard_error, 1);
    EXPECT_DOUBLE_EQ(result.t, -2);
    EXPECT_NEAR(result.p_two_sided, 1 - 2 * std::atan(2.0) / std::numbers::pi, 1e-14);
    EXPECT_NEAR(result.interval.high, -2 + std::tan(0.475 * std::numbers::pi), 1e-12);
}

TEST(PairedComparison, equal_differences_are_marked_and_have_no_width) {
    const PairedComparison result = paired_comparison(Values{10, 14, 11}, Values{7, 11, 8}, 0.95);
    EXPECT_TRUE(result.constant_difference);
    EXPECT_EQ(result.mean_difference, -3);
    EXPECT_EQ(result.interval.low, -3);
    EXPECT_EQ(result.interval.high, -3);
    EXPECT_EQ(result.p_two_sided, 0);
    EXPECT_TRUE(std::isinf(result.t) && result.t < 0);
    // Pairing removed all of the scatter, and both arms moved together.
    EXPECT_EQ(result.variance_reduction, 1);
    ASSERT_TRUE(result.correlation);
    EXPECT_NEAR(*result.correlation, 1, 1e-15);
}

TEST(PairedComparison, rounding_of_sums_is_no_scatter) {
    // 0.1 + 0.2 is not 0.3 in binary: the two arms differ by one rounding.
    const PairedComparison result =
        paired_comparison(Values{0.3, 0.6}, Values{0.1 + 0.2, 0.6}, 0.95);
    EXPECT_TRUE(result.constant_difference);
    EXPECT_EQ(result.mean_difference, 0);
    EXPECT_EQ(result.t, 0);
    EXPECT_EQ(result.p_two_sided, 1);
}

TEST(PairedComparison, arm_that_never_varies_has_no_correlation) {
    const PairedComparison result = paired_comparison(Values{5, 5, 5}, Values{4, 5, 6}, 0.95);
    EXPECT_FALSE(result.constant_difference);
    EXPECT_FALSE(result.correlation);
    // s_D^2 = s_B^2 and s_A = 0: pairing saved nothing.
    ASSERT_TRUE(result.variance_reduction);
    EXPECT_NEAR(*result.variance_reduction, 0, 1e-15);
    EXPECT_FALSE(paired_comparison(Values{5, 5}, Values{4, 4}, 0.95).variance_reduction);
}

TEST(PairedComparison, bad_samples_are_refused) {
    EXPECT_THROW(paired_comparison(Values{1}, Values{2}, 0.95), std::invalid_argument);
    EXPECT_THROW(paired_comparison(Values{1, 2}, Values{2}, 0.95), std::invalid_argument);
    EXPECT_THROW(paired_comparison(Values{1, std::nan("")}, Values{2, 3}, 0.95),
                 std::invalid_argument);
    EXPECT_THROW(paired_comparison(Values{1, 2}, Values{2, INFINITY}, 0.95), std::invalid_argument);
    EXPECT_THROW(paired_comparison(Values{1, 2}, Values{2, 3}, 1), std::invalid_argument);
    EXPECT_THROW(paired_comparison(Values{1, 2}, Values{2, 3}, std::nan("")),
                 std::invalid_argument);
}

TEST(RelativeEffect, bounds_are_where_the_paired_test_of_the_ratio_turns) {
    // Fieller's definition: at a bound r the interval of D - r A = B - (1 + r) A touches zero.
    const auto interval = relative_effect_interval(inventory_1, inventory_2, 0.95);
    ASSERT_TRUE(interval);
    for (const double r : {interval->low, interval->high}) {
        Values scaled = inventory_1;
        std::ranges::transform(scaled, scaled.begin(), [r](double a) { return (1 + r) * a; });
        const Interval touching = paired_comparison(scaled, inventory_2, 0.95).interval;
        EXPECT_NEAR(std::min(std::abs(touching.low), std::abs(touching.high)), 0, 1e-10) << r;
    }
    const double ratio = (mean(inventory_2) - mean(inventory_1)) / mean(inventory_1);
    EXPECT_LT(interval->low, ratio);
    EXPECT_GT(interval->high, ratio);
}

TEST(RelativeEffect, baseline_without_scatter_divides_the_plain_interval) {
    const Values base{50, 50, 50, 50};
    const Values policy{40, 42, 44, 46};
    const auto relative = relative_effect_interval(base, policy, 0.95);
    const Interval plain = paired_comparison(base, policy, 0.95).interval;
    ASSERT_TRUE(relative);
    EXPECT_NEAR(relative->low, plain.low / 50, 1e-14);
    EXPECT_NEAR(relative->high, plain.high / 50, 1e-14);
}

TEST(RelativeEffect, exact_proportion_has_no_width) {
    const auto interval = relative_effect_interval(Values{100, 120, 90}, Values{80, 96, 72}, 0.95);
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, -0.2, 1e-12);
    EXPECT_NEAR(interval->high, -0.2, 1e-12);
}

TEST(RelativeEffect, baseline_that_may_be_zero_has_no_relative_effect) {
    EXPECT_FALSE(relative_effect_interval(Values{-1, 0, 2, 1}, Values{3, 4, 5, 7}, 0.95));
    EXPECT_FALSE(relative_effect_interval(Values{0, 0}, Values{1, 2}, 0.95));
}

TEST(WelchComparison, law_kelton_inventory_example) {
    const WelchComparison result = welch_comparison(inventory_2, inventory_1, 0.90);
    EXPECT_NEAR(result.degrees_of_freedom, 7.99239, 5e-6);
    EXPECT_NEAR(result.interval.low, 2.6608, 5e-5);
    EXPECT_NEAR(result.interval.high, 7.2952, 5e-5);
}

TEST(WelchComparison, sleep_data_as_in_the_documentation_of_r) {
    const WelchComparison result = welch_comparison(sleep_2, sleep_1, 0.95);
    EXPECT_NEAR(result.t, -1.8608135, 5e-8);
    EXPECT_NEAR(result.degrees_of_freedom, 17.7764735, 5e-8);
    EXPECT_NEAR(result.p_two_sided, 0.0793941, 5e-8);
    EXPECT_NEAR(result.interval.low, -3.3654832, 5e-8);
    EXPECT_NEAR(result.interval.high, 0.2054832, 5e-8);
}

TEST(WelchComparison, samples_without_any_scatter_are_refused) {
    EXPECT_THROW(welch_comparison(Values{1, 1}, Values{2, 2}, 0.95), std::invalid_argument);
}

TEST(PairsNeeded, is_the_smallest_number_that_satisfies_the_rule) {
    // Tables: t(.975) and t(.80) are 2.3060, 0.8889 at 8 degrees of freedom and 2.2622, 0.8834
    // at 9. s = distance: n = 9 gives (3.1949)^2 = 10.2 > 9, n = 10 gives (3.1456)^2 = 9.89 <= 10.
    EXPECT_EQ(pairs_needed(1, 1, 0.95, 0.8), 10U);
    EXPECT_EQ(pairs_needed(7, -7, 0.95, 0.8), 10U);
}

TEST(PairsNeeded, many_pairs_follow_the_normal_approximation) {
    // (1.959964 + 0.841621)^2 / 0.02^2 = 19622; the t quantiles add about 2.
    const auto n = pairs_needed(1, 0.02, 0.95, 0.8);
    ASSERT_TRUE(n);
    EXPECT_NEAR(static_cast<double>(*n), 19624, 2);
}

TEST(PairsNeeded, no_scatter_needs_two_and_no_distance_cannot_be_planned) {
    EXPECT_EQ(pairs_needed(0, 1, 0.95, 0.8), 2U);
    EXPECT_FALSE(pairs_needed(1, 0, 0.95, 0.8));
    EXPECT_FALSE(pairs_needed(1, 1e-4, 0.95, 0.8));
    EXPECT_FALSE(pairs_needed(1, std::nan(""), 0.95, 0.8));
}

} // namespace
} // namespace cityproof
