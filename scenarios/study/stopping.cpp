// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/stopping.hpp"

#include "core/base/statistics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace cityproof::study {
namespace {

/// Values of one arm at one point by seed, without those that are none.
using BySeed = std::map<std::uint32_t, double>;

std::size_t column_of(const io::StudyTable& table, const StopRule& rule) {
    const auto found =
        std::ranges::find(table.key_figures, rule.key_figure, &io::StudyKeyFigure::id);
    if (found == table.key_figures.end()) {
        throw InputError{rule.where,
                         fmt::format("no run has the key figure \"{}\"", rule.key_figure),
                         "a key figure of these runs"};
    }
    return static_cast<std::size_t>(found - table.key_figures.begin());
}

Precision precision_of(const BySeed& base, const BySeed& policy, const StopRule& rule,
                       double absolute) {
    std::vector<double> a;
    std::vector<double> b;
    for (const auto& [seed, value] : base) {
        if (const auto other = policy.find(seed); other != policy.end()) {
            a.push_back(value);
            b.push_back(other->second);
        }
    }
    Precision result{.pairs = a.size(), .half_width = std::numeric_limits<double>::quiet_NaN()};
    if (a.size() >= 2) {
        const PairedComparison paired = paired_comparison(a, b, rule.confidence);
        result.half_width = (paired.interval.high - paired.interval.low) / 2;
        result.target =
            rule.half_width.relative ? rule.half_width.value * std::abs(paired.mean_a) : absolute;
    }
    return result;
}

} // namespace

std::vector<Precision> achieved_precision(const io::StudyTable& table, const StopRule& rule) {
    const std::size_t column = column_of(table, rule);
    const verdict::Claim claim{rule.key_figure, verdict::ClaimDirection::decrease, rule.half_width};
    const double absolute =
        rule.half_width.relative
            ? 0
            : verdict::margin_in_unit(claim, table.key_figures[column].unit, rule.where);
    std::vector<BySeed> values(table.arms.size() * table.point_count);
    for (std::size_t i = 0; i < table.runs.size(); ++i) {
        const io::StudyRun& run = table.runs[i];
        const double value = table.value(i, column);
        if (std::isfinite(value)) {
            values[run.point * table.arms.size() + run.arm][run.seed] = value;
        }
    }
    std::vector<Precision> result;
    for (std::uint32_t point = 0; point < table.point_count; ++point) {
        const std::size_t first = point * table.arms.size();
        for (std::uint32_t arm = 1; arm < table.arms.size(); ++arm) {
            result.push_back(precision_of(values[first], values[first + arm], rule, absolute));
            result.back().arm = arm;
            result.back().point = point;
        }
    }
    return result;
}

std::optional<std::size_t> more_seeds(const std::vector<Precision>& precision, std::size_t seeds,
                                      const StopRule& rule) {
    if (seeds >= rule.at_most) {
        return std::nullopt;
    }
    std::size_t wanted = seeds;
    for (const Precision& one : precision) {
        if (one.reached()) {
            continue;
        }
        const double ratio = one.half_width / one.target;
        const double guess = std::isfinite(ratio)
                                 ? std::ceil(static_cast<double>(seeds) * ratio * ratio)
                                 : static_cast<double>(2 * seeds);
        wanted = std::max(wanted,
                          static_cast<std::size_t>(std::clamp(guess, static_cast<double>(seeds + 1),
                                                              static_cast<double>(2 * seeds))));
    }
    return wanted == seeds ? std::nullopt : std::optional{std::min(wanted, rule.at_most)};
}

} // namespace cityproof::study
