// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/run_scenario.hpp"

#include "core/base/log.hpp"
#include "io/city/city.hpp"
#include "io/run_file/run_file_writer.hpp"
#include "models/traffic/sumo_traffic.hpp"
#include "scenarios/run/frame_recorder.hpp"
#include "scenarios/run/interrupt.hpp"
#include "scenarios/run/intervention_log.hpp"
#include "scenarios/run/operator_input.hpp"
#include "scenarios/run/run_layout.hpp"
#include "scenarios/run/twin.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::scenarios {
namespace {

/// The operator said stop: the run ends here and its file is complete for the time simulated.
struct StopRequested {
    SimTime at;
};

/// Everything that happens between two windows: progress, Ctrl-C, the operator, the recorder.
class RunControl final : public engine::RunObserver {
  public:
    RunControl(SimTime end, Twin& twin, FrameRecorder& recorder, RunReport& report,
               InterventionLog& log, const RunOptions& options)
        : end_{end},
          twin_{twin},
          recorder_{recorder},
          report_{report},
          log_{log},
          stop_at_{options.record.stop_at} {
        if (options.listen) {
            input_.emplace();
        }
    }

    void on_round(SimTime now) override {
        check_interrupt();
        report_.progress(now, end_);
        if (stop_at_ && now >= *stop_at_) {
            throw StopRequested{now};
        }
        if (input_) {
            obey(now);
        }
    }

    void on_publication(const engine::Port& port, std::size_t element, SimTime when,
                        double value) override {
        recorder_.on_publication(port, element, when, value);
    }

    void on_window_end(SimTime window_end) override { recorder_.on_window_end(window_end); }

  private:
    /// Carries out the orders that have come; while paused, waits for more. Orders that come during
    /// a step wait for its end, so that a list of orders means the same however fast it is read.
    void obey(SimTime now) {
        for (;;) {
            check_interrupt();
            std::optional<OperatorInput::Item> item;
            if (now >= pause_at_) {
                if (input_->ended()) {
                    pause_at_ = SimTime::never(); // nobody is left to say "resume"
                    return;
                }
                if (!told_pause_) {
                    told_pause_ = true;
                    report_.paused(now);
                }
                item = input_->wait();
            } else if (pause_at_ == SimTime::never()) {
                item = input_->poll();
                if (!item) {
                    return;
                }
            } else {
                return; // within a step
            }
            if (item) {
                carry_out(*item, now);
            }
        }
    }

    void carry_out(const OperatorInput::Item& item, SimTime now) {
        if (item.problem) {
            report_.problem(*item.problem);
            return;
        }
        using Kind = OperatorOrder::Kind;
        switch (item.order->kind) {
        case Kind::pause:
            pause_at(now);
            break;
        case Kind::resume:
            pause_at(SimTime::never());
            break;
        case Kind::step:
            pause_at(now + item.order->step);
            break;
        case Kind::stop:
            log_.stop(now);
            throw StopRequested{now};
        case Kind::intervene:
            intervene(item.order->command, now);
            break;
        }
    }

    void pause_at(SimTime when) {
        pause_at_ = when;
        told_pause_ = false;
    }

    void intervene(contracts::Command command, SimTime now) {
        // Whole seconds: the models' common clock. The record repeats the run to the bit.
        command.at = ceil_to(now, Duration::seconds(1));
        try {
            twin_.intervene(command, {"standard input", 0, "target"});
            log_.add(std::move(command));
        } catch (const InputError& error) {
            report_.problem(error.problem());
        }
    }

    SimTime end_;
    Twin& twin_;
    FrameRecorder& recorder_;
    RunReport& report_;
    InterventionLog& log_;
    std::optional<SimTime> stop_at_; ///< of the session that is repeated
    std::optional<OperatorInput> input_;
    SimTime pause_at_ = SimTime::never();
    bool told_pause_ = false;
};

double process_cpu_s() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

} // namespace

ExitCode run_scenario(const Scenario& scenario, const RunOptions& options, RunReport& report) {
    const auto wall_start = std::chrono::steady_clock::now();
    const Log::Listener warnings{[&report](const std::string& text) {
        report.problem({.severity = Severity::warning, .message = text});
    }};
    set_activity("reading the city package");
    const io::City city = io::read_city(scenario.city_folder);
    Twin twin{scenario, city, options.threads};
    for (const contracts::Command& command : options.record.commands) {
        twin.intervene(command, {"--commands", 0, "target"});
    }
    const RunLayout layout = make_run_layout(scenario, city, twin, options.command_line);
    set_activity("creating the run file");
    io::RunFileWriter file{options.output, layout.file};
    InterventionLog log{options.output, options.record};
    FrameRecorder recorder{
        {.every = scenario.record.every,
         .vehicles_every = layout.file.vehicles ? scenario.record.vehicles_every : Duration{},
         .end = scenario.end(),
         .ports = layout.ports,
         .readings = twin.sensor_readings(),
         .vehicles = twin.traffic()},
        file};
    twin.engine().add_to_group(twin.instant(), recorder, engine::Phase::record, 1);
    twin.on_command([&file](const contracts::Command& command) {
        file.append_event({.time_s = command.at.to_seconds(),
                           .kind = to_string(command.kind),
                           .target = command.table + "/" + command.target,
                           .reason = command.reason});
    });
    RunControl control{scenario.end(), twin, recorder, report, log, options};

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
    } catch (const Interrupted& interrupted) {
        file.abandon();
        throw Interrupted(
            interrupted.code(),
            fmt::format("{}; what was simulated is in {}.part, see `cityproof recover`",
                        interrupted.what(), options.output.string()));
    }
    set_activity("finishing the run file");
    outcome.trace_hash = twin.engine().trace_hash();
    outcome.key_figures = twin.key_figures();
    meta.push_back({"interventions_hash", log.hash()});
    file.finish(outcome.key_figures, outcome.trace_hash, meta);
    log.finish();
    outcome.wall_s =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_start).count();
    report.done(outcome);
    if (options.print_cost) {
        const engine::EngineStatistics& statistics = twin.engine().statistics();
        report.cost({.cpu_s = process_cpu_s(),
                     .traffic_cpu_s = twin.traffic() != nullptr ? twin.traffic()->cpu_s() : 0,
                     .rounds = statistics.rounds,
                     .parallel_rounds = statistics.parallel_rounds});
    }
    return ExitCode::ok;
}

} // namespace cityproof::scenarios
