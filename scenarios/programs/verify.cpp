// SPDX-License-Identifier: Apache-2.0
// cityproof verify: a new run against a golden one of the same inputs.
#include "core/base/errors.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/verify/verification.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <string>

using namespace cityproof;

int main(int argc, char** argv) {
    CLI::App app{
        "Holds a new run against a golden one of the same scenario, policy and seed: every "
        "recorded value by\ndomain and simulated hour, and the key figures. Names the first "
        "difference. Exit code 0 when they\nare equal, 1 when they differ.",
        "cityproof verify"};
    std::string golden;
    std::string now;
    verify::Tolerance tolerance;
    app.add_option("GOLDEN", golden, "The run file that was accepted")->required();
    app.add_option("NEW", now, "The run file to check")->required();
    app.add_option("--tolerance", tolerance.relative,
                   "Largest difference of two values, as a share of the larger one")
        ->check(CLI::Range(0.0, 1.0));
    app.add_flag("--strict", tolerance.strict,
                 "Every bit, the events and the trace hash: for runs of one machine");
    return scenarios::parse_and_run(app, argc, argv, "cityproof verify", [&] {
        const verify::Verification result = verify::verify_runs(golden, now, tolerance);
        fmt::print("{}", verify::text_report(result));
        if (std::fflush(stdout) != 0) {
            throw EngineError{"system", "the report cannot be written to standard output"};
        }
        return result.equal() ? ExitCode::ok : ExitCode::fail;
    });
}
