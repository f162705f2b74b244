// SPDX-License-Identifier: Apache-2.0
#include "core/base/statistics/wilcoxon.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

namespace cityproof {
namespace {

/// Differences of figures that were written with few digits tie only up to rounding.
bool tied(double a, double b) {
    return std::abs(a - b) <= 1e-12 * std::max(a, b);
}

struct Ranks {
    double positive = 0; ///< sum
    double ties = 0;     ///< sum of t^3 - t
};

/// `sorted` by magnitude, without zeros.
Ranks ranks_of(const std::vector<double>& sorted) {
    Ranks ranks;
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t end = first + 1;
        while (end < sorted.size() && tied(std::abs(sorted[first]), std::abs(sorted[end]))) {
            ++end;
        }
        const auto t = static_cast<double>(end - first);
        const double rank = (static_cast<double>(first + 1) + static_cast<double>(end)) / 2;
        ranks.ties += t * t * t - t;
        for (; first < end; ++first) {
            ranks.positive += sorted[first] > 0 ? rank : 0;
        }
    }
    return ranks;
}

} // namespace

SignedRankTest signed_rank_test(std::span<const double> differences) {
    std::vector<double> sorted;
    for (const double d : differences) {
        if (!std::isfinite(d)) {
            throw std::invalid_argument("a signed rank test needs finite differences");
        }
        if (d != 0) {
            sorted.push_back(d);
        }
    }
    SignedRankTest result;
    result.n = sorted.size();
    if (sorted.empty()) {
        return result;
    }
    std::ranges::sort(sorted, {}, [](double d) { return std::abs(d); });
    const Ranks ranks = ranks_of(sorted);
    const auto n = static_cast<double>(result.n);
    result.v = ranks.positive;
    const double deviation = std::sqrt(n * (n + 1) * (2 * n + 1) / 24 - ranks.ties / 48);
    const double distance = result.v - n * (n + 1) / 4;
    const double corrected = std::copysign(std::max(0.0, std::abs(distance) - 0.5), distance);
    result.z = corrected / deviation;
    result.p_two_sided = std::min(1.0, std::erfc(std::abs(result.z) / std::numbers::sqrt2));
    return result;
}

} // namespace cityproof
