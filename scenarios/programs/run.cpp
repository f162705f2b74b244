// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "core/base/quantity.hpp"
#include "core/base/shell_word.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"
#include "scenarios/run/interrupt.hpp"
#include "scenarios/run/intervention_log.hpp"
#include "scenarios/run/run_scenario.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

using namespace cityproof;

namespace {

struct Arguments {
    std::string scenario;
    std::string output;
    std::optional<std::uint32_t> seed;
    int threads = 1;
    std::vector<std::string> overrides;
    std::vector<std::string> policies;
    std::string log = "text";
    std::string commands;
    std::string checkpoint_every;
    std::string resume;
    std::string save_state;
    std::string trace;
    std::string run_id;
    std::uint32_t shuffle = 0;
    bool print_cost = false;
};

/// The run file that a run without --resume would name. Errors: InputError when the two options do
/// not belong together.
std::string output_of(const Arguments& arguments) {
    constexpr std::string_view ending = ".part";
    if (arguments.resume.empty()) {
        if (arguments.output.empty()) {
            throw InputError({{}, 0, "-o"}, "is missing", "the run file to write");
        }
        return arguments.output;
    }
    if (!arguments.resume.ends_with(ending) || arguments.resume.size() == ending.size()) {
        throw InputError({arguments.resume, 0, "--resume"}, "does not end in .part",
                         "the RUN.h5.part that the run left");
    }
    std::string output = arguments.resume.substr(0, arguments.resume.size() - ending.size());
    if (!arguments.output.empty() && arguments.output != output) {
        throw InputError({{}, 0, "-o"},
                         fmt::format("{} is not the run that is resumed", arguments.output), output,
                         "leave it out");
    }
    return output;
}

std::optional<io::TraceDetail> trace_detail(const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    return text == "windows" ? io::TraceDetail::windows : io::TraceDetail::events;
}

/// The command that goes on with this run after it was killed.
std::string resume_command(const Arguments& arguments, const std::string& output) {
    std::vector<std::string> words{"cityproof", "run", arguments.scenario, "--resume",
                                   output + ".part"};
    const auto add = [&words](const char* option, const std::string& value) {
        words.emplace_back(option);
        words.push_back(value);
    };
    if (arguments.seed) {
        add("--seed", std::to_string(*arguments.seed));
    }
    if (arguments.threads != 1) {
        add("--threads", std::to_string(arguments.threads));
    }
    for (const std::string& text : arguments.overrides) {
        add("--set", text);
    }
    for (const std::string& text : arguments.policies) {
        add("--policy", text);
    }
    if (arguments.log != "text") {
        add("--log", arguments.log);
    }
    if (!arguments.checkpoint_every.empty()) {
        add("--checkpoint-every", arguments.checkpoint_every);
    }
    if (!arguments.run_id.empty()) {
        add("--run-id", arguments.run_id);
    }
    std::string command;
    for (const std::string& word : words) {
        command += (command.empty() ? "" : " ") + shell_word(word);
    }
    return command;
}

ExitCode run(const Arguments& arguments, const std::string& command_line) {
    scenarios::install_signal_handlers("cityproof run");
    scenarios::LoadOptions load{arguments.overrides, arguments.policies};
    if (arguments.seed) {
        load.overrides.push_back("seed=" + std::to_string(*arguments.seed));
    }
    scenarios::Scenario scenario = scenarios::load_scenario(arguments.scenario, load);
    const auto report =
        arguments.log == "json" ? scenarios::make_json_report() : scenarios::make_text_report();
    const std::string output = output_of(arguments);
    scenarios::RunOptions options{.output = output,
                                  .threads = arguments.threads,
                                  .command_line = command_line,
                                  .listen = arguments.log == "json",
                                  .record = {},
                                  .print_cost = arguments.print_cost,
                                  .resume = !arguments.resume.empty(),
                                  .resume_command = resume_command(arguments, output),
                                  .trace = trace_detail(arguments.trace),
                                  .save_state = arguments.save_state,
                                  .shuffle = arguments.shuffle,
                                  .run_id = arguments.run_id};
    if (!arguments.checkpoint_every.empty()) {
        const Location where{{}, 0, "--checkpoint-every"};
        options.checkpoint_every = parse_duration(arguments.checkpoint_every, where);
        if (options.checkpoint_every <= Duration{}) {
            throw InputError(where, "is not above zero", "a multiple of rebase_every, as in 1h");
        }
    }
    if (!arguments.commands.empty()) {
        options.record = scenarios::load_operator_record(arguments.commands);
    }
    return scenarios::run_scenario(scenario, options, *report);
}

} // namespace

int main(int argc, char** argv) {
    scenarios::require_pinned_math(argv);
    CLI::App app{"Runs one scenario and writes one run file.", "cityproof run"};
    Arguments arguments;
    app.add_option("scenario", arguments.scenario, "Scenario file (YAML)")->required();
    app.add_option("-o,--output", arguments.output, "Run file to write (HDF5)");
    app.add_option("--seed", arguments.seed, "Seed of every random draw; wins over the scenario's")
        ->check(CLI::Range(0, 2147483647));
    app.add_option("--threads", arguments.threads, "Threads; never changes a result")
        ->check(CLI::Range(1, 1024));
    app.add_option("--set", arguments.overrides,
                   "Override a key of the scenario, as in energy.tick=\"30 s\"")
        ->take_all();
    app.add_option("--policy", arguments.policies, "Policy in force, beside those of the scenario")
        ->take_all();
    app.add_option("--log", arguments.log,
                   "text, or json: one object a line, and orders on standard input")
        ->check(CLI::IsMember({"text", "json"}));
    CLI::Option* commands = app.add_option("--commands", arguments.commands,
                                           "Repeat a recorded session's interventions");
    app.add_option("--checkpoint-every", arguments.checkpoint_every,
                   "Simulated time between two checkpoints, a multiple of the scenario's "
                   "rebase_every: 1h. Changes no result");
    CLI::Option* trace =
        app.add_flag("--trace{events}", arguments.trace,
                     "Write every event and its cause into the run file (about 70 bytes each), for "
                     "`cityproof diverge`; --trace=windows: only a hash for each window")
            ->check(CLI::IsMember({"events", "windows"}));
    app.add_option("--run-id", arguments.run_id,
                   "Which run of a study this is: written into the run file");
    app.add_option("--shuffle", arguments.shuffle,
                   "For tests: run tasks in another order on changing numbers of threads")
        ->group("");
    CLI::Option* save_state = app.add_option(
        "--save-state", arguments.save_state,
        "Write the state at the end, a multiple of the scenario's rebase_every, for other runs to "
        "begin from: from_state in their scenario. Changes no result");
    app.add_option("--resume", arguments.resume,
                   "Go on with a run that did not end, from its last checkpoint: RUN.h5.part")
        ->excludes(commands)
        ->excludes(trace)
        ->excludes(save_state);
    app.add_flag("--print-cpu", arguments.print_cost,
                 "Tell CPU seconds of the run and of its traffic part, and the engine's rounds");
    return scenarios::parse_and_run(app, argc, argv, "cityproof run", [&] {
        return run(arguments, scenarios::quoted_command_line(argc, argv));
    });
}
