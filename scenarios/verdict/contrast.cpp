// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/contrast.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cityproof::verdict {
namespace {

constexpr double widest = 1e6; ///< relative effects are looked for up to here

/// Mean of b minus mean of a with Welch's degrees of freedom.
MeanEstimate independent_estimate(std::span<const double> a, std::span<const double> b) {
    const double part_a = sample_variance(a) / static_cast<double>(a.size());
    const double part_b = sample_variance(b) / static_cast<double>(b.size());
    const double total = part_a + part_b;
    if (!(total > 0)) {
        return {mean(b) - mean(a), 0, static_cast<double>(std::min(a.size(), b.size()) - 1)};
    }
    const WelchComparison welch = welch_comparison(a, b, 0.95);
    return {welch.mean_difference, welch.standard_error, welch.degrees_of_freedom};
}

} // namespace

double Contrast::effect(bool relative) const {
    const double mean_a = mean(a_);
    const double difference = mean(b_) - mean_a;
    return relative ? difference / std::abs(mean_a) : difference;
}

std::vector<double> Contrast::scaled_a(double threshold, bool relative) const {
    const double sign = mean(a_) < 0 ? -1 : 1;
    std::vector<double> scaled(a_.size());
    std::ranges::transform(a_, scaled.begin(), [&](double a) {
        return relative ? a + threshold * sign * a : a + threshold;
    });
    return scaled;
}

std::vector<double> Contrast::differences(double threshold, bool relative) const {
    if (pairing_ == Pairing::none) {
        return {};
    }
    std::vector<double> result = scaled_a(threshold, relative);
    std::ranges::transform(b_, result, result.begin(), std::minus<>{});
    return result;
}

bool Contrast::differences_are_equal() const {
    return pairing_ == Pairing::by_seed && paired_comparison(a_, b_, 0.95).constant_difference;
}

MeanEstimate Contrast::beyond(double threshold, bool relative) const {
    return pairing_ == Pairing::by_seed ? mean_estimate(differences(threshold, relative))
                                        : independent_estimate(scaled_a(threshold, relative), b_);
}

std::optional<Interval> Contrast::interval(bool relative, double confidence) const {
    if (pairing_ == Pairing::none) {
        return independent_interval(relative, confidence);
    }
    if (!relative) {
        return paired_comparison(a_, b_, confidence).interval;
    }
    const auto ratio = relative_effect_interval(a_, b_, confidence);
    return ratio && mean(a_) < 0 ? Interval{-ratio->high, -ratio->low} : ratio;
}

std::optional<Interval> Contrast::independent_interval(bool relative, double confidence) const {
    if (!relative) {
        return mean_interval(independent_estimate(a_, b_), confidence);
    }
    const Interval base = mean_interval(mean_estimate(a_), confidence);
    if (base.low <= 0 && base.high >= 0) {
        return std::nullopt;
    }
    return Interval{bound(-1, confidence), bound(1, confidence)};
}

/// The threshold on one side of the effect where the test turns, by bisection.
double Contrast::bound(double side, double confidence) const {
    const double level = (1 - confidence) / 2;
    const auto rejected = [&](double threshold) {
        const MeanEstimate estimate = beyond(threshold, true);
        return (side > 0 ? p_below(estimate, 0) : p_above(estimate, 0)) <= level;
    };
    double inside = effect(true);
    double outside = inside + side * std::max(1e-6, std::abs(inside) / 8);
    while (!rejected(outside)) {
        outside = inside + 2 * (outside - inside);
        if (std::abs(outside) > widest) {
            return side * INFINITY;
        }
    }
    for (int step = 0; step < 200 && inside != outside; ++step) {
        const double middle = std::midpoint(inside, outside);
        if (middle == inside || middle == outside) {
            break;
        }
        (rejected(middle) ? outside : inside) = middle;
    }
    return outside;
}

} // namespace cityproof::verdict
