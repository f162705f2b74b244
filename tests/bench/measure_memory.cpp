// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/city_mix.hpp"
#include "tests/bench/heap_watch.hpp"
#include "tests/bench/measurements.hpp"
#include "tests/bench/phold.hpp"
#include "tests/bench/report_parts.hpp"

namespace cityproof::bench {
namespace {

constexpr double most_stored_per_event = 64;
constexpr double most_with_slack_per_event = 96;
constexpr double most_per_entity = 64;

struct HeapUse {
    double entities = 0;       ///< count
    double pending = 0;        ///< count of events
    double entity_bytes = 0;   ///< after adding and starting entities that have no event
    double port_bytes = 0;     ///< see port_bytes()
    double stored_bytes = 0;   ///< mean at window ends in steady state, without those above
    double peak_bytes = 0;     ///< most at any moment in steady state, without those above
    double start_up_bytes = 0; ///< most while entities were added
};

/// Bytes of the engine for its entities. What the model holds existed before.
template <typename Model>
double entity_bytes(Model& model, const engine::EngineOptions& options, SimTime idle_until,
                    HeapUse& use) {
    const std::int64_t before = heap_count::live_bytes();
    heap_count::reset_peak();
    engine::Engine engine{options};
    model.add_to(engine);
    engine.run(idle_until, nullptr);
    use.start_up_bytes = static_cast<double>(heap_count::peak_bytes() - before);
    return static_cast<double>(heap_count::live_bytes() - before);
}

HeapUse phold_use(const PholdInstance& instance, const engine::EngineOptions& options) {
    HeapUse use{.entities = static_cast<double>(instance.entities), .pending = instance.pending()};
    {
        PholdInstance silent = instance;
        silent.start_events = 0;
        Phold model{silent};
        use.entity_bytes = entity_bytes(model, options, SimTime::zero(), use);
    }
    Phold model{instance};
    const auto before = static_cast<double>(heap_count::live_bytes());
    engine::Engine engine{options};
    model.add_to(engine);
    const SimTime end = SimTime::zero() + Duration::from_seconds(instance.end_s);
    HeapWatch watch{SimTime::at_ns(end.ns() / 2)};
    engine.run(end, &watch);
    use.stored_bytes = watch.mean_bytes() - before - use.entity_bytes;
    use.peak_bytes = static_cast<double>(heap_count::peak_bytes()) - before - use.entity_bytes;
    return use;
}

/// What a port keeps for its elements once one was published, besides the frame that it was made
/// with: the port's, not the events'.
double port_bytes(std::size_t elements) {
    engine::Port port{
        {"bench/port", "1", "thing", "of a measurement"}, elements, Duration::seconds(1), 0.0};
    const std::int64_t before = heap_count::live_bytes();
    for (std::int64_t second = 0; second < 5; ++second) {
        const SimTime now = SimTime::at_seconds(second);
        port.trim(now);
        port.publish_element(now, 0, static_cast<double>(second));
        port.commit();
    }
    return static_cast<double>(heap_count::live_bytes() - before);
}

/// One hour of the night. Bytes of entities are taken before their first events, which run() makes.
HeapUse city_mix_use(double scale, const engine::EngineOptions& options) {
    const CityMixSpec spec{.scale = scale, .run = Duration::seconds(3600)};
    CityMix city{spec};
    HeapUse use{.entities = static_cast<double>(city.entities())};
    for (const std::size_t elements : city.port_sizes()) {
        use.port_bytes += port_bytes(elements);
    }
    const auto before = static_cast<double>(heap_count::live_bytes());
    heap_count::reset_peak();
    engine::Engine engine{options};
    city.add_to(engine);
    use.start_up_bytes = static_cast<double>(heap_count::peak_bytes()) - before;
    use.entity_bytes = static_cast<double>(heap_count::live_bytes()) - before;
    HeapWatch watch{SimTime::at_seconds(1800)};
    engine.run(SimTime::zero() + spec.run, &watch);
    use.pending = static_cast<double>(city.pending_at_end());
    const double of_others = before + use.entity_bytes + use.port_bytes;
    use.stored_bytes = watch.mean_bytes() - of_others;
    use.peak_bytes = static_cast<double>(heap_count::peak_bytes()) - of_others;
    return use;
}

/// A limit as a check: "counted" is the figure, "expected" the most that it may be.
bool add_limit(Report& report, const std::string& name, double figure, double limit) {
    const bool holds = figure <= limit;
    report["checks"].push_back(
        {{"name", name}, {"measured", rounded(figure, 2)}, {"limit", limit}, {"holds", holds}});
    return holds;
}

} // namespace

Report measure_memory(const std::string& what, double scale, const RunChoice& choice) {
    const bool is_city = what == "citymix";
    const engine::EngineOptions options =
        options_of(choice, is_city ? city_mix_partitions : phold_instance(what).partitions);
    const HeapUse use =
        is_city ? city_mix_use(scale, options) : phold_use(phold_instance(what), options);
    Report report = begin_report("memory", what, options);
    report["entities"] = use.entities;
    report["pending_events"] = use.pending;
    report["port_bytes"] = use.port_bytes;
    report["start_up_bytes_per_entity"] = rounded(use.start_up_bytes / use.entities, 1);
    report["peak_rss_mb"] = rounded(peak_rss_mb(), 1);
    const bool entity =
        add_limit(report, "bytes per entity", use.entity_bytes / use.entities, most_per_entity);
    const bool stored = add_limit(report, "bytes per pending event, stored",
                                  use.stored_bytes / use.pending, most_stored_per_event);
    const bool slack = add_limit(report, "bytes per pending event, with slack",
                                 use.peak_bytes / use.pending, most_with_slack_per_event);
    report["holds"] = entity && stored && slack;
    return report;
}

} // namespace cityproof::bench
