// SPDX-License-Identifier: Apache-2.0
#include "core/engine/random.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace cityproof::engine {
namespace {

constexpr std::uint32_t block_step = 1U << 8U; ///< in the counter's last word
constexpr std::uint32_t block_mask = 0xff00U;
constexpr double least_rejection_mean = 10; ///< PTRS is valid from here on

/// ln(k!). Not std::lgamma, which writes a global.
double log_factorial(double k) {
    int sign = 0;
    return lgamma_r(k + 1, &sign);
}

} // namespace

void Draws::next_block() {
    if ((counter_[3] & block_mask) == block_mask) {
        throw std::logic_error("more than 512 uniform draws of one purpose and occasion");
    }
    counter_[3] += block_step;
    block_ = philox4x32_10(counter_, key_);
    used_ = 0;
}

double Draws::exponential(double mean) {
    // 1 - u lies in (0, 1]: the logarithm is finite.
    return -mean * std::log(1.0 - uniform());
}

double Draws::normal(double mean, double standard_deviation) {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    return mean + standard_deviation * radius * std::cos(angle);
}

double Draws::weibull(double scale, double shape) {
    return scale * std::pow(-std::log(1.0 - uniform()), 1.0 / shape);
}

std::int64_t Draws::poisson(double mean) {
    if (!(mean >= 0) || !std::isfinite(mean)) {
        throw std::invalid_argument("the mean of a Poisson draw is negative or not finite");
    }
    if (mean < least_rejection_mean) {
        const double u = uniform();
        double probability = std::exp(-mean);
        double below = probability;
        std::int64_t k = 0;
        // Rounding may leave the sum a little below 1; the terms end there.
        while (u >= below && probability > 0) {
            probability *= mean / static_cast<double>(++k);
            below += probability;
        }
        return k;
    }
    // Names and constants as in the paper's algorithm PTRS.
    const double b = 0.931 + 2.53 * std::sqrt(mean);
    const double a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double v_r = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        const double u = uniform() - 0.5;
        const double v = uniform();
        const double us = 0.5 - std::abs(u);
        const double k = std::floor((2 * a / us + b) * u + mean + 0.43);
        if (us >= 0.07 && v <= v_r) {
            return static_cast<std::int64_t>(k);
        }
        if (k < 0 || (us < 0.013 && v > us)) {
            continue;
        }
        if (std::log(v * inverse_alpha / (a / (us * us) + b)) <=
            k * std::log(mean) - mean - log_factorial(k)) {
            return static_cast<std::int64_t>(k);
        }
    }
}

std::size_t Draws::categorical(std::span<const double> weights) {
    double total = 0;
    std::size_t last = weights.size(); ///< with a weight
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (!(weights[i] >= 0) || !std::isfinite(weights[i])) {
            throw std::invalid_argument("a weight is negative or not finite");
        }
        total += weights[i];
        last = weights[i] > 0 ? i : last;
    }
    if (last == weights.size()) {
        throw std::invalid_argument("no weight is positive");
    }
    double left = uniform() * total;
    for (std::size_t i = 0; i < last; ++i) {
        if (left < weights[i]) {
            return i;
        }
        left -= weights[i];
    }
    return last;
}

} // namespace cityproof::engine
