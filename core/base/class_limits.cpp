// SPDX-License-Identifier: Apache-2.0
#include "core/base/class_limits.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cityproof {

namespace {

// In the order in which readers like them.
constexpr std::array<double, 9> round_steps{1, 2, 5, 2.5, 4, 3, 1.5, 6, 8};
constexpr std::size_t least_limits = 4;
constexpr std::size_t most_limits = 6;
constexpr double outer_share = 0.02;

std::vector<double> sorted_finite(std::span<const float> sample) {
    std::vector<double> values;
    values.reserve(sample.size());
    std::copy_if(sample.begin(), sample.end(), std::back_inserter(values),
                 [](float value) { return std::isfinite(value); });
    std::sort(values.begin(), values.end());
    return values;
}

/// Nearest-rank quantile of sorted values.
double quantile(const std::vector<double>& sorted, double share) {
    const double rank = share * static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(std::lround(rank))];
}

/// Multiples of mantissa * 10^power that lie strictly between low and high. Formed by division
/// where the power is negative: 3 / 10 is the double nearest to 0.3, 3 * 0.1 is not.
std::vector<double> multiples(double mantissa, int power, double low, double high) {
    const double scale = std::pow(10.0, std::abs(power));
    const auto limit = [&](double k) {
        return power < 0 ? k * mantissa / scale : k * mantissa * scale;
    };
    std::vector<double> limits;
    double k = std::floor(power < 0 ? low * scale / mantissa : low / (mantissa * scale));
    while (limits.size() <= most_limits) {
        const double value = limit(k);
        if (value >= high) {
            break;
        }
        if (value > low) {
            limits.push_back(value);
        }
        k += 1;
    }
    return limits;
}

} // namespace

std::vector<double> sequential_limits(std::span<const float> sample, bool whole_numbers) {
    const std::vector<double> values = sorted_finite(sample);
    if (values.empty() || values.front() == values.back()) {
        return {};
    }
    double low = quantile(values, outer_share);
    double high = quantile(values, 1 - outer_share);
    if (low == high || (whole_numbers && values.back() - values.front() <= most_limits)) {
        low = values.front();
        high = values.back();
    }
    if (whole_numbers && high - low <= most_limits) {
        std::vector<double> limits;
        double limit = low + 1;
        while (limit <= high) {
            limits.push_back(limit);
            limit += 1;
        }
        return limits;
    }
    const int power = static_cast<int>(std::floor(std::log10(high - low)));
    // Whole steps are rarer: a range of 8 has none that makes five classes, but 2 makes four.
    for (const std::size_t least : {least_limits, least_limits - 1}) {
        for (const double mantissa : round_steps) {
            for (const int exponent : {power, power - 1}) {
                const double step = mantissa * std::pow(10.0, exponent);
                std::vector<double> limits = multiples(mantissa, exponent, low, high);
                if ((!whole_numbers || step == std::floor(step)) && limits.size() >= least &&
                    limits.size() <= most_limits) {
                    return limits;
                }
            }
        }
    }
    return {};
}

std::vector<double> difference_limits(std::span<const float> differences, bool whole_numbers) {
    std::vector<float> magnitudes;
    magnitudes.reserve(differences.size());
    std::transform(differences.begin(), differences.end(), std::back_inserter(magnitudes),
                   [](float value) { return std::abs(value); });
    const std::vector<double> values = sorted_finite(magnitudes);
    if (values.empty() || values.back() == 0) {
        return {};
    }
    double high = quantile(values, 1 - outer_share);
    if (high == 0) {
        high = values.back();
    }
    const double wanted = high / 3.2; // the outermost class is to hold something
    const int power = static_cast<int>(std::floor(std::log10(wanted)));
    const double mantissa = wanted / std::pow(10.0, power);
    double rounded = 1;
    for (const double candidate : {1.0, 2.0, 2.5, 5.0}) {
        rounded = candidate <= mantissa * (1 + 1e-9) ? candidate : rounded;
    }
    const double scale = std::pow(10.0, std::abs(power));
    std::vector<double> limits;
    for (const double k : {1.0, 2.0, 3.0}) {
        limits.push_back(power < 0 ? k * rounded / scale : k * rounded * scale);
    }
    if (whole_numbers && (limits.front() < 1 || limits.front() != std::floor(limits.front()))) {
        const double step = std::max(1.0, std::floor(limits.front()));
        limits = {step, 2 * step, 3 * step};
    }
    return limits;
}

} // namespace cityproof
