// SPDX-License-Identifier: Apache-2.0
// cityproof diverge: where two runs part, and why something happened.
#include "core/base/errors.hpp"
#include "scenarios/diverge/explanation.hpp"
#include "scenarios/programs/command_line.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

using namespace cityproof;

namespace {

struct Arguments {
    std::vector<std::string> runs;
    std::string why;
    std::size_t depth = 8;
    bool json = false;
};

void print(const std::string& text) {
    fmt::print("{}", text);
    if (std::fflush(stdout) != 0) {
        throw EngineError{"system", "the report cannot be written to standard output"};
    }
}

ExitCode compare(const Arguments& arguments) {
    if (arguments.runs.size() != 2) {
        throw InputError({{}, 0, "RUN"}, "one run file is given", "two, or one with --why");
    }
    const diverge::TracedRun a{arguments.runs[0]};
    const diverge::TracedRun b{arguments.runs[1]};
    const diverge::Explanation explanation = diverge::explain(a, b, arguments.depth);
    print(arguments.json ? diverge::json_report(explanation) : diverge::text_report(explanation));
    return explanation.equal() ? ExitCode::ok : ExitCode::fail;
}

ExitCode explain_event(const Arguments& arguments) {
    if (arguments.runs.size() != 1) {
        throw InputError({{}, 0, "--why"}, "asks about one run, and two are given", "one run file");
    }
    const diverge::EventQuestion question = diverge::parse_event_question(arguments.why);
    const diverge::TracedRun run{arguments.runs[0]};
    const diverge::CauseChain chain = diverge::answer(run, question, arguments.depth);
    print(arguments.json ? diverge::json_report(run, chain) : diverge::text_report(run, chain));
    return ExitCode::ok;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Finds the first difference of two runs that were made with `cityproof run "
                 "--trace`: window,\n"
                 "partition, entity, event and its causes. Exit code 0 when they are equal, 1 when "
                 "they differ.",
                 "cityproof diverge"};
    Arguments arguments;
    app.add_option("RUN", arguments.runs, "Two run files; with --why one")
        ->required()
        ->expected(1, 2);
    app.add_option("--depth", arguments.depth, "Lines of causes at most")
        ->check(CLI::Range(1, 100'000));
    app.add_option("--why", arguments.why,
                   "Print the causes of one event of one run: the last one that an entity handled "
                   "up to a time, as in sensor/s7@1:02:03");
    app.add_flag("--json", arguments.json, "Print one JSON object");
    return scenarios::parse_and_run(app, argc, argv, "cityproof diverge", [&] {
        return arguments.why.empty() ? compare(arguments) : explain_event(arguments);
    });
}
