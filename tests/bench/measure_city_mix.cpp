// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"

#include "tests/bench/checkpoint_file.hpp"
#include "tests/bench/city_mix.hpp"
#include "tests/bench/measurements.hpp"
#include "tests/bench/report_parts.hpp"

namespace cityproof::bench {
namespace {

void require_fitting(const CityMixChoice& mix) {
    if (mix.checkpoint_at &&
        (mix.rebase_every <= Duration{} || mix.checkpoint_at->ns() % mix.rebase_every.ns() != 0)) {
        throw InputError({}, "the checkpoint is not at an instant of re-basing",
                         "a multiple of " + to_string(mix.rebase_every));
    }
}

} // namespace

Report measure_city_mix(const CityMixChoice& mix, const RunChoice& choice) {
    require_fitting(mix);
    engine::EngineOptions options = options_of(choice, city_mix_partitions);
    options.rebase_every = mix.rebase_every;
    const Stopwatch set_up;
    CityMix city{{.scale = mix.scale, .run = mix.run}};
    engine::Engine engine{options};
    city.add_to(engine);
    Report report = begin_report("citymix", fmt::format("scale {}", mix.scale), options);
    report["simulated_h"] = mix.run.to_seconds() / 3600;
    report["entities"] = city.entities();
    report["set_up_s"] = rounded(set_up.wall_s(), 3);
    if (!mix.restore_file.empty()) {
        const Stopwatch restoring;
        restore_from(mix.restore_file, engine);
        report["restored_at"] = to_string(engine.now());
        report["restore_s"] = rounded(restoring.wall_s(), 3);
    }
    CheckpointFile checkpoint{engine, mix.checkpoint_file,
                              mix.checkpoint_at.value_or(SimTime::never())};
    const std::uint64_t events_before = engine.statistics().events;
    const double begin_s = engine.now().to_seconds();
    const Stopwatch stopwatch;
    engine.run(SimTime::zero() + mix.run, &checkpoint);
    const double wall_s = stopwatch.wall_s();
    add_run(report, engine, wall_s, stopwatch.cpu_s(), events_before);
    report["real_time_factor"] = rounded((mix.run.to_seconds() - begin_s) / wall_s, 1);
    if (mix.checkpoint_at) {
        report["checkpoint_s"] = rounded(checkpoint.seconds(), 3);
        report["checkpoint_bytes"] = checkpoint.bytes();
        report["holds"] = checkpoint.written();
    }
    add_checks(report, city.checks(engine));
    return report;
}

} // namespace cityproof::bench
