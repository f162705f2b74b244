// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/latin_hypercube.hpp"

#include "core/base/stable_hash.hpp"

#include <numeric>
#include <utility>

namespace cityproof::study {
namespace {

/// Uniform in [0, 1) with 53 bits.
double uniform(std::uint64_t bits) {
    constexpr double scale = 1.0 / 9007199254740992.0;
    return static_cast<double>(bits >> 11U) * scale;
}

} // namespace

std::vector<double> latin_hypercube_column(std::size_t samples, std::uint64_t seed,
                                           std::string_view name) {
    const std::uint64_t key = fold_hash(stable_hash(name), seed);
    // SplitMix64 as a counter-based generator: draw i is a hash of key and i.
    const auto draw = [key](std::uint64_t i) { return uniform(fold_hash(key, i)); };
    std::vector<std::size_t> part(samples);
    std::iota(part.begin(), part.end(), std::size_t{0});
    for (std::size_t i = samples; i > 1; --i) { // Fisher-Yates
        std::swap(part[i - 1], part[static_cast<std::size_t>(draw(i) * static_cast<double>(i))]);
    }
    std::vector<double> values;
    values.reserve(samples);
    for (std::size_t i = 0; i < samples; ++i) {
        const double place = draw((std::uint64_t{1} << 32U) + i);
        values.push_back((static_cast<double>(part[i]) + place) / static_cast<double>(samples));
    }
    return values;
}

} // namespace cityproof::study
