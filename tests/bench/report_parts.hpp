// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/bench/count_check.hpp"
#include "tests/bench/measurements.hpp"
#include "tests/bench/stopwatch.hpp"

namespace cityproof::bench {

inline double rounded(double value, int digits) {
    const double scale = std::pow(10.0, digits);
    return std::round(value * scale) / scale;
}

inline std::string name_of(engine::QueueKind queue) {
    return queue == engine::QueueKind::heap ? "heap" : "calendar";
}

inline engine::EngineOptions options_of(const RunChoice& choice, int own_partitions) {
    return {.seed = choice.seed,
            .threads = choice.threads,
            .partitions = choice.partitions > 0 ? choice.partitions : own_partitions,
            .queue = choice.queue};
}

/// What was asked for.
inline Report begin_report(const std::string& bench, const std::string& instance,
                           const engine::EngineOptions& options) {
    return {{"bench", bench},
            {"engine", "cityproof"},
            {"instance", instance},
            {"threads", options.threads},
            {"partitions", options.partitions},
            {"queue", name_of(options.queue)},
            {"seed", options.seed}};
}

/// What Engine::run() did and took. Parameters: `events_before` were handled before a checkpoint
/// that it went on from.
inline void add_run(Report& report, const engine::Engine& engine, double wall_s, double cpu_s,
                    std::uint64_t events_before = 0) {
    const engine::EngineStatistics& done = engine.statistics();
    const auto events = static_cast<double>(done.events - events_before);
    report["events"] = done.events - events_before;
    report["wall_s"] = rounded(wall_s, 4);
    report["cpu_s"] = rounded(cpu_s, 4);
    report["mev_per_wall_s"] = rounded(events / wall_s / 1e6, 4);
    report["mev_per_cpu_s"] = rounded(events / cpu_s / 1e6, 4);
    report["rounds"] = done.rounds;
    report["parallel_rounds"] = done.parallel_rounds;
    report["domain_acts"] = done.domain_acts;
    report["trace_hash"] = fmt::format("{:016x}", engine.trace_hash());
    report["peak_rss_mb"] = rounded(peak_rss_mb(), 1);
    report["load_average"] = rounded(load_average(), 2);
}

inline void add_checks(Report& report, const std::vector<CountCheck>& checks) {
    for (const CountCheck& check : checks) {
        Report one{{"name", check.name},
                   {"counted", check.counted},
                   {"expected", rounded(check.expected, 1)}};
        if (check.sd > 0) {
            one["sd"] = rounded(check.sd, 1);
        }
        one["holds"] = check.holds();
        report["checks"].push_back(one);
    }
    report["holds"] = all_hold(checks) && report.value("holds", true);
}

} // namespace cityproof::bench
