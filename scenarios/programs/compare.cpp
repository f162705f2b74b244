// SPDX-License-Identifier: Apache-2.0
// cityproof compare: runs of a policy against runs of the baseline, paired by seed.
#include "core/base/errors.hpp"
#include "io/text/files.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"
#include "scenarios/verdict/json_report.hpp"
#include "scenarios/verdict/markdown_report.hpp"
#include "scenarios/verdict/terminal_report.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

using namespace cityproof;

namespace {

struct Arguments {
    std::vector<std::string> baseline;
    std::vector<std::string> policy;
    std::string markdown;
    std::string json;
};

/// Before the runs are read: a report must not replace one of them.
void require_free_places(const Arguments& arguments) {
    std::error_code ignored;
    for (const std::string& report : {arguments.markdown, arguments.json}) {
        for (const auto* runs : {&arguments.baseline, &arguments.policy}) {
            for (const std::string& run : *runs) {
                if (!report.empty() && std::filesystem::equivalent(report, run, ignored)) {
                    throw InputError{{report, 0, ""}, "the report would replace a run file"};
                }
            }
        }
    }
    if (!arguments.markdown.empty() && !arguments.json.empty() &&
        std::filesystem::weakly_canonical(arguments.markdown) ==
            std::filesystem::weakly_canonical(arguments.json)) {
        throw InputError{{arguments.json, 0, ""}, "is named by both --md and --json"};
    }
}

std::vector<verdict::RunSummary> read_runs(const std::vector<std::string>& files) {
    std::vector<verdict::RunSummary> runs;
    for (const std::string& file : files) {
        runs.push_back(verdict::read_run_summary(file));
    }
    return runs;
}

ExitCode compare(const Arguments& arguments) {
    require_free_places(arguments);
    const verdict::Comparison comparison = verdict::compare_runs(
        verdict::pair_runs(read_runs(arguments.baseline), read_runs(arguments.policy)));
    if (!arguments.markdown.empty()) {
        io::write_file_atomically(arguments.markdown, verdict::markdown_report(comparison, {}));
    }
    if (!arguments.json.empty()) {
        io::write_file_atomically(arguments.json, verdict::json_report(comparison));
    }
    fmt::print("{}", verdict::terminal_report(comparison, verdict::terminal_width()));
    if (std::fflush(stdout) != 0) {
        throw EngineError{"system", "the table cannot be written to standard output"};
    }
    return ExitCode::ok;
}

} // namespace

int main(int argc, char** argv) {
    scenarios::require_pinned_math(argv);
    CLI::App app{"Compares runs of a policy with runs of the baseline, paired by seed: effect, 95 "
                 "% interval,\n"
                 "and the verdict on the policy's claim. Exit code 0 whatever the verdict, 3 when "
                 "runs are missing.",
                 "cityproof compare"};
    Arguments arguments;
    app.add_option("BASE", arguments.baseline, "Run files without the policy")->required();
    app.add_option("--with", arguments.policy, "Run files with the policy, of the same seeds")
        ->required();
    app.add_option("--md", arguments.markdown, "Write a report in Markdown");
    app.add_option("--json", arguments.json, "Write all numbers as JSON");
    return scenarios::parse_and_run(app, argc, argv, "cityproof compare", [&] {
        try {
            return compare(arguments);
        } catch (const verdict::MissingRuns& error) {
            for (const std::string& missing : error.missing()) {
                fmt::print(stderr, "cityproof compare: missing: {}\n", missing);
            }
            return ExitCode::missing_runs;
        }
    });
}
