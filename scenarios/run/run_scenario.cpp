// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/run_scenario.hpp"

#include "core/base/stable_hash.hpp"
#include "io/city/city.hpp"
#include "io/run_file/run_file_writer.hpp"
#include "io/text/files.hpp"
#include "models/traffic/sumo_traffic.hpp"
#include "scenarios/run/frame_recorder.hpp"
#include "scenarios/run/interrupt.hpp"
#include "scenarios/run/operator_input.hpp"
#include "scenarios/run/run_layout.hpp"
#include "scenarios/run/twin.hpp"

#include <fmt/format.h>

#include <algorithm>
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
    RunControl(const Scenario& scenario, Twin& twin, FrameRecorder& recorder, RunReport& report,
               bool listen)
        : end_{scenario.end()},
          twin_{twin},
          recorder_{recorder},
          report_{report} {
        if (listen) {
            input_.emplace();
        }
    }

    void on_round(SimTime now) override {
        check_interrupt();
        report_.progress(now, end_);
        if (!input_) {
            return;
        }
        while (auto item = input_->poll()) {
            carry_out(*item, now);
        }
        if (now >= pause_at_) {
            report_.paused(now);
        }
        while (now >= pause_at_ && !input_->ended()) {
            check_interrupt();
            if (auto item = input_->wait()) {
                carry_out(*item, now);
            }
        }
    }

    void on_publication(const engine::Port& port, std::size_t element, SimTime /*when*/,
                        double value) override {
        recorder_.on_publication(port, element, value);
    }

    void on_window_end(SimTime window_end) override { recorder_.on_window_end(window_end); }

    const std::vector<contracts::Command>& interventions() const { return interventions_; }

  private:
    void carry_out(const OperatorInput::Item& item, SimTime now) {
        if (item.problem) {
            report_.problem(*item.problem);
            return;
        }
        using Kind = OperatorOrder::Kind;
        switch (item.order->kind) {
        case Kind::pause:
            pause_at_ = now;
            break;
        case Kind::resume:
            pause_at_ = SimTime::never();
            break;
        case Kind::step:
            pause_at_ = now + item.order->step;
            break;
        case Kind::stop:
            throw StopRequested{now};
        case Kind::intervene:
            intervene(item.order->command, now);
            break;
        }
    }

    void intervene(contracts::Command command, SimTime now) {
        // Whole seconds: the models' common clock. The record repeats the run to the bit.
        command.at = ceil_to(now, Duration::seconds(1));
        try {
            twin_.intervene(command, {"standard input", 0, "target"});
            interventions_.push_back(std::move(command));
        } catch (const InputError& error) {
            report_.problem(error.problem());
        }
    }

    SimTime end_;
    Twin& twin_;
    FrameRecorder& recorder_;
    RunReport& report_;
    std::optional<OperatorInput> input_;
    SimTime pause_at_ = SimTime::never();
    std::vector<contracts::Command> interventions_;
};

double process_cpu_s() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void save_interventions(const std::filesystem::path& output,
                        const std::vector<contracts::Command>& interventions) {
    if (interventions.empty()) {
        return;
    }
    std::string lines;
    for (const contracts::Command& command : interventions) {
        lines += command_record(command) + "\n";
    }
    io::write_file_atomically(output.string() + ".commands.jsonl", lines);
}

/// Names what operators did to the run: a run is a partner only of one that underwent the same.
std::string interventions_hash(const std::vector<contracts::Command>& replayed,
                               const std::vector<contracts::Command>& live) {
    std::vector<std::string> records;
    for (const auto* commands : {&replayed, &live}) {
        for (const contracts::Command& command : *commands) {
            records.push_back(command_record(command));
        }
    }
    if (records.empty()) {
        return {};
    }
    std::ranges::sort(records);
    std::uint64_t hash = records.size();
    for (const std::string& record : records) {
        hash = fold_hash(hash, stable_hash(record));
    }
    return fmt::format("{:016x}", hash);
}

} // namespace

ExitCode run_scenario(const Scenario& scenario, const RunOptions& options, RunReport& report) {
    const auto wall_start = std::chrono::steady_clock::now();
    set_activity("reading the city package");
    const io::City city = io::read_city(scenario.city_folder);
    Twin twin{scenario, city, options.threads};
    for (const contracts::Command& command : options.commands) {
        twin.intervene(command, {"--commands", 0, "target"});
    }
    const RunLayout layout = make_run_layout(scenario, city, twin, options.command_line);
    set_activity("creating the run file");
    io::RunFileWriter file{options.output, layout.file};
    const engine::Port* readings = twin.sensor_readings();
    const bool records_readings = !layout.ports.empty() && layout.ports.back() == readings;
    FrameRecorder recorder{
        {.every = scenario.record.every,
         .vehicles_every = layout.file.vehicles ? scenario.record.vehicles_every : Duration{},
         .end = scenario.end(),
         .ports = layout.ports,
         .readings = records_readings ? readings : nullptr,
         .vehicles = twin.traffic()},
        file};
    twin.engine().add_to_group(recorder, engine::Phase::record, 1);
    twin.on_command([&file](const contracts::Command& command) {
        file.append_event({.time_s = command.at.to_seconds(),
                           .kind = to_string(command.kind),
                           .target = command.table + "/" + command.target,
                           .reason = command.reason});
    });
    RunControl control{scenario, twin, recorder, report, options.listen};

    std::vector<io::MetaEntry> meta;
    set_activity("simulating");
    try {
        twin.engine().run(scenario.end(), &control);
    } catch (const StopRequested& stop) {
        meta.push_back({"stopped_at_s", fmt::format("{}", stop.at.to_seconds())});
    } catch (const Interrupted& interrupted) {
        file.abandon();
        throw Interrupted(
            interrupted.code(),
            fmt::format("{}; what was simulated is in {}.part, see `cityproof recover`",
                        interrupted.what(), options.output.string()));
    }
    set_activity("finishing the run file");
    const std::uint64_t hash = twin.engine().trace_hash();
    const std::vector<contracts::KeyFigure> figures = twin.key_figures();
    meta.push_back(
        {"interventions_hash", interventions_hash(options.commands, control.interventions())});
    file.finish(figures, hash, meta);
    save_interventions(options.output, control.interventions());
    report.progress(scenario.end(), scenario.end());
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - wall_start;
    report.done(options.output.string(), hash, figures, wall.count());
    if (options.print_cpu) {
        fmt::print("cpu_s {:.4f} traffic_cpu_s {:.4f}\n", process_cpu_s(),
                   twin.traffic() != nullptr ? twin.traffic()->cpu_s() : 0.0);
    }
    return ExitCode::ok;
}

} // namespace cityproof::scenarios
