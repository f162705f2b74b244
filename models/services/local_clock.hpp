// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace date {
class time_zone;
}

namespace cityproof::services {

/// Local civil time of a run: the scenario's start is a local time in an IANA zone, simulated time
/// counts from it in UTC, so a day may have 23 or 25 hours of local time.
class LocalClock {
  public:
    /// Parameters: `local_start` as "2026-11-10 06:30" or "2026-11-10 06:30:00". Errors: InputError
    /// for a text that is no such time, a zone that is not in the system's database, or a local
    /// time that the zone skips.
    LocalClock(const std::string& local_start, const std::string& zone);

    /// Seconds since 1970-01-01 00:00 UTC at `t`.
    std::int64_t utc_s(SimTime t) const;
    /// Hour of the local day in [0, 24) at `t`, with its fraction.
    double hour_of_day(SimTime t) const;
    /// "2026-11-10 06:30:00" at `t`; a fraction of a second is left out.
    std::string local_text(SimTime t) const;
    /// The moment that a text means: "08:30" and "08:30:15" the first such time of day from the
    /// start on, "2026-11-10 08:30" that one; of an hour that comes twice the first. nullopt for a
    /// text of another form and for a moment that the zone skips.
    std::optional<SimTime> moment(const std::string& text) const;

  private:
    std::optional<SimTime> at(const std::string& local) const;

    std::int64_t start_utc_s_ = 0;
    const date::time_zone* zone_; ///< of the system's database, which lives as long as the process
};

} // namespace cityproof::services
