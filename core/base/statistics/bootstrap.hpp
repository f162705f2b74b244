// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/statistics.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace cityproof {

/// Resamples of every bootstrap interval; their stream is fixed, so the interval is the same
/// anywhere.
constexpr std::size_t bootstrap_resamples = 10'000;

/// The value of an estimator on the pairs with these numbers (with repetitions), out of n.
using PairStatistic = std::function<double(std::span<const std::uint32_t> pairs)>;

/// BCa interval (bias-corrected and accelerated) of a statistic of n pairs: the quantiles
/// Phi(z0 + (z0 + z)/(1 - a (z0 + z))) of 10,000 resamples, z0 from the share of resamples below
/// the estimate, a from the jackknife. Draws come from Philox4x32-10 with a fixed key. Returns
/// nullopt when the statistic is not finite on some resample, or all resamples lie on one side of
/// the estimate. Source: B. Efron, J. Am. Stat. Assoc. 82 (1987) 171-185; Efron & Tibshirani, An
/// Introduction to the Bootstrap, chapter 14. Valid for n of about 10 and more: below that it is
/// too narrow. Errors: std::invalid_argument for n < 2 or a confidence outside (0, 1).
std::optional<Interval> bootstrap_interval(std::size_t n, const PairStatistic& statistic,
                                           double confidence);

/// Of mean(B) / mean(A) - 1 for paired values; as Fieller's interval, but without assuming a normal
/// distribution. Errors: std::invalid_argument for different lengths, n < 2, values not finite.
std::optional<Interval> bootstrap_ratio_interval(std::span<const double> a,
                                                 std::span<const double> b, double confidence);

/// Of the quantile of B minus the quantile of A, for paired values. Errors: as
/// bootstrap_ratio_interval; 0 <= probability <= 1.
std::optional<Interval> bootstrap_quantile_interval(std::span<const double> a,
                                                    std::span<const double> b, double probability,
                                                    double confidence);

/// The quantile by linear interpolation between order statistics, (n - 1) p + 1 (type 7 of Hyndman
/// & Fan, Am. Stat. 50 (1996) 361-365; the default of R and numpy). Errors: std::invalid_argument
/// for no value or a probability outside [0, 1].
double sample_quantile(std::vector<double> values, double probability);

} // namespace cityproof
