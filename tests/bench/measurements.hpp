// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/engine.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace cityproof::bench {

/// One line of JSON. "holds" says whether counts, and limits where there are some, are right.
using Report = nlohmann::ordered_json;

/// What all measurements of the engine have in common.
struct RunChoice {
    int threads = 1;
    int partitions = 0; ///< zero: the instance's own
    engine::QueueKind queue = engine::QueueKind::calendar;
    std::uint32_t seed = 1;
};

/// Parameters: `end_s` in place of the instance's own end. Errors: InputError for a name.
Report measure_phold(const std::string& instance, const RunChoice& choice,
                     std::optional<double> end_s);

/// Parameters: `kind` LI, HI or HO. Errors: InputError for another one.
Report measure_devstone(const std::string& kind, std::uint32_t width, std::uint32_t depth,
                        const RunChoice& choice);

struct CityMixChoice {
    double scale = 1.0;
    Duration run;
    Duration rebase_every;
    std::optional<SimTime> checkpoint_at;
    std::string checkpoint_file;
    std::string restore_file; ///< go on from this one; empty: from the start
};

/// Errors: InputError for a choice that does not fit together.
Report measure_city_mix(const CityMixChoice& mix, const RunChoice& choice);

/// Bytes per entity and per pending event of a PHOLD instance or, with "citymix", of the city mix,
/// against their limits. Errors: InputError for another name.
Report measure_memory(const std::string& what, double scale, const RunChoice& choice);

} // namespace cityproof::bench
