// SPDX-License-Identifier: Apache-2.0
// cityproof drift: whether the effects of a new comparison are still those of an accepted one.
#include "scenarios/verdict/drift.hpp"

#include "core/base/errors.hpp"
#include "core/base/quantity.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"
#include "scenarios/verdict/terminal_report.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <string>

using namespace cityproof;

namespace {

ExitCode exit_code(verdict::DriftState state) {
    switch (state) {
    case verdict::DriftState::unchanged:
        return ExitCode::ok;
    case verdict::DriftState::changed:
        return ExitCode::fail;
    case verdict::DriftState::unclear:
        return ExitCode::inconclusive;
    case verdict::DriftState::missing:
        break;
    }
    return ExitCode::missing_runs;
}

} // namespace

int main(int argc, char** argv) {
    scenarios::require_pinned_math(argv);
    CLI::App app{
        "Holds the effects of a new report of `cityproof compare --json` against those of "
        "an accepted one,\npaired by seed where both have it, corrected for their number by "
        "Holm. Exit code 0 when no effect\nchanged, 1 when one did, 3 when one is missing, 5 "
        "when there are too few seeds.",
        "cityproof drift"};
    std::string accepted;
    std::string now;
    std::string margin = "0 %";
    app.add_option("ACCEPTED", accepted, "The report that was accepted (JSON)")->required();
    app.add_option("NEW", now, "The report to check (JSON)")->required();
    app.add_option(
        "--margin", margin,
        "Change that does not matter, as a share of the baseline's mean, as in \"0.5 %\"");
    return scenarios::parse_and_run(app, argc, argv, "cityproof drift", [&] {
        const double share = parse_quantity(margin, Dimension::ratio, {"--margin", 0, ""});
        if (!(share >= 0 && share < 1)) {
            throw InputError({"--margin", 0, ""}, "is not between 0 and 100 %");
        }
        const verdict::Drift drift = verdict::find_drift(accepted, now, share);
        fmt::print("{}Effects: {}\n",
                   verdict::terminal_table(verdict::drift_table(drift), verdict::terminal_width()),
                   verdict::to_string(drift.overall()));
        if (std::fflush(stdout) != 0) {
            throw EngineError{"system", "the report cannot be written to standard output"};
        }
        return exit_code(drift.overall());
    });
}
