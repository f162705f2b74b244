// SPDX-License-Identifier: Apache-2.0
#include "io/text/files.hpp"
#include "scenarios/programs/command_line.hpp"

#include <fmt/format.h>

using namespace cityproof;

int main(int argc, char** argv) {
    CLI::App app{"Prints a schema (JSON Schema 2020-12 with \"x-dimension\" for quantities).",
                 "cityproof schema"};
    std::string name = "scenario";
    app.add_option("name", name, "scenario, policy, city, study, gates or prices")
        ->check(CLI::IsMember({"scenario", "policy", "city", "study", "gates", "prices"}));
    bool json = true;
    app.add_flag("--json", json, "As JSON, the only form");
    return scenarios::parse_and_run(app, argc, argv, "cityproof schema", [&] {
        fmt::print("{}", io::read_text_file(io::data_folder() / "schema" / (name + ".json")));
        return ExitCode::ok;
    });
}
