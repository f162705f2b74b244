// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "tests/bench/city_bins.hpp"
#include "tests/bench/city_lamps.hpp"
#include "tests/bench/city_meters.hpp"
#include "tests/bench/city_radio.hpp"
#include "tests/bench/city_signals.hpp"
#include "tests/bench/city_solvers.hpp"
#include "tests/bench/count_check.hpp"

namespace cityproof::bench {

/// Few: a window of this mix has a few hundred events.
inline constexpr int city_mix_partitions = 8;

/// How much of the city, and for how long from midnight.
struct CityMixSpec {
    double scale = 1.0;
    Duration run = Duration::seconds(24 * 3600); ///< a multiple of half an hour, at least one hour
};

/// A city of 1 M meters (a reading each quarter of an hour), 100 k sensors (10 s to 5 min) that
/// send over 2 k gateways (50 to 500 ms, 2 % and 1 % loss) to a back-end in 64 shares, 20 k bins,
/// 100 k lamps with timers, 500 signals with four detectors each, and stubs of traffic (1 s), power
/// (60 s) and water (300 s). The radio's 50 ms are the lookahead of the whole: a window has about
/// 250 events at full scale.
class CityMix {
  public:
    /// Errors: InputError for a scale that is not above zero, or a run that is not a multiple of
    /// half an hour.
    explicit CityMix(const CityMixSpec& spec);

    void add_to(engine::Engine& engine);

    /// Parameters: `engine` has run to the end of the spec's time.
    std::vector<CountCheck> checks(const engine::Engine& engine) const;

    std::uint32_t entities() const;

    /// Events that are pending when the spec's time is over.
    std::uint64_t pending_at_end() const;

    /// Elements of the ports that entities publish.
    std::vector<std::size_t> port_sizes() const;

  private:
    static constexpr std::uint32_t back_end_shares_ = 64;

    std::uint32_t scaled(double count) const;

    CityMixSpec spec_;
    Meters meters_;
    Signals signals_;
    Detectors detectors_;
    Bins bins_;
    Lamps lamps_;
    TrafficStub traffic_;
    WaterStub water_;
    PowerStub power_;
    BackEnds back_ends_;
    Gateways gateways_;
    Sensors sensors_;
};

} // namespace cityproof::bench
