// SPDX-License-Identifier: Apache-2.0
#include "core/base/statistics/bootstrap.hpp"

#include "core/base/philox.hpp"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace cityproof {
namespace {

constexpr std::array<std::uint32_t, 2> fixed_key{0x424f4f54U, 0x42436100U}; // any fixed number does

double normal_cdf(double z) {
    return boost::math::cdf(boost::math::normal{}, z);
}

double normal_quantile(double probability) {
    return boost::math::quantile(boost::math::normal{}, probability);
}

void draw_pairs(std::uint32_t resample, std::vector<std::uint32_t>& pairs) {
    const auto n = static_cast<std::uint64_t>(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); i += 4) {
        const auto block =
            philox4x32_10({resample, static_cast<std::uint32_t>(i / 4), 0, 0}, fixed_key);
        for (std::size_t k = i; k < std::min(i + 4, pairs.size()); ++k) {
            // Multiply and shift: the bias is below n / 2^32.
            pairs[k] = static_cast<std::uint32_t>((block[k - i] * n) >> 32U);
        }
    }
}

/// Sorted values of the statistic on all resamples.
std::vector<double> resampled(std::size_t n, const PairStatistic& statistic) {
    std::vector<std::uint32_t> pairs(n);
    std::vector<double> values(bootstrap_resamples);
    for (std::uint32_t i = 0; i < bootstrap_resamples; ++i) {
        draw_pairs(i, pairs);
        values[i] = statistic(pairs);
    }
    if (!std::ranges::all_of(values, [](double v) { return std::isfinite(v); })) {
        return {};
    }
    std::ranges::sort(values);
    return values;
}

double acceleration(std::size_t n, const PairStatistic& statistic) {
    std::vector<double> left_out(n);
    std::vector<std::uint32_t> pairs(n - 1);
    for (std::size_t i = 0; i < n; ++i) {
        std::iota(pairs.begin(), pairs.end(), 0U);
        std::for_each(pairs.begin() + static_cast<std::ptrdiff_t>(i), pairs.end(),
                      [](std::uint32_t& pair) { ++pair; });
        left_out[i] = statistic(pairs);
    }
    const double centre = mean(left_out);
    double squares = 0;
    double cubes = 0;
    for (const double value : left_out) {
        squares += (centre - value) * (centre - value);
        cubes += (centre - value) * (centre - value) * (centre - value);
    }
    return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

double share_below(const std::vector<double>& sorted, double estimate) {
    const auto [first, last] = std::ranges::equal_range(sorted, estimate);
    const auto below = static_cast<double>((first - sorted.begin()) + (last - sorted.begin()));
    return below / (2 * static_cast<double>(sorted.size()));
}

double sorted_quantile(const std::vector<double>& sorted, double probability) {
    const double place = probability * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(std::floor(place));
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return std::lerp(sorted[low], sorted[high], place - std::floor(place));
}

void require_pairs(std::span<const double> a, std::span<const double> b) {
    const auto finite = [](double v) { return std::isfinite(v); };
    if (a.size() != b.size() || !std::ranges::all_of(a, finite) ||
        !std::ranges::all_of(b, finite)) {
        throw std::invalid_argument("a bootstrap needs finite pairs");
    }
}

std::vector<double> chosen(std::span<const double> values, std::span<const std::uint32_t> pairs) {
    std::vector<double> result(pairs.size());
    std::ranges::transform(pairs, result.begin(), [&](std::uint32_t i) { return values[i]; });
    return result;
}

} // namespace

std::optional<Interval> bootstrap_interval(std::size_t n, const PairStatistic& statistic,
                                           double confidence) {
    if (n < 2 || !(confidence > 0 && confidence < 1)) {
        throw std::invalid_argument("a bootstrap needs two pairs and a confidence below 1");
    }
    std::vector<std::uint32_t> all(n);
    std::iota(all.begin(), all.end(), 0U);
    const double estimate = statistic(all);
    const std::vector<double> values = resampled(n, statistic);
    if (values.empty() || !std::isfinite(estimate)) {
        return std::nullopt;
    }
    if (values.front() == values.back()) {
        return Interval{estimate, estimate};
    }
    const double below = share_below(values, estimate);
    if (!(below > 0 && below < 1)) {
        return std::nullopt;
    }
    const double z0 = normal_quantile(below);
    const double a = acceleration(n, statistic);
    const auto bound = [&](double probability) {
        const double z = z0 + normal_quantile(probability);
        return sorted_quantile(values, normal_cdf(z0 + z / (1 - a * z)));
    };
    return Interval{bound((1 - confidence) / 2), bound((1 + confidence) / 2)};
}

std::optional<Interval> bootstrap_ratio_interval(std::span<const double> a,
                                                 std::span<const double> b, double confidence) {
    require_pairs(a, b);
    const auto ratio = [&](std::span<const std::uint32_t> pairs) {
        double sum_a = 0;
        double sum_b = 0;
        for (const std::uint32_t i : pairs) {
            sum_a += a[i];
            sum_b += b[i];
        }
        return sum_b / sum_a - 1;
    };
    return bootstrap_interval(a.size(), ratio, confidence);
}

std::optional<Interval> bootstrap_quantile_interval(std::span<const double> a,
                                                    std::span<const double> b, double probability,
                                                    double confidence) {
    require_pairs(a, b);
    const auto difference = [&](std::span<const std::uint32_t> pairs) {
        return sample_quantile(chosen(b, pairs), probability) -
               sample_quantile(chosen(a, pairs), probability);
    };
    return bootstrap_interval(a.size(), difference, confidence);
}

double sample_quantile(std::vector<double> values, double probability) {
    if (values.empty() || !(probability >= 0 && probability <= 1)) {
        throw std::invalid_argument("no quantile of no values or outside of 0 to 1");
    }
    std::ranges::sort(values);
    return sorted_quantile(values, probability);
}

} // namespace cityproof
