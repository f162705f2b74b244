// SPDX-License-Identifier: Apache-2.0
// engine_bench: one measurement of the engine through its public interface, as JSON. Exit code 1
// when a count or a limit does not hold. engine_bench.py beside this file runs them all.
#include "core/base/errors.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/measurements.hpp"

using namespace cityproof;
using namespace cityproof::bench;

namespace {

struct Arguments {
    RunChoice choice;
    bool one_line = false;
    std::vector<std::string> names;
    double end_s = 0;
    std::uint32_t width = 100;
    std::uint32_t depth = 0;
    double scale = 1.0;
    double run_h = 24.0;
    double rebase_every_h = 1.0;
    double checkpoint_at_h = 0;
    std::string checkpoint_file;
    std::string restore_file;
};

Duration hours(double count) {
    return Duration::from_seconds(3600.0 * count);
}

void add_common(CLI::App& command, Arguments& arguments) {
    const std::map<std::string, engine::QueueKind> queues{
        {"heap", engine::QueueKind::heap}, {"calendar", engine::QueueKind::calendar}};
    command.add_option("--threads", arguments.choice.threads)->check(CLI::PositiveNumber);
    command.add_option("--partitions", arguments.choice.partitions, "default: the instance's own")
        ->check(CLI::PositiveNumber);
    command.add_option("--queue", arguments.choice.queue, "heap or calendar")
        ->transform(CLI::CheckedTransformer(queues));
    command.add_option("--seed", arguments.choice.seed);
    command.add_flag("--json", arguments.one_line, "each measurement on one line");
}

CityMixChoice city_mix_choice(const Arguments& arguments) {
    CityMixChoice mix{.scale = arguments.scale,
                      .run = hours(arguments.run_h),
                      .rebase_every = hours(arguments.rebase_every_h),
                      .checkpoint_at = {},
                      .checkpoint_file = arguments.checkpoint_file,
                      .restore_file = arguments.restore_file};
    if (arguments.checkpoint_at_h > 0) {
        mix.checkpoint_at = SimTime::zero() + hours(arguments.checkpoint_at_h);
    }
    return mix;
}

/// Calls `measure` for each name, prints what it reports, and returns the exit code.
int measure_all(const Arguments& arguments,
                const std::function<Report(const std::string&)>& measure) {
    bool all_hold = true;
    for (const std::string& name : arguments.names) {
        const Report report = measure(name);
        fmt::print("{}\n", report.dump(arguments.one_line ? -1 : 2));
        std::fflush(stdout);
        all_hold = all_hold && report.at("holds").get<bool>();
    }
    return all_hold ? 0 : 1;
}

int phold(const Arguments& arguments) {
    return measure_all(arguments, [&](const std::string& name) {
        return measure_phold(name, arguments.choice,
                             arguments.end_s > 0 ? std::optional{arguments.end_s} : std::nullopt);
    });
}

int devstone(const Arguments& arguments) {
    const std::uint32_t depth = arguments.depth > 0 ? arguments.depth : arguments.width;
    return measure_all(arguments, [&](const std::string& kind) {
        return measure_devstone(kind, arguments.width, depth, arguments.choice);
    });
}

int city_mix(const Arguments& arguments) {
    return measure_all(arguments, [&](const std::string&) {
        return measure_city_mix(city_mix_choice(arguments), arguments.choice);
    });
}

int memory(const Arguments& arguments) {
    return measure_all(arguments, [&](const std::string& what) {
        return measure_memory(what, arguments.scale, arguments.choice);
    });
}

CLI::App* add_phold(CLI::App& app, Arguments& arguments) {
    CLI::App* command = app.add_subcommand("phold", "PHOLD, counts against renewal theory");
    command->add_option("instance", arguments.names, "P1, P1r, P1s, P1w, P2, P3")->required();
    command->add_option("--end", arguments.end_s, "simulated seconds; default: the instance's own")
        ->check(CLI::PositiveNumber);
    return command;
}

CLI::App* add_devstone(CLI::App& app, Arguments& arguments) {
    CLI::App* command = app.add_subcommand("devstone", "DEVStone, exact counts of transitions");
    command->add_option("kind", arguments.names, "LI, HI, HO")->required();
    command->add_option("--width", arguments.width)->check(CLI::Range(2, 2000));
    command->add_option("--depth", arguments.depth, "default: the width")
        ->check(CLI::Range(2, 2000));
    return command;
}

CLI::App* add_city_mix(CLI::App& app, Arguments& arguments) {
    CLI::App* command = app.add_subcommand("citymix", "A day of a city of 1.2 M things");
    command->add_option("--scale", arguments.scale, "share of the things");
    command->add_option("--hours", arguments.run_h, "simulated, from midnight");
    command->add_option("--rebase-every", arguments.rebase_every_h, "hours; 0: never");
    CLI::Option* at =
        command->add_option("--checkpoint-at", arguments.checkpoint_at_h, "hour of a checkpoint")
            ->check(CLI::PositiveNumber);
    CLI::Option* file =
        command->add_option("--checkpoint", arguments.checkpoint_file, "file to write it to");
    at->needs(file);
    file->needs(at);
    command->add_option("--restore", arguments.restore_file, "go on from this file")
        ->check(CLI::ExistingFile);
    return command;
}

CLI::App* add_memory(CLI::App& app, Arguments& arguments) {
    CLI::App* command = app.add_subcommand(
        "memory", "Bytes per entity and per pending event, counted by the allocator");
    command->add_option("what", arguments.names, "P2, P3, citymix or another PHOLD instance")
        ->required();
    command->add_option("--scale", arguments.scale, "of the city mix");
    return command;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Measures the engine; exit code 1 when a count or a limit does not hold."};
    app.require_subcommand(1);
    Arguments arguments;
    const std::vector<std::pair<CLI::App*, int (*)(const Arguments&)>> commands{
        {add_phold(app, arguments), phold},
        {add_devstone(app, arguments), devstone},
        {add_city_mix(app, arguments), city_mix},
        {add_memory(app, arguments), memory}};
    for (const auto& [command, call] : commands) {
        add_common(*command, arguments);
    }
    CLI11_PARSE(app, argc, argv);
    if (arguments.names.empty()) {
        arguments.names.emplace_back("citymix"); // the only command without names
    }
    try {
        for (const auto& [command, call] : commands) {
            if (command->parsed()) {
                return call(arguments);
            }
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "engine_bench: error: {}\n", error.what());
        return 2;
    }
    return 2;
}
