// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// A key figure's quantile over the seeds in both arms: what the bad mornings are like, where the
/// mean tells of the usual one.
struct QuantileComparison {
    std::string key_figure;
    std::string unit;
    double baseline = 0;
    double policy = 0;
    std::optional<Interval> interval; ///< BCa, of policy minus baseline, at report_confidence

    double effect() const { return policy - baseline; }
};

/// Bootstrap intervals of fewer pairs are too narrow to be shown.
inline constexpr std::size_t fewest_for_quantiles = 10;

/// For every key figure that all runs have and that does not stay the same in every pair. Quantiles
/// are sample_quantile's. Errors: InputError for arms that are not paired, fewer than
/// fewest_for_quantiles pairs, or a probability outside (0, 1).
std::vector<QuantileComparison> compare_quantiles(const Comparison& arm, double probability);

} // namespace cityproof::verdict
