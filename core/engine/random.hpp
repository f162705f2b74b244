// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/philox.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace cityproof::engine {

/// What a draw is for. Two purposes of one entity never share a number.
enum class Purpose : std::uint16_t {
    sensor_noise = 2,
    sensor_dropout = 3,
    lamp_threshold = 4,
    meter_demand = 6,
    test = 0xffff,
};

/// The draws of one (entity, purpose, occasion): a pure function of the run's seed and these three,
/// so an entity draws the same number under every policy and thread count (common random numbers
/// for paired comparison).
///
/// Philox4x32-10 with the key (seed, replication) and the counter (entity hash: 64 bits, occasion:
/// 40, number of the block: 8, purpose: 16). Successive calls give independent numbers, two uniform
/// ones from each block; 512 of them at most, then std::logic_error. Every distribution below uses
/// uniform() and nothing else.
class Draws {
  public:
    /// Parameters: `occasion` says which time this is (tick number, day, trip) below 2^40; it is
    /// not a running count wherever a policy can change the count.
    Draws(std::uint32_t seed, std::uint32_t replication, std::uint64_t entity_hash, Purpose purpose,
          std::uint64_t occasion)
        : key_{seed, replication},
          counter_{static_cast<std::uint32_t>(entity_hash),
                   static_cast<std::uint32_t>(entity_hash >> 32U),
                   static_cast<std::uint32_t>(occasion),
                   static_cast<std::uint32_t>(purpose) << 16U |
                       static_cast<std::uint32_t>(occasion >> 32U & 0xffU)},
          block_{philox4x32_10(counter_, key_)} {}

    /// Uniform in [0, 1), 53 bits.
    double uniform() {
        if (used_ == halves_per_block) {
            next_block();
        }
        const std::uint64_t bits = std::uint64_t{block_[2 * used_ + 1]} << 32U | block_[2 * used_];
        ++used_;
        return static_cast<double>(bits >> 11U) * 0x1.0p-53;
    }

    /// Exponential by inversion: -mean ln(1 - u).
    double exponential(double mean);
    /// Normal by Box and Muller's transform (Ann. Math. Stat. 29, 1958), from two uniforms.
    double normal(double mean, double standard_deviation);
    /// Weibull by inversion: scale (-ln(1 - u))^(1 / shape).
    double weibull(double scale, double shape);
    /// Poisson: below a mean of 10 by inversion, from one uniform; above it by transformed
    /// rejection (PTRS, Hormann, Insurance: Mathematics and Economics 12, 1993). Errors:
    /// std::invalid_argument for a mean that is negative or not finite.
    std::int64_t poisson(double mean);
    /// The place of one of `weights`, with a probability in proportion to it, by inversion. Errors:
    /// std::invalid_argument unless all are finite and not negative, and one is positive.
    std::size_t categorical(std::span<const double> weights);

  private:
    static constexpr unsigned halves_per_block = 2;

    void next_block();

    std::array<std::uint32_t, 2> key_;
    std::array<std::uint32_t, 4> counter_;
    std::array<std::uint32_t, 4> block_;
    unsigned used_ = 0; ///< 64-bit halves of the block handed out
};

} // namespace cityproof::engine
