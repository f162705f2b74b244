// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/run_scenario.hpp"

#include "core/base/log.hpp"
#include "io/city/city.hpp"
#include "io/run_file/run_file_writer.hpp"
#include "io/run_file/unfinished_run.hpp"
#include "models/traffic/sumo_traffic.hpp"
#include "scenarios/run/checkpoint.hpp"
#include "scenarios/run/frame_recorder.hpp"
#include "scenarios/run/interrupt.hpp"
#include "scenarios/run/intervention_log.hpp"
#include "scenarios/run/problem_events.hpp"
#include "scenarios/run/resume.hpp"
#include "scenarios/run/run_control.hpp"
#include "scenarios/run/run_inputs.hpp"
#include "scenarios/run/run_layout.hpp"
#include "scenarios/run/saved_state.hpp"
#include "scenarios/run/trace_recorder.hpp"
#include "scenarios/run/twin.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::scenarios {
namespace {

double process_cpu_s() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void report_cost(Twin& twin, RunReport& report) {
    const engine::EngineStatistics& statistics = twin.engine().statistics();
    report.cost({.cpu_s = process_cpu_s(),
                 .traffic_cpu_s = twin.traffic() != nullptr ? twin.traffic()->cpu_s() : 0,
                 .rounds = statistics.rounds,
                 .parallel_rounds = statistics.parallel_rounds});
}

/// Says where the results are and how to go on.
Interrupted with_advice(const Interrupted& interrupted, const RunOptions& options,
                        std::optional<SimTime> checkpoint) {
    std::string text = fmt::format("{}; what was simulated is in {}.part, see `cityproof recover`",
                                   interrupted.what(), options.output.string());
    if (checkpoint) {
        text +=
            fmt::format("; to go on from {}: {}", to_string(*checkpoint), options.resume_command);
    }
    return {interrupted.code(), text};
}

} // namespace

ExitCode run_scenario(const Scenario& scenario, const RunOptions& options, RunReport& report) {
    const auto wall_start = std::chrono::steady_clock::now();
    ProblemEvents problems;
    const Log::Listener warnings{[&report, &problems](const Log::Warning& warning) {
        report.problem({.severity = Severity::warning, .message = to_string(warning)});
        problems.add(warning);
    }};
    require_checkpoints_fit(scenario, options);
    const bool saves_state = !options.save_state.empty();
    if (saves_state) {
        require_state_can_be_saved(scenario, options.save_state);
    }
    set_activity("reading the city package");
    const io::City city = io::read_city(scenario.city_folder);
    TraceRecorder trace{options.trace};
    const std::unique_ptr<SavedState> start = state_to_begin_from(scenario, city);
    Twin twin{scenario,
              city,
              options.threads,
              {.shuffle = options.shuffle,
               .trace = trace.sink(),
               .start = start && start->traffic() ? &*start->traffic() : nullptr,
               .goes_on = saves_state}};
    for (const contracts::Command& command : options.record.commands) {
        if (start && command.at < start->header().at) {
            throw InputError({"--commands", 0, "at"},
                             fmt::format("{} lies before the saved state, which is of {}",
                                         to_string(command.at), to_string(start->header().at)),
                             "the record of a run from that state");
        }
        twin.intervene(command, {"--commands", 0, "target"});
    }
    RunLayout layout = make_run_layout(scenario, city, twin, options.command_line, start.get());
    if (!options.run_id.empty()) {
        layout.file.meta.push_back({"run_id", options.run_id});
    }
    layout.file.trace = trace.layout(twin.engine(), layout.withholds_meters);
    FrameRecorder recorder{
        {.every = scenario.record.every,
         .vehicles_every = layout.file.vehicles ? scenario.record.vehicles_every : Duration{},
         .end = scenario.end(),
         .ports = layout.ports,
         .readings = twin.sensor_readings(),
         .vehicles = twin.traffic()}};
    twin.engine().add_to_group(twin.instant(), recorder, engine::Phase::record, 1);
    const std::vector<RunInput> inputs = run_inputs(scenario, layout.file.meta);

    OperatorRecord record = options.record;
    std::unique_ptr<io::UnfinishedRun> before;
    std::optional<SimTime> resumed_at;
    if (options.resume || options.checkpoint_every > Duration{} || saves_state) {
        require_checkpoints_possible(twin);
    }
    if (options.resume) {
        set_activity("resuming from the checkpoint");
        Resumed resumed = resume_run(twin, inputs, layout.file, options, report);
        before = std::move(resumed.before);
        record = std::move(resumed.record);
        resumed_at = resumed.at;
    } else if (start) {
        set_activity("beginning from the saved state");
        start->put_into(twin);
    }
    set_activity("creating the run file");
    std::optional<io::RunFileWriter> file;
    if (before) {
        file.emplace(options.output, layout.file, *before);
        before.reset();
    } else {
        file.emplace(options.output, layout.file);
    }
    problems.forget(); // what was said on the way to a checkpoint is in the file already
    CheckpointWriter checkpoints{options.output, inputs, resumed_at};
    InterventionLog log{options.output, record};
    recorder.write_to(*file);
    trace.write_to(*file);
    twin.on_command([&file](const contracts::Command& command) {
        file->append_event({.time_s = command.at.to_seconds(),
                            .kind = to_string(command.kind),
                            .target = command.table + "/" + command.target,
                            .reason = command.reason});
    });
    RunControl control{{.twin = twin,
                        .file = *file,
                        .recorder = recorder,
                        .log = log,
                        .checkpoints = checkpoints,
                        .report = report,
                        .problems = problems},
                       {.end = scenario.end(),
                        .stop_at = record.stop_at,
                        .listen = options.listen,
                        .checkpoint_every = options.checkpoint_every,
                        .at_end = saves_state ? [&](SimTime now) {
                            save_state(options.save_state, scenario, city.content_hash, twin, now);
                        } : std::function<void(SimTime)>{}}};

    RunOutcome outcome;
    outcome.file = options.output.string();
    std::vector<io::MetaEntry> meta;
    set_activity("simulating");
    try {
        twin.engine().run(scenario.end(), &control);
        report.progress(scenario.end(), scenario.end());
    } catch (const StopRequested& stop) {
        outcome.stopped_at = stop.at;
        meta.push_back({"stopped_at_s", fmt::format("{}", stop.at.to_seconds())});
        if (saves_state) {
            report.problem({.severity = Severity::warning,
                            .where = {options.save_state.string()},
                            .message = "was not written: the run was stopped before its end"});
        }
    } catch (const Interrupted& interrupted) {
        problems.append_to(*file);
        trace.finish();
        file->abandon();
        throw with_advice(interrupted, options, checkpoints.last());
    } catch (...) {
        problems.append_to(*file); // what led to the error
        trace.finish();
        throw;
    }
    set_activity("finishing the run file");
    problems.append_to(*file);
    trace.finish();
    outcome.trace_hash = twin.engine().trace_hash();
    outcome.key_figures = twin.key_figures();
    meta.push_back({"interventions_hash", log.hash()});
    file->finish(outcome.key_figures, outcome.trace_hash, meta);
    log.finish();
    checkpoints.remove();
    outcome.wall_s =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_start).count();
    report.done(outcome);
    if (options.print_cost) {
        report_cost(twin, report);
    }
    return ExitCode::ok;
}

} // namespace cityproof::scenarios
