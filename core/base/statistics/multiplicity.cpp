// SPDX-License-Identifier: Apache-2.0
#include "core/base/statistics/multiplicity.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace cityproof {
namespace {

/// Places of the p values from the smallest on.
std::vector<std::size_t> ascending(std::span<const double> p) {
    if (!std::ranges::all_of(p, [](double value) { return value >= 0 && value <= 1; })) {
        throw std::invalid_argument("a p value is not between 0 and 1");
    }
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
    return order;
}

} // namespace

std::vector<double> holm_adjusted(std::span<const double> p) {
    const std::vector<std::size_t> order = ascending(p);
    std::vector<double> adjusted(p.size());
    double largest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto left = static_cast<double>(order.size() - i);
        largest = std::max(largest, std::min(1.0, left * p[order[i]]));
        adjusted[order[i]] = largest;
    }
    return adjusted;
}

std::vector<double> benjamini_hochberg_adjusted(std::span<const double> p) {
    const std::vector<std::size_t> order = ascending(p);
    const auto m = static_cast<double>(p.size());
    std::vector<double> adjusted(p.size());
    double smallest = 1;
    for (std::size_t i = order.size(); i-- > 0;) {
        smallest = std::min(smallest, m * p[order[i]] / static_cast<double>(i + 1));
        adjusted[order[i]] = smallest;
    }
    return adjusted;
}

} // namespace cityproof
