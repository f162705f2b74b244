// SPDX-License-Identifier: Apache-2.0
// cityproof kpis: what every key figure means.
#include "core/base/errors.hpp"
#include "scenarios/key_figures/catalogue_report.hpp"
#include "scenarios/programs/command_line.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

using namespace cityproof;

int main(int argc, char** argv) {
    CLI::App app{"Lists the key figures that runs can have: definition, formula, unit, direction "
                 "and source.",
                 "cityproof kpis"};
    std::vector<std::string> wanted;
    bool json = false;
    bool markdown = false;
    app.add_option("KEY_FIGURE", wanted,
                   "Only these: ids as in traffic.delay_mean, or domains as in traffic");
    CLI::Option* as_json = app.add_flag("--json", json, "Print one JSON object");
    app.add_flag("--markdown", markdown, "Print the page docs/key_figures.md")->excludes(as_json);
    return scenarios::parse_and_run(app, argc, argv, "cityproof kpis", [&] {
        const auto selected = key_figures::select(wanted);
        fmt::print("{}", json       ? key_figures::json_report(selected)
                         : markdown ? key_figures::markdown_report(selected)
                                    : key_figures::text_report(selected));
        if (std::fflush(stdout) != 0) {
            throw EngineError{"system", "the list cannot be written to standard output"};
        }
        return ExitCode::ok;
    });
}
