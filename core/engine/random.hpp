// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

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
class Draws {
  public:
    /// Parameters: `occasion` says which time this is (tick number, day, trip) below 2^48; it is
    /// not a running count wherever a policy can change the count.
    Draws(std::uint32_t seed, std::uint32_t replication, std::uint64_t entity_hash, Purpose purpose,
          std::uint64_t occasion);

    /// Uniform in [0, 1), 53 bits. Successive calls give independent numbers; at most 2 per
    /// occasion.
    double uniform();
    /// Normal by Box and Muller's transform (Ann. Math. Stat. 29, 1958); uses both uniforms of the
    /// occasion.
    double normal(double mean, double standard_deviation);
    /// Exponential by inversion.
    double exponential(double mean);

  private:
    std::array<std::uint32_t, 4> block_;
    unsigned used_ = 0; ///< 64-bit halves of the block handed out
};

} // namespace cityproof::engine
