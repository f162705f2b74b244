// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace cityproof {

/// A closed interval; its bounds may be infinite.
struct Interval {
    double low = 0;
    double high = 0;
};

/// P(T <= t) of Student's t distribution. Errors: std::domain_error unless degrees_of_freedom > 0
/// and t is not NaN.
double student_t_cdf(double t, double degrees_of_freedom);

/// The t with P(T <= t) = probability, 0 < probability < 1. Errors: std::domain_error.
double student_t_quantile(double probability, double degrees_of_freedom);

/// Arithmetic mean; one or more values. Errors: std::invalid_argument for none.
double mean(std::span<const double> values);

/// Unbiased sample variance (divisor n - 1). Two passes, so a large common offset costs no digits.
/// Errors: std::invalid_argument for fewer than two values.
double sample_variance(std::span<const double> values);

/// The paired comparison of n runs A (baseline) with n runs B under common random numbers;
/// difference D = B - A.
///
///   se = s_D / sqrt(n),  interval = mean(D) +- t(n-1, 1 - alpha/2) se,  t = mean(D) / se
///   variance reduction = 1 - s_D^2 / (s_A^2 + s_B^2): what pairing saved against independent runs
///
/// Source: Law & Kelton, Simulation Modeling and Analysis, chapter 10.2.1 (paired-t), 11.2 (common
/// random numbers). Assumes: pairs independent of one another, differences roughly normal (or
/// many). Worked number: Law & Kelton's inventory example, mean(D) 4.98, variance of the mean 2.44,
/// 90 % interval [1.65, 8.31].
struct PairedComparison {
    std::size_t n = 0;
    double mean_a = 0;
    double mean_b = 0;
    double mean_difference = 0;
    double variance_a = 0;
    double variance_b = 0;
    double variance_difference = 0;
    double standard_error = 0;
    double confidence = 0.95;
    Interval interval; ///< of the mean difference
    /// All differences are equal within rounding: the interval has no width, t is infinite or
    /// (difference 0) zero, and the t distribution says nothing about how sure that is.
    bool constant_difference = false;
    double t = 0;
    double p_two_sided = 1;            ///< H0: no difference. 0 or 1 for a constant difference
    std::optional<double> correlation; ///< of A and B; nullopt when either does not vary
    std::optional<double> variance_reduction; ///< nullopt when neither varies
};

/// `a` and `b` in the order of the pairs, finite, n >= 2; 0 < confidence < 1.
/// Errors: std::invalid_argument for different lengths, n < 2 or values that are not finite.
PairedComparison paired_comparison(std::span<const double> a, std::span<const double> b,
                                   double confidence);

/// Interval of mean(D) / mean(A), the relative effect, for paired data: the ratios r that a paired
/// t test of D - r A does not reject. Exact where the differences are normal; unlike mean(D)'s
/// interval divided by mean(A), it counts that the baseline's mean is itself an estimate. Returns
/// nullopt when the interval has no bounds: the baseline's mean cannot be told from zero. Source:
/// E. C. Fieller, Some problems in interval estimation, J. R. Stat. Soc. B 16 (1954) 175-185.
/// Errors: as paired_comparison.
std::optional<Interval> relative_effect_interval(std::span<const double> a,
                                                 std::span<const double> b, double confidence);

/// The comparison of two independent samples with unequal variances; difference B - A.
/// Source: B. L. Welch (1938); Law & Kelton, chapter 10.2.2 ("modified two-sample-t").
struct WelchComparison {
    double mean_difference = 0;
    double standard_error = 0;
    double degrees_of_freedom = 0;
    double confidence = 0.95;
    Interval interval;
    double t = 0;
    double p_two_sided = 1;
};

/// At least two finite values in each; the lengths may differ. Errors: std::invalid_argument, also
/// when neither varies.
WelchComparison welch_comparison(std::span<const double> a, std::span<const double> b,
                                 double confidence);

/// Planning: the number of pairs with which a two-sided test at `confidence` finds a mean
/// difference of `distance` with probability `power`, when single differences scatter with
/// `standard_deviation`: the smallest n >= 2 with n >= (t(n-1, 1 - alpha/2) + t(n-1, power))^2 s^2
/// / distance^2. A rule of thumb: both inputs are usually estimates from few pairs. Returns nullopt
/// above one million or distance 0. Source: Law & Kelton, chapter 9.4; the t form of the usual
/// normal approximation.
std::optional<std::size_t> pairs_needed(double standard_deviation, double distance,
                                        double confidence, double power);

} // namespace cityproof
