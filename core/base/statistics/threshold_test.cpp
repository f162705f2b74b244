// SPDX-License-Identifier: Apache-2.0
#include "core/base/statistics/threshold_test.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace cityproof {
namespace {

double t_of(const MeanEstimate& estimate, double threshold) {
    const double distance = estimate.mean - threshold;
    if (estimate.standard_error > 0) {
        return distance / estimate.standard_error;
    }
    return distance == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), distance);
}

} // namespace

MeanEstimate mean_estimate(std::span<const double> values) {
    const double variance = sample_variance(values);
    const auto n = static_cast<double>(values.size());
    return {mean(values), std::sqrt(variance / n), n - 1};
}

Interval mean_interval(const MeanEstimate& estimate, double confidence) {
    const double half = student_t_quantile(0.5 + confidence / 2, estimate.degrees_of_freedom) *
                        estimate.standard_error;
    return {estimate.mean - half, estimate.mean + half};
}

double p_below(const MeanEstimate& estimate, double threshold) {
    return student_t_cdf(t_of(estimate, threshold), estimate.degrees_of_freedom);
}

double p_above(const MeanEstimate& estimate, double threshold) {
    return student_t_cdf(-t_of(estimate, threshold), estimate.degrees_of_freedom);
}

EquivalenceTest equivalence_test(const MeanEstimate& estimate, double margin) {
    if (!(margin > 0)) {
        throw std::invalid_argument("equivalence needs a margin above zero");
    }
    return {p_above(estimate, -margin), p_below(estimate, margin)};
}

} // namespace cityproof
