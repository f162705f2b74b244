// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/city/city.hpp"
#include "scenarios/import/check_city.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/run/interrupt.hpp"
#include "scenarios/run/run_layout.hpp"
#include "scenarios/run/saved_state.hpp"
#include "scenarios/run/twin.hpp"
#include "scenarios/scenario/policy.hpp"
#include "scenarios/scenario/scenario.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

using namespace cityproof;

namespace {

void check_scenario(const std::filesystem::path& path, const std::optional<std::string>& text,
                    Problems& problems) {
    std::optional<scenarios::Scenario> scenario;
    problems.collect([&] {
        scenario = scenarios::load_scenario(path, {.overrides = {}, .policies = {}, .text = text});
    });
    if (!scenario) {
        return;
    }
    problems.collect([&] { scenarios::check_city(scenario->city_folder, problems); });
    if (problems.has_errors()) {
        return; // the engines are given only a city that is sound
    }
    scenarios::check_interrupt();
    problems.collect([&] {
        const io::City city = io::read_city(scenario->city_folder);
        problems.collect([&] {
            scenarios::state_to_begin_from(*scenario, city, scenarios::SavedState::Use::look);
        });
        const scenarios::Twin twin{*scenario, city, 1};
        scenarios::make_run_layout(*scenario, city, twin, {}); // channels that nobody offers
    });
}

void print(const Problems& problems, bool json) {
    for (const Problem& problem : problems.list()) {
        if (!json) {
            fmt::print("{}\n", to_string(problem));
            continue;
        }
        const nlohmann::ordered_json line{{"severity", to_string(problem.severity)},
                                          {"file", problem.where.file},
                                          {"line", problem.where.line},
                                          {"key", problem.where.key},
                                          {"message", problem.message},
                                          {"expected", problem.expected},
                                          {"remedy", problem.remedy}};
        fmt::print("{}\n",
                   line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    }
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Lists everything that is wrong with a scenario file or a city package, and "
                 "changes nothing.",
                 "cityproof check"};
    std::string path;
    bool json = false;
    bool from_stdin = false;
    bool is_policy = false;
    app.add_option("path", path, "Scenario file or city folder")->required();
    app.add_flag("--json", json, "One JSON object a line");
    app.add_flag("--stdin", from_stdin,
                 "Check the text that comes on standard input, as if it stood at path");
    app.add_flag("--policy", is_policy, "path is a policy file");
    return scenarios::parse_and_run(app, argc, argv, "cityproof check", [&] {
        scenarios::install_signal_handlers("cityproof check");
        Problems problems;
        std::optional<std::string> text;
        if (from_stdin) {
            text.emplace(std::istreambuf_iterator<char>{std::cin},
                         std::istreambuf_iterator<char>{});
        }
        if (is_policy) {
            problems.collect([&] { scenarios::load_policy(path, text); });
        } else if (!text && std::filesystem::is_directory(path)) {
            problems.collect([&] { scenarios::check_city(path, problems); });
        } else {
            check_scenario(path, text, problems);
        }
        scenarios::check_interrupt(); // a list that is not complete is none
        print(problems, json);
        if (!json && !problems.has_errors()) {
            fmt::print("{} is sound\n", path);
        }
        return problems.has_errors() ? ExitCode::bad_input : ExitCode::ok;
    });
}
