// SPDX-License-Identifier: Apache-2.0
// cityproof demo: makes the demo city of its map, runs baseline and policy over several seeds,
// compares, draws a map.
#include "scenarios/demo/demo.hpp"

#include "core/base/errors.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"

#include <CLI/CLI.hpp>

#include <thread>

using namespace cityproof;

int main(int argc, char** argv) {
    scenarios::require_pinned_math(argv);
    CLI::App app{
        "Makes the demo city of its map, runs a morning peak with and without adaptive signals "
        "over several seeds\n"
        "in parallel, and writes a report with a verdict. Finished runs are used again when "
        "the command is\n"
        "repeated and nothing has changed.",
        "cityproof demo"};
    demo::DemoOptions options;
    options.jobs = std::max(1U, std::thread::hardware_concurrency());
    app.add_option("--seeds", options.seeds, "Number of common seeds: 1, 2, ...")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    app.add_option("--jobs", options.jobs, "Runs at a time")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    app.add_option("--out", options.folder, "Folder for city, runs and report")
        ->capture_default_str();
    app.add_flag("--fresh", options.fresh, "Run everything again");
    return scenarios::parse_and_run(app, argc, argv, "cityproof demo",
                                    [&] { return demo::run_demo(options); });
}
