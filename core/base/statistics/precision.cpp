// SPDX-License-Identifier: Apache-2.0
#include "core/base/statistics/precision.hpp"

#include "core/base/statistics/threshold_test.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace cityproof {
namespace {

void require_sound(const PrecisionRule& rule) {
    const bool none = !rule.absolute && !rule.relative;
    if (none || !(rule.absolute.value_or(1) > 0) || !(rule.relative.value_or(1) > 0) ||
        rule.first < 2) {
        throw std::invalid_argument(
            "a precision rule needs a half width above zero and two seeds before the first look");
    }
}

bool is_reached(const Precision& precision, double mean, const PrecisionRule& rule) {
    const double half = *precision.half_width;
    if (rule.absolute && half > *rule.absolute) {
        return false;
    }
    return !rule.relative || half <= *rule.relative / (1 + *rule.relative) * std::abs(mean);
}

} // namespace

Precision check_precision(std::span<const double> values, const PrecisionRule& rule) {
    require_sound(rule);
    if (!std::ranges::all_of(values, [](double v) { return std::isfinite(v); })) {
        throw std::invalid_argument("a precision needs finite values");
    }
    Precision result;
    if (values.size() >= 2) {
        const MeanEstimate estimate = mean_estimate(values);
        const Interval interval = mean_interval(estimate, rule.confidence);
        result.half_width = (interval.high - interval.low) / 2;
        if (estimate.mean != 0) {
            result.relative = *result.half_width / std::abs(estimate.mean);
        }
        result.reached = values.size() >= rule.first && is_reached(result, estimate.mean, rule);
    }
    result.stop = result.reached || values.size() >= rule.most;
    return result;
}

} // namespace cityproof
