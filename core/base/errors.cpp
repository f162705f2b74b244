// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cityproof {
namespace {

/// A message is one line whatever the input holds: control characters are shown, long quotes are
/// cut.
std::string one_line(const std::string& text) {
    constexpr std::size_t longest = 1000;
    std::string result;
    for (const char c : text.substr(0, longest)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) {
            result += fmt::format("\\x{:02x}", byte);
        } else {
            result += c;
        }
    }
    return text.size() > longest ? result + "..." : result;
}

std::string joined(const std::vector<Problem>& problems) {
    std::string text;
    for (const Problem& problem : problems) {
        text += (text.empty() ? "" : "\n") + to_string(problem);
    }
    return text;
}

} // namespace

std::string to_string(const Location& where) {
    std::string text = where.file;
    if (where.line > 0) {
        text += fmt::format(":{}", where.line);
    }
    if (!where.key.empty()) {
        text += (text.empty() ? "" : ": ") + where.key;
    }
    return one_line(text);
}

std::string to_string(const Problem& problem) {
    std::string text = to_string(problem.where);
    if (!text.empty()) {
        text += ": ";
    }
    if (problem.severity != Severity::error) {
        text += std::string{to_string(problem.severity)} + ": ";
    }
    text += one_line(problem.message);
    if (!problem.expected.empty()) {
        text += "; expected " + one_line(problem.expected);
    }
    if (!problem.remedy.empty()) {
        text += "; to mend: " + one_line(problem.remedy);
    }
    return text;
}

std::string_view to_string(Severity severity) {
    constexpr std::array names{"error", "warning", "note"};
    return names[static_cast<std::size_t>(severity)];
}

InputError::InputError(Problem problem)
    : std::runtime_error{to_string(problem)},
      problem_{std::move(problem)} {
}

InputError::InputError(Location where, std::string message, std::string expected,
                       std::string remedy)
    : InputError{Problem{Severity::error, std::move(where), std::move(message), std::move(expected),
                         std::move(remedy)}} {
}

ProblemsError::ProblemsError(std::vector<Problem> problems)
    : std::runtime_error{joined(problems)},
      problems_{std::move(problems)} {
}

Problem problem_from(const std::exception& error) {
    if (const auto* input = dynamic_cast<const InputError*>(&error)) {
        return input->problem();
    }
    if (const auto* several = dynamic_cast<const ProblemsError*>(&error);
        several != nullptr && !several->problems().empty()) {
        return several->problems().front();
    }
    return {.message = error.what()};
}

void Problems::error(Location where, std::string message, std::string expected,
                     std::string remedy) {
    add({Severity::error, std::move(where), std::move(message), std::move(expected),
         std::move(remedy)});
}

void Problems::warning(Location where, std::string message, std::string expected,
                       std::string remedy) {
    add({Severity::warning, std::move(where), std::move(message), std::move(expected),
         std::move(remedy)});
}

bool Problems::has_errors() const {
    return std::ranges::any_of(list_,
                               [](const Problem& p) { return p.severity == Severity::error; });
}

void Problems::throw_if_errors() const {
    if (has_errors()) {
        throw ProblemsError{list_};
    }
}

LimitedProblems::LimitedProblems(Problems& problems, Location whole)
    : problems_{problems},
      whole_{std::move(whole)} {
}

LimitedProblems::~LimitedProblems() {
    if (count_ > longest_list_) {
        problems_.error(whole_, fmt::format("and {} more problems", count_ - longest_list_));
    }
}

void LimitedProblems::error(Location where, const std::string& message, const std::string& expected,
                            const std::function<std::string()>& remedy) {
    if (++count_ <= longest_list_) {
        problems_.error(std::move(where), message, expected, remedy());
    }
}

void LimitedProblems::error(Location where, const std::string& message, const std::string& expected,
                            const std::string& remedy) {
    error(std::move(where), message, expected, [&remedy] { return remedy; });
}

ModelError::ModelError(SimTime when, std::string entity, const std::string& message)
    : std::runtime_error{fmt::format("at {} in {}: {}", to_string(when), entity,
                                     one_line(message))},
      when_{when},
      entity_{std::move(entity)} {
}

EngineError::EngineError(const std::string& engine, const std::string& message,
                         std::optional<int> code)
    : std::runtime_error{code ? fmt::format("{}: {} (code {})", engine, one_line(message), *code)
                              : fmt::format("{}: {}", engine, one_line(message))} {
}

} // namespace cityproof
