// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace cityproof {

/// Wilcoxon's signed rank test of paired differences, by the normal approximation with continuity
/// correction and correction for ties; zero differences are left out.
struct SignedRankTest {
    std::size_t n = 0; ///< differences that are not zero
    double v = 0;      ///< sum of the ranks of the positive differences
    double z = 0;
    double p_two_sided = 1; ///< 1 when every difference is zero
};

/// With n differences left, mean n(n+1)/4 and variance n(n+1)(2n+1)/24 - sum(t^3 - t)/48 over the
/// groups of t tied ranks; the distance of v from its mean is shortened by 1/2.
/// Source: F. Wilcoxon, Biometrics Bulletin 1 (1945) 80-83; Hollander & Wolfe, Nonparametric
/// Statistical Methods, section 3.1; the same as R's wilcox.test(paired, exact = FALSE). Worked
/// number: Student's sleep data, V = 0, p = 0.009091. Errors: std::invalid_argument for a value
/// that is not finite.
SignedRankTest signed_rank_test(std::span<const double> differences);

} // namespace cityproof
