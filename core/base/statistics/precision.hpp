// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace cityproof {

/// When a study has enough seeds: when the interval of the mean difference is narrow enough. Never
/// when it excludes zero: stopping on significance would spoil every p value.
struct PrecisionRule {
    std::optional<double> absolute; ///< half width, in the figure's unit, above zero
    std::optional<double> relative; ///< g: half width as a share of the true mean, above zero
    double confidence = 0.95;
    std::size_t first = 10;  ///< seeds before the first look, two or more
    std::size_t most = 1000; ///< seeds at which it ends without having reached the precision
};

/// Where a study stands by its rule.
struct Precision {
    bool stop = false;
    bool reached = false;             ///< false with stop: the limit `most` ended it
    std::optional<double> half_width; ///< achieved; nullopt below two values
    std::optional<double> relative;   ///< achieved half width / |mean|; nullopt for a mean of zero
};

/// The sequential rule: from `first` values on, stop when the half width
/// t(n-1, (1 + confidence)/2) s / sqrt(n) is at most `absolute`, and at most g' |mean| with
/// g' = g / (1 + g), which makes the error at most g of the *true* mean; each as far as it is set.
/// Source: Law & Kelton, Simulation Modeling and Analysis, section 9.4.1 ("obtaining a specified
/// precision"). Asymptotic: with few values the coverage is somewhat below `confidence`, which is
/// why `first` is at least 10. Errors: std::invalid_argument for a rule that sets no precision or
/// one not above zero, `first` below 2, or values that are not finite.
Precision check_precision(std::span<const double> values, const PrecisionRule& rule);

} // namespace cityproof
