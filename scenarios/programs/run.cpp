// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"
#include "scenarios/run/interrupt.hpp"
#include "scenarios/run/intervention_log.hpp"
#include "scenarios/run/run_scenario.hpp"

#include <CLI/CLI.hpp>

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
    bool print_cost = false;
};

ExitCode run(const Arguments& arguments, const std::string& command_line) {
    scenarios::install_signal_handlers("cityproof run");
    scenarios::LoadOptions load{arguments.overrides, arguments.policies};
    if (arguments.seed) {
        load.overrides.push_back("seed=" + std::to_string(*arguments.seed));
    }
    scenarios::Scenario scenario = scenarios::load_scenario(arguments.scenario, load);
    const auto report =
        arguments.log == "json" ? scenarios::make_json_report() : scenarios::make_text_report();
    scenarios::RunOptions options{.output = arguments.output,
                                  .threads = arguments.threads,
                                  .command_line = command_line,
                                  .listen = arguments.log == "json",
                                  .record = {},
                                  .print_cost = arguments.print_cost};
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
    app.add_option("-o,--output", arguments.output, "Run file to write (HDF5)")->required();
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
    app.add_option("--commands", arguments.commands, "Repeat a recorded session's interventions");
    app.add_flag("--print-cpu", arguments.print_cost,
                 "Tell CPU seconds of the run and of its traffic part, and the engine's rounds");
    return scenarios::parse_and_run(app, argc, argv, "cityproof run", [&] {
        return run(arguments, scenarios::quoted_command_line(argc, argv));
    });
}
