// SPDX-License-Identifier: Apache-2.0
#include "scenarios/process/run_line.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace cityproof::process {
namespace {

double number_of(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : std::nan("");
}

std::string text_of(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

} // namespace

RunLine read_run_line(std::string_view line) {
    const auto object = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return {};
    }
    RunLine said;
    const std::string type = text_of(object, "type");
    if (type == "progress") {
        const double fraction = number_of(object, "t_s") / number_of(object, "end_s");
        if (fraction >= 0 && fraction <= 1) {
            said.fraction = fraction;
        }
    } else if (type == "problem") {
        said.problem = text_of(object, "text");
    }
    return said;
}

} // namespace cityproof::process
