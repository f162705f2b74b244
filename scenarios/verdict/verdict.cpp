// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace cityproof::verdict {
namespace {

/// Judges a claimed decrease; an increase is judged with the interval turned round.
Verdict judge_decrease(const Interval& interval, double margin) {
    const bool any = margin == 0;
    if (any ? interval.high < 0 : interval.high <= -margin) {
        return Verdict::pass;
    }
    return (any ? interval.low >= 0 : interval.low > -margin) ? Verdict::fail
                                                              : Verdict::inconclusive;
}

Verdict judge_no_change(const Interval& interval, double margin) {
    if (interval.low >= -margin && interval.high <= margin) {
        return Verdict::pass;
    }
    return interval.low > margin || interval.high < -margin ? Verdict::fail : Verdict::inconclusive;
}

Verdict judge_interval(ClaimDirection direction, const Interval& interval, double margin) {
    switch (direction) {
    case ClaimDirection::decrease:
        return judge_decrease(interval, margin);
    case ClaimDirection::increase:
        return judge_decrease({-interval.high, -interval.low}, margin);
    case ClaimDirection::no_change:
        return judge_no_change(interval, margin);
    }
    throw std::logic_error("a claim without direction");
}

std::string reason_of(ClaimDirection direction, Verdict verdict) {
    const bool equal = direction == ClaimDirection::no_change;
    switch (verdict) {
    case Verdict::pass:
        return equal ? "the whole interval lies within the margin"
                     : "the whole interval lies beyond the margin";
    case Verdict::fail:
        return equal ? "the whole interval lies outside the margin"
                     : "the whole interval lies on the wrong side of the margin";
    case Verdict::inconclusive:
        return "the interval holds the margin: the runs fit both a true and a false claim";
    }
    throw std::logic_error("a claim without verdict");
}

/// The effects at which the verdict turns.
std::vector<double> thresholds(ClaimDirection direction, double margin) {
    switch (direction) {
    case ClaimDirection::decrease:
        return {-margin};
    case ClaimDirection::increase:
        return {margin};
    case ClaimDirection::no_change:
        return {-margin, margin};
    }
    throw std::logic_error("a claim without direction");
}

/// Pairs that would tell the effect from the nearest threshold, if effect and scatter are as seen.
std::optional<std::size_t> plan(const Claim& claim, double margin, std::span<const double> a,
                                std::span<const double> b) {
    const double sign = mean(a) < 0 ? -1 : 1;
    std::optional<std::size_t> needed;
    double nearest = std::numeric_limits<double>::infinity();
    for (const double threshold : thresholds(claim.direction, margin)) {
        std::vector<double> beyond(a.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            beyond[i] = b[i] - a[i] - (claim.margin.relative ? threshold * sign * a[i] : threshold);
        }
        const double deviation = std::sqrt(sample_variance(beyond));
        const double distance = std::abs(mean(beyond));
        if (deviation > 0 && distance / deviation < nearest) {
            nearest = distance / deviation;
            needed = pairs_needed(deviation, distance, report_confidence, planning_power);
        }
    }
    return needed && *needed > a.size() ? needed : std::nullopt;
}

/// The smallest n at which n equal differences are significant by the sign test.
std::size_t equal_pairs_needed() {
    return 1 + static_cast<std::size_t>(std::ceil(-std::log2(1 - report_confidence)));
}

/// Sets the reason when the sample cannot carry a verdict, whatever its interval.
bool is_degenerate(const PairedComparison& paired, Judgement& result) {
    if (paired.variance_a == 0 && paired.variance_b == 0) {
        result.reason = fmt::format(
            "the seed does not change this key figure: {} pairs repeat one and the same pair, "
            "so no statistical statement is possible",
            paired.n);
        return true;
    }
    if (paired.constant_difference && paired.n < equal_pairs_needed()) {
        result.reason = fmt::format(
            "all {} differences are equal, so their scatter cannot be estimated", paired.n);
        result.pairs_needed = equal_pairs_needed();
        return true;
    }
    return false;
}

} // namespace

bool is_usable(double value) {
    return std::abs(value) < 1e150;
}

std::string_view to_string(Verdict verdict) {
    constexpr std::array names{"PASS", "FAIL", "INCONCLUSIVE"};
    return names[static_cast<std::size_t>(verdict)];
}

std::optional<Interval> relative_interval(std::span<const double> a, std::span<const double> b) {
    const auto ratio = relative_effect_interval(a, b, report_confidence);
    return ratio && mean(a) < 0 ? Interval{-ratio->high, -ratio->low} : ratio;
}

Judgement judge(const Claim& claim, double margin, std::span<const double> a,
                std::span<const double> b) {
    if (a.size() != b.size() || a.empty()) {
        throw std::invalid_argument(
            fmt::format("cannot judge {} against {} runs", a.size(), b.size()));
    }
    Judgement result;
    result.relative = claim.margin.relative;
    result.margin = margin;
    if (!std::ranges::all_of(a, is_usable) || !std::ranges::all_of(b, is_usable)) {
        result.reason = "the key figure is not available in every run";
        return result;
    }
    const double mean_a = mean(a);
    const double difference = mean(b) - mean_a;
    if (!result.relative || mean_a != 0) {
        result.effect = result.relative ? difference / std::abs(mean_a) : difference;
    }
    if (a.size() < 2) {
        result.reason = "one pair of runs: no statistical statement possible";
        return result;
    }
    const PairedComparison paired = paired_comparison(a, b, report_confidence);
    if (is_degenerate(paired, result)) {
        return result;
    }
    result.interval = result.relative ? relative_interval(a, b) : paired.interval;
    if (!result.interval) {
        result.reason =
            "the baseline's mean cannot be told from zero, so a percentage of it has no meaning; "
            "the claim needs a margin with a unit";
        return result;
    }
    result.verdict = judge_interval(claim.direction, *result.interval, margin);
    result.reason = reason_of(claim.direction, result.verdict);
    if (result.verdict == Verdict::inconclusive) {
        result.pairs_needed = plan(claim, margin, a, b);
    }
    return result;
}

} // namespace cityproof::verdict
