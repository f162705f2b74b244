// SPDX-License-Identifier: Apache-2.0
#include "core/base/statistics.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace cityproof {
namespace {

// Differences of key figures carry the rounding of both sums; what is below it is no variation.
constexpr double rounding = 1e-12;

void require_finite(std::span<const double> values) {
    if (!std::ranges::all_of(values, [](double v) { return std::isfinite(v); })) {
        throw std::invalid_argument("a sample holds a value that is not finite");
    }
}

void require_samples(std::span<const double> a, std::span<const double> b, double confidence) {
    if (a.size() < 2 || b.size() < 2) {
        throw std::invalid_argument(fmt::format(
            "samples of {} and {} values; a comparison needs two or more", a.size(), b.size()));
    }
    if (!(confidence > 0 && confidence < 1)) {
        throw std::invalid_argument(
            fmt::format("confidence {} is not between 0 and 1", confidence));
    }
    require_finite(a);
    require_finite(b);
}

void require_pairs(std::span<const double> a, std::span<const double> b, double confidence) {
    if (a.size() != b.size()) {
        throw std::invalid_argument(
            fmt::format("{} values cannot be paired with {}", a.size(), b.size()));
    }
    require_samples(a, b, confidence);
}

std::vector<double> differences(std::span<const double> a, std::span<const double> b) {
    std::vector<double> result(a.size());
    std::ranges::transform(b, a, result.begin(), std::minus<>{});
    return result;
}

double sample_covariance(std::span<const double> x, std::span<const double> y) {
    const double mean_x = mean(x);
    const double mean_y = mean(y);
    double sum = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        sum += (x[i] - mean_x) * (y[i] - mean_y);
    }
    return sum / static_cast<double>(x.size() - 1);
}

double largest_magnitude(std::span<const double> values) {
    double largest = 0;
    for (const double value : values) {
        largest = std::max(largest, std::abs(value));
    }
    return largest;
}

bool all_equal(std::span<const double> values, double scale) {
    const auto [low, high] = std::ranges::minmax(values);
    return high - low <= rounding * scale;
}

bool all_equal(std::span<const double> values) {
    return all_equal(values, largest_magnitude(values));
}

double two_sided_p(double t, double degrees_of_freedom) {
    return 2 * student_t_cdf(-std::abs(t), degrees_of_freedom);
}

void set_test(PairedComparison& result) {
    const auto degrees = static_cast<double>(result.n - 1);
    if (result.constant_difference) {
        result.interval = {result.mean_difference, result.mean_difference};
        const bool none = result.mean_difference == 0;
        result.t =
            none ? 0
                 : std::copysign(std::numeric_limits<double>::infinity(), result.mean_difference);
        result.p_two_sided = none ? 1 : 0;
        return;
    }
    const double half =
        student_t_quantile(0.5 + result.confidence / 2, degrees) * result.standard_error;
    result.interval = {result.mean_difference - half, result.mean_difference + half};
    result.t = result.mean_difference / result.standard_error;
    result.p_two_sided = two_sided_p(result.t, degrees);
}

} // namespace

double student_t_cdf(double t, double degrees_of_freedom) {
    if (std::isinf(t) && degrees_of_freedom > 0) {
        return t > 0 ? 1 : 0;
    }
    return boost::math::cdf(boost::math::students_t{degrees_of_freedom}, t);
}

double student_t_quantile(double probability, double degrees_of_freedom) {
    if (!(probability > 0 && probability < 1)) {
        throw std::domain_error(fmt::format("no t quantile of probability {}", probability));
    }
    return boost::math::quantile(boost::math::students_t{degrees_of_freedom}, probability);
}

double mean(std::span<const double> values) {
    if (values.empty()) {
        throw std::invalid_argument("no mean of no values");
    }
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sample_variance(std::span<const double> values) {
    if (values.size() < 2) {
        throw std::invalid_argument("no variance of fewer than two values");
    }
    return sample_covariance(values, values);
}

PairedComparison paired_comparison(std::span<const double> a, std::span<const double> b,
                                   double confidence) {
    require_pairs(a, b, confidence);
    const std::vector<double> d = differences(a, b);
    const double scale = std::max(largest_magnitude(a), largest_magnitude(b));
    PairedComparison result;
    result.n = a.size();
    result.confidence = confidence;
    result.mean_a = mean(a);
    result.mean_b = mean(b);
    result.mean_difference = mean(d);
    result.variance_a = all_equal(a) ? 0 : sample_variance(a);
    result.variance_b = all_equal(b) ? 0 : sample_variance(b);
    result.constant_difference = all_equal(d, scale);
    if (result.constant_difference) {
        if (std::abs(result.mean_difference) <= rounding * scale) {
            result.mean_difference = 0;
        }
    } else {
        result.variance_difference = sample_variance(d);
    }
    result.standard_error = std::sqrt(result.variance_difference / static_cast<double>(result.n));
    if (result.variance_a > 0 && result.variance_b > 0) {
        const double r = sample_covariance(a, b) / std::sqrt(result.variance_a * result.variance_b);
        result.correlation = std::clamp(r, -1.0, 1.0);
    }
    if (const double independent = result.variance_a + result.variance_b; independent > 0) {
        result.variance_reduction = 1 - result.variance_difference / independent;
    }
    set_test(result);
    return result;
}

std::optional<Interval> relative_effect_interval(std::span<const double> a,
                                                 std::span<const double> b, double confidence) {
    const PairedComparison paired = paired_comparison(a, b, confidence);
    const auto n = static_cast<double>(paired.n);
    const double quantile = student_t_quantile(0.5 + confidence / 2, n - 1);
    const double factor = quantile * quantile / n;
    const double covariance = paired.variance_a > 0 && !paired.constant_difference
                                  ? sample_covariance(a, differences(a, b))
                                  : 0;
    // (mean(D) - r mean(A))^2 <= factor * Var(D - r A) is a quadratic in r: square r^2 - 2 middle r
    // + rest <= 0.
    const double square = paired.mean_a * paired.mean_a - factor * paired.variance_a;
    if (!(square > 0)) {
        return std::nullopt;
    }
    const double middle = paired.mean_difference * paired.mean_a - factor * covariance;
    const double rest =
        paired.mean_difference * paired.mean_difference - factor * paired.variance_difference;
    // Never negative when `square` is positive, except by rounding.
    const double root = std::sqrt(std::max(0.0, middle * middle - square * rest));
    return Interval{(middle - root) / square, (middle + root) / square};
}

WelchComparison welch_comparison(std::span<const double> a, std::span<const double> b,
                                 double confidence) {
    require_samples(a, b, confidence);
    const double part_a = sample_variance(a) / static_cast<double>(a.size());
    const double part_b = sample_variance(b) / static_cast<double>(b.size());
    const double total = part_a + part_b;
    if (!(total > 0)) {
        throw std::invalid_argument("neither sample varies: Welch's comparison needs a variance");
    }
    WelchComparison result;
    result.confidence = confidence;
    result.mean_difference = mean(b) - mean(a);
    result.standard_error = std::sqrt(total);
    result.degrees_of_freedom = total * total /
                                (part_a * part_a / static_cast<double>(a.size() - 1) +
                                 part_b * part_b / static_cast<double>(b.size() - 1));
    const double half =
        student_t_quantile(0.5 + confidence / 2, result.degrees_of_freedom) * result.standard_error;
    result.interval = {result.mean_difference - half, result.mean_difference + half};
    result.t = result.mean_difference / result.standard_error;
    result.p_two_sided = two_sided_p(result.t, result.degrees_of_freedom);
    return result;
}

std::optional<std::size_t> pairs_needed(double standard_deviation, double distance,
                                        double confidence, double power) {
    constexpr std::size_t most = 1'000'000;
    const auto enough = [&](std::size_t n) {
        const auto degrees = static_cast<double>(n - 1);
        const double quantiles =
            student_t_quantile(0.5 + confidence / 2, degrees) + student_t_quantile(power, degrees);
        return std::sqrt(static_cast<double>(n)) * std::abs(distance) >=
               quantiles * standard_deviation;
    };
    if (!(std::abs(distance) > 0) || !enough(most)) {
        return std::nullopt;
    }
    // t quantiles fall with n, so `enough` changes once from false to true.
    std::size_t low = 1;
    std::size_t high = most;
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (enough(middle) ? high : low) = middle;
    }
    return high;
}

} // namespace cityproof
