// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/statistics.hpp"

#include <algorithm>
#include <span>

namespace cityproof {

/// A mean with what is needed to test it: of paired differences, or of one arm's values.
struct MeanEstimate {
    double mean = 0;
    double standard_error = 0;
    double degrees_of_freedom = 1;
};

/// Mean and standard error of n >= 2 values. Errors: std::invalid_argument for fewer.
MeanEstimate mean_estimate(std::span<const double> values);

/// mean +- t(df, (1 + confidence)/2) se.
Interval mean_interval(const MeanEstimate& estimate, double confidence);

/// One-sided p of "the true mean is at or above `threshold`": small when the mean is below it.
/// Non-inferiority of a figure that must not rise by m or more is p_below(estimate, m).
double p_below(const MeanEstimate& estimate, double threshold);
/// One-sided p of "the true mean is at or below `threshold`".
double p_above(const MeanEstimate& estimate, double threshold);

/// Two one-sided tests: equivalence within a margin m > 0 is shown at level alpha when both p are
/// at most alpha, which is when the (1 - 2 alpha) interval lies inside (-m, m).
///
///   p_from_below = P(T >= (mean + m) / se),  p_from_above = P(T <= (mean - m) / se)
///
/// Source: D. J. Schuirmann, J. Pharmacokinet. Biopharm. 15 (1987) 657-680. Worked number:
/// Student's sleep data, margin 2: max(0.1541572, 3.55e-6).
struct EquivalenceTest {
    double p_from_below = 1; ///< of "the mean is at or below -m"
    double p_from_above = 1; ///< of "the mean is at or above m"

    double p() const { return std::max(p_from_below, p_from_above); }
};

EquivalenceTest equivalence_test(const MeanEstimate& estimate, double margin);

} // namespace cityproof
