// SPDX-License-Identifier: Apache-2.0
#include "models/water/inp_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <system_error>

namespace cityproof::water {
namespace {

/// EPANET's error messages are built in a buffer of 256 characters that takes the offending word
/// unchecked (inperrmsg in input2.c): a longer word can end the process. Ids may have 31.
constexpr std::size_t longest_word = 150;
/// EPANET reads lines into a buffer of 1024 characters; the rest of a longer one, a comment's too,
/// counts as a new line.
constexpr std::size_t longest_line = 1022;
/// The largest public network (BWSN-2, 12,527 nodes) has 2.3 MB.
constexpr std::uintmax_t largest_file = 512U * 1024U * 1024U;
constexpr std::size_t section_key = 5;

std::string capitals(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return result;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\f\v";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// The words that EPANET sees: up to a semicolon, separated by blanks and commas.
std::vector<std::string_view> words(std::string_view line) {
    constexpr std::string_view separators = " \t,\r\n";
    line = line.substr(0, line.find(';'));
    std::vector<std::string_view> result;
    std::size_t at = line.find_first_not_of(separators);
    while (at != std::string_view::npos) {
        const std::size_t end = std::min(line.find_first_of(separators, at), line.size());
        result.push_back(line.substr(at, end - at));
        at = line.find_first_not_of(separators, end);
    }
    return result;
}

/// As EPANET's getfloat: all of the word must be taken by strtod.
bool is_number(std::string_view word) {
    const std::string text{word};
    char* end = nullptr;
    std::strtod(text.c_str(), &end);
    return end != text.c_str() && *end == '\0';
}

std::string section_of(std::string_view text) {
    return capitals(trimmed(text).substr(0, section_key));
}

} // namespace

InpText::InpText(const std::filesystem::path& path) : file_{path.string()} {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw InputError({file_}, "there is no such file", "an EPANET network (.inp)");
    }
    if (status.type() != std::filesystem::file_type::regular) {
        throw InputError({file_}, "is not a regular file", "an EPANET network (.inp)");
    }
    if (std::filesystem::file_size(path, failure) > largest_file || failure) {
        throw InputError({file_}, "is too large for an EPANET network", "at most 512 MB");
    }
    std::ifstream input{path, std::ios::binary};
    if (!input) {
        throw InputError({file_}, "cannot be read", {}, "give the file read permission");
    }
    read(input);
}

void InpText::read(std::istream& input) {
    std::string section;
    std::string text;
    bool ended = false;
    while (!ended && std::getline(input, text)) {
        const std::string_view content = trimmed(text);
        if (content.starts_with('[')) {
            section = section_of(content);
            ended = section.starts_with("[END");
        }
        lines_.push_back({std::string{content}, section});
        const int number = static_cast<int>(lines_.size());
        if (text.size() > longest_line) {
            problems_.error({file_, number, {}},
                            fmt::format("a line of {} characters", text.size()),
                            fmt::format("at most {}, comments included", longest_line));
        }
        inspect(lines_.back(), number);
    }
    if (!ended) {
        remarks_.push_back(
            fmt::format("{}: the file has no [END] line; it may have been cut off", file_));
    }
}

void InpText::inspect(const Line& line, int number) {
    if (line.section == "[TITL" || line.text.starts_with('[')) {
        return;
    }
    if (line.text.find('\0') != std::string::npos) {
        problems_.error({file_, number, {}}, "the line has a NUL character", "text");
        return;
    }
    const std::vector<std::string_view> parts = words(line.text);
    const auto longest = std::ranges::max_element(parts, {}, &std::string_view::size);
    if (longest != parts.end() && longest->size() > longest_word) {
        problems_.error({file_, number, {}},
                        fmt::format("a word of {} characters", longest->size()),
                        fmt::format("at most {}; an id has at most 31", longest_word));
    }
    // EPANET 2.3.5 reads a number behind the word without looking whether there is one, and dies.
    if (line.section == "[RULE" && parts.size() == 1 &&
        capitals(parts.front()).starts_with("PRIO")) {
        problems_.error({file_, number, "PRIORITY"}, "a rule's priority has no value",
                        "PRIORITY and a number");
    }
    // A tank whose curve has a name but no point ends EPANET 2.3.5 (inittanks in input1.c).
    if (line.section == "[CURV" && !parts.empty() &&
        (parts.size() < 3 || !is_number(parts[1]) || !is_number(parts[2]))) {
        problems_.error({file_, number, "[CURVES]"}, "a point of a curve cannot be read",
                        "an id and two numbers");
    }
    // Saved hydraulics of another run would replace ours, from a file of any name.
    if (line.section == "[OPTI" && !parts.empty() && capitals(parts.front()).starts_with("HYDR")) {
        problems_.error({file_, number, "HYDRAULICS"},
                        "the network uses or saves a hydraulics file", {},
                        "delete the line; the hydraulics are always computed");
    }
}

int InpText::line_of(std::string_view section, std::string_view line) const {
    const std::string key = section_of(section);
    const std::string_view wanted = trimmed(line);
    for (std::size_t i = lines_.size(); i > 0 && !wanted.empty(); --i) {
        if ((key.empty() || lines_[i - 1].section == key) && lines_[i - 1].text == wanted) {
            return static_cast<int>(i);
        }
    }
    return 0;
}

int InpText::line_of_node(std::string_view id) const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const Line& line = lines_[i];
        const bool nodes =
            line.section == "[JUNC" || line.section == "[RESE" || line.section == "[TANK";
        if (nodes && !line.text.starts_with('[')) {
            const std::vector<std::string_view> parts = words(line.text);
            if (!parts.empty() && parts.front() == id) {
                return static_cast<int>(i) + 1;
            }
        }
    }
    return 0;
}

void InpText::throw_if_unreadable() const {
    problems_.throw_if_errors();
}

} // namespace cityproof::water
