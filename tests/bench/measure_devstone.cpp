// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "tests/bench/devstone.hpp"
#include "tests/bench/measurements.hpp"
#include "tests/bench/report_parts.hpp"

namespace cityproof::bench {

Report measure_devstone(const std::string& kind, std::uint32_t width, std::uint32_t depth,
                        const RunChoice& choice) {
    const Stopwatch whole;
    Devstone model{devstone_kind(kind), width, depth};
    const engine::EngineOptions options = options_of(choice, 1);
    engine::Engine engine{options};
    model.add_to(engine);
    const Stopwatch stopwatch;
    engine.run(SimTime::zero(), nullptr);
    const double wall_s = stopwatch.wall_s();
    const double cpu_s = stopwatch.cpu_s();
    Report report = begin_report("devstone", fmt::format("{} {}x{}", kind, width, depth), options);
    add_run(report, engine, wall_s, cpu_s);
    report["cpu_with_set_up_s"] = rounded(whole.cpu_s(), 4);
    add_checks(report, model.checks());
    return report;
}

} // namespace cityproof::bench
