// SPDX-License-Identifier: Apache-2.0
#include "core/base/statistics/permutation.hpp"

#include "core/base/philox.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>

namespace cityproof {
namespace {

constexpr std::size_t most_exact = 20;
constexpr std::array<std::uint32_t, 2> fixed_key{0x50455254U, 0x53494748U}; // any fixed number does

/// Sums of the same terms in another order differ by rounding; what is this close is equal.
double tolerance_of(std::span<const double> values) {
    double total = 0;
    for (const double value : values) {
        total += std::abs(value);
    }
    return 1e-10 * total;
}

PermutationTest count_all(std::span<const double> d, double reached) {
    // The first sign stays +: the other half is its mirror image. A Gray code flips one sign a
    // step.
    const std::uint64_t half = std::uint64_t{1} << (d.size() - 1);
    std::uint64_t signs = 0;
    std::uint64_t count = 0;
    double sum = std::accumulate(d.begin(), d.end(), 0.0);
    for (std::uint64_t step = 1;; ++step) {
        count += std::abs(sum) >= reached ? 1U : 0U;
        if (step == half) {
            break;
        }
        const auto flipped = static_cast<std::size_t>(std::countr_zero(step));
        signs ^= std::uint64_t{1} << flipped;
        const bool minus = ((signs >> flipped) & 1U) != 0;
        sum += (minus ? -2 : 2) * d[flipped + 1];
    }
    return {static_cast<double>(count) / static_cast<double>(half), true, 2 * half};
}

double drawn_sum(std::span<const double> d, std::uint32_t draw) {
    double sum = 0;
    for (std::size_t i = 0; i < d.size(); i += 128) {
        const auto block =
            philox4x32_10({draw, static_cast<std::uint32_t>(i / 128), 0, 0}, fixed_key);
        const std::size_t end = std::min(d.size() - i, std::size_t{128});
        for (std::size_t k = 0; k < end; ++k) {
            sum += ((block[k / 32] >> (k % 32)) & 1U) != 0 ? d[i + k] : -d[i + k];
        }
    }
    return sum;
}

PermutationTest draw_signs(std::span<const double> d, double reached) {
    std::size_t count = 0;
    for (std::uint32_t draw = 0; draw < permutation_draws; ++draw) {
        count += std::abs(drawn_sum(d, draw)) >= reached ? 1U : 0U;
    }
    return {static_cast<double>(count + 1) / static_cast<double>(permutation_draws + 1), false,
            permutation_draws};
}

} // namespace

PermutationTest sign_flip_test(std::span<const double> differences) {
    if (differences.empty() ||
        !std::ranges::all_of(differences, [](double v) { return std::isfinite(v); })) {
        throw std::invalid_argument("a permutation test needs finite differences");
    }
    const double observed = std::abs(std::accumulate(differences.begin(), differences.end(), 0.0));
    const double reached = observed - tolerance_of(differences);
    return differences.size() <= most_exact ? count_all(differences, reached)
                                            : draw_signs(differences, reached);
}

} // namespace cityproof
