// SPDX-License-Identifier: Apache-2.0
#include "core/base/statistics/warm_up.hpp"

#include "core/base/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace cityproof {
namespace {

constexpr std::size_t batch = 5;
constexpr std::size_t fewest_batches = 10;

std::vector<double> batch_means(std::span<const double> series) {
    std::vector<double> means;
    for (std::size_t i = 0; i + batch <= series.size(); i += batch) {
        means.push_back(mean(series.subspan(i, batch)));
    }
    return means;
}

/// The squared standard error of the mean of what is left, up to a constant.
double criterion(std::span<const double> left) {
    const double centre = mean(left);
    double squares = 0;
    for (const double value : left) {
        squares += (value - centre) * (value - centre);
    }
    const auto count = static_cast<double>(left.size());
    return squares / (count * count);
}

} // namespace

WarmUp warm_up(std::span<const double> series) {
    if (!std::ranges::all_of(series, [](double v) { return std::isfinite(v); })) {
        throw std::invalid_argument("a series holds a value that is not finite");
    }
    const std::vector<double> means = batch_means(series);
    if (means.size() < fewest_batches) {
        return {};
    }
    const std::span<const double> all{means};
    const std::size_t last = means.size() / 2;
    std::size_t best = 0;
    double least = criterion(all);
    for (std::size_t d = 1; d <= last; ++d) {
        if (const double value = criterion(all.subspan(d)); value < least) {
            least = value;
            best = d;
        }
    }
    return {best * batch, best < last};
}

} // namespace cityproof
