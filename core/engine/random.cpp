// SPDX-License-Identifier: Apache-2.0
#include "core/engine/random.hpp"

#include "core/engine/philox.hpp"

#include <cmath>
#include <numbers>
#include <stdexcept>

namespace cityproof::engine {

Draws::Draws(std::uint32_t seed, std::uint32_t replication, std::uint64_t entity_hash,
             Purpose purpose, std::uint64_t occasion)
    : block_{philox4x32_10({static_cast<std::uint32_t>(entity_hash),
                            static_cast<std::uint32_t>(entity_hash >> 32U),
                            static_cast<std::uint32_t>(occasion),
                            static_cast<std::uint32_t>(static_cast<std::uint32_t>(purpose) << 16U |
                                                       (occasion >> 32U & 0xffffU))},
                           {seed, replication})} {
}

double Draws::uniform() {
    if (used_ >= 2) {
        throw std::logic_error("more than two draws of one purpose and occasion");
    }
    const std::uint64_t bits = std::uint64_t{block_[2 * used_ + 1]} << 32U | block_[2 * used_];
    ++used_;
    return static_cast<double>(bits >> 11U) * 0x1.0p-53;
}

double Draws::normal(double mean, double standard_deviation) {
    // 1 - u lies in (0, 1]: the logarithm is finite.
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    return mean + standard_deviation * radius * std::cos(angle);
}

double Draws::exponential(double mean) {
    return -mean * std::log(1.0 - uniform());
}

} // namespace cityproof::engine
