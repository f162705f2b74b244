// SPDX-License-Identifier: Apache-2.0
#include "models/water/inp_problems.hpp"

#include "core/base/errors.hpp"
#include "models/water/inp_text.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>
#include <string_view>

namespace cityproof::water {
namespace {

constexpr int unconnected_node = 234;
constexpr int unknown_section = 299;

/// What to do about the errors that a newcomer meets. Source of the codes: EPANET 2.3's list of
/// error codes.
std::string remedy_for(int code) {
    switch (code) {
    case 203:
    case 204:
        return "define it, or correct the name";
    case 215:
        return "give each node and each link a name of its own";
    case 223:
        return "check that this is an EPANET .inp file; it needs junctions and a reservoir or tank";
    case 224:
        return "add a reservoir or a tank";
    case 233:
    case unconnected_node:
        return "connect the node by a pipe, or delete it";
    default:
        return {};
    }
}

/// One error of a report, such as "Error 203: undefined node J9 in [PIPES] section:" with the line
/// below it.
struct Reported {
    int code = 0;
    std::string text;
    std::string section;
    bool echoed = false; ///< the next line of the report repeats the line of the file
};

std::optional<Reported> reported_error(const std::string& line) {
    static const std::regex pattern{R"(^\s*(?:Input )?Error (\d{1,6}):\s*(.*?)\s*$)"};
    static const std::regex in_section{R"(^(.*) in (\[[A-Z]+\]) section:$)"};
    static const std::regex in_rule{R"(^(.*) in following line of (Rule .*):$)"};
    std::smatch found;
    if (!std::regex_match(line, found, pattern)) {
        return std::nullopt;
    }
    Reported error{std::stoi(found[1].str()), found[2].str(), {}, false};
    const std::string whole = error.text;
    if (std::regex_match(whole, found, in_section)) {
        error.text = found[1].str();
        error.section = found[2].str();
        error.echoed = true;
    } else if (std::regex_match(whole, found, in_rule)) {
        error.text = found[1].str() + " in " + found[2].str();
        error.section = "[RULES]";
        error.echoed = true;
    } else if (error.code == unknown_section) {
        error.echoed = true;
    }
    return error;
}

/// Codes that only sum up what other lines say.
bool is_summary(int code) {
    return code == 110 || code == 200 || code == 233;
}

int line_of(const InpText& file, const Reported& error, const std::string& echo) {
    if (error.echoed) {
        return file.line_of(error.section, echo);
    }
    if (error.code == unconnected_node) { // "network has an unconnected node with ID:  J2"
        const std::size_t id = error.text.find_first_not_of(
            ": \t", std::min(error.text.rfind(':'), error.text.size()));
        return id == std::string::npos ? 0 : file.line_of_node(error.text.substr(id));
    }
    return 0;
}

} // namespace

TemporaryReport::TemporaryReport()
    : path_{(std::filesystem::temp_directory_path() / "cityproof-epanet-XXXXXX").string()} {
    const int file = mkstemp(path_.data());
    if (file < 0) {
        throw EngineError("EPANET", "no report file can be made in the temporary folder");
    }
    ::close(file);
}

TemporaryReport::~TemporaryReport() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

std::string TemporaryReport::text() const {
    std::ifstream input{path_, std::ios::binary};
    std::ostringstream content;
    content << input.rdbuf();
    return content.str();
}

void throw_input_problems(const InpText& file, const std::string& report, int code,
                          const std::string& code_text) {
    Problems problems;
    std::istringstream lines{report};
    std::string line;
    while (std::getline(lines, line)) {
        const std::optional<Reported> error = reported_error(line);
        if (!error || is_summary(error->code)) {
            continue;
        }
        std::string echo;
        if (error->echoed) {
            std::getline(lines, echo);
        }
        const Location where{file.file(), line_of(file, *error, echo), error->section};
        problems.error(where, fmt::format("EPANET {}: {}", error->code, error->text), {},
                       remedy_for(error->code));
    }
    if (!problems.has_errors()) {
        constexpr std::string_view prefix = "Error ";
        const std::string text = code_text.starts_with(prefix)
                                     ? code_text.substr(prefix.size())
                                     : fmt::format("{}: {}", code, code_text);
        problems.error({file.file(), 0, {}}, "EPANET " + text, {}, remedy_for(code));
    }
    throw ProblemsError{problems.list()};
}

} // namespace cityproof::water
