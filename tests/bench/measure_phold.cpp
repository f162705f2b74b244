// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/heap_watch.hpp"
#include "tests/bench/measurements.hpp"
#include "tests/bench/phold.hpp"
#include "tests/bench/report_parts.hpp"

namespace cityproof::bench {

Report measure_phold(const std::string& name, const RunChoice& choice,
                     std::optional<double> end_s) {
    PholdInstance instance = phold_instance(name);
    instance.end_s = end_s.value_or(instance.end_s);
    Phold model{instance};
    const std::int64_t without_engine = heap_count::live_bytes();
    const engine::EngineOptions options = options_of(choice, instance.partitions);
    engine::Engine engine{options};
    model.add_to(engine);
    const std::int64_t with_entities = heap_count::live_bytes();
    const SimTime end = SimTime::zero() + Duration::from_seconds(instance.end_s);
    HeapWatch watch{SimTime::at_ns(end.ns() / 2)};

    const Stopwatch stopwatch;
    engine.run(end, &watch);
    const double wall_s = stopwatch.wall_s();
    const double cpu_s = stopwatch.cpu_s();

    Report report = begin_report("phold", name, options);
    report["end_s"] = instance.end_s;
    add_run(report, engine, wall_s, cpu_s);
    report["bytes_per_entity"] =
        rounded(static_cast<double>(with_entities - without_engine) / instance.entities, 1);
    report["bytes_per_pending_event"] =
        rounded((watch.mean_bytes() - static_cast<double>(with_entities)) / instance.pending(), 1);
    CountCheck events = expected_events(instance);
    events.counted = static_cast<double>(engine.statistics().events);
    add_checks(report, {events,
                        {"events by the entities' own count", static_cast<double>(model.handled()),
                         events.counted}});
    return report;
}

} // namespace cityproof::bench
