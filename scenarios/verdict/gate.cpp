// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/gate.hpp"

#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

namespace cityproof::verdict {
namespace {

constexpr const char* condition_forms =
    "decrease [>= 5 %], increase [>= 5 %], no worse than 1 %, equal within 1 %, policy <= 480 s, "
    "baseline <= 480 s, every run <= 480 s or every baseline run <= 480 s";

/// One line with single blanks, safe to print.
std::string folded(std::string_view text) {
    std::string result;
    for (const char c : one_line(text, 400)) {
        const bool blank = c == ' ' || c == '\t';
        if (!blank || (!result.empty() && result.back() != ' ')) {
            result += blank ? ' ' : c;
        }
    }
    result.erase(result.find_last_not_of(' ') + 1);
    return result;
}

bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return true;
}

/// Cuts "confidence 95 %" off the end.
double take_confidence(std::string_view& text, const Location& where) {
    constexpr std::string_view word = "confidence";
    const auto at = text.rfind(word);
    if (at == std::string_view::npos) {
        return report_confidence;
    }
    const Margin level = parse_margin(text.substr(at + word.size()), where);
    if (!level.relative || !(level.value >= 0.5 && level.value < 1)) {
        throw InputError(where, "the confidence is not between 50 % and 100 %", "\"95 %\"");
    }
    text = text.substr(0, at);
    text.remove_suffix(text.size() - std::min(text.find_last_not_of(' ') + 1, text.size()));
    return level.value;
}

[[noreturn]] void refuse(std::string_view condition, const Location& where) {
    throw InputError(where, fmt::format("the condition \"{}\" is unknown", condition),
                     condition_forms);
}

void parse_effect(std::string_view rest, ClaimDirection direction, Gate& gate) {
    gate.kind = GateKind::superiority;
    gate.direction = direction;
    if (rest.empty()) {
        return;
    }
    if (!take(rest, ">=")) {
        refuse(rest, gate.where);
    }
    gate.margin = parse_margin(rest, gate.where);
}

void parse_limit(std::string_view rest, Gate& gate) {
    gate.upper = take(rest, "<=");
    if (!gate.upper && !take(rest, ">=")) {
        refuse(rest, gate.where);
    }
    gate.margin = parse_amount(rest, gate.where);
}

void parse_condition(std::string_view text, Gate& gate) {
    const std::string_view whole = text;
    const auto limit = [&](GateKind kind, GateArm arm) {
        gate.kind = kind;
        gate.on = arm;
        parse_limit(text, gate);
    };
    if (take(text, "decrease")) {
        parse_effect(text, ClaimDirection::decrease, gate);
    } else if (take(text, "increase")) {
        parse_effect(text, ClaimDirection::increase, gate);
    } else if (take(text, "no worse than")) {
        gate.kind = GateKind::non_inferiority;
        gate.margin = parse_margin(text, gate.where);
    } else if (take(text, "equal within")) {
        gate.kind = GateKind::equivalence;
        gate.margin = parse_margin(text, gate.where);
    } else if (take(text, "policy")) {
        limit(GateKind::limit, GateArm::policy);
    } else if (take(text, "baseline")) {
        limit(GateKind::limit, GateArm::baseline);
    } else if (take(text, "every run")) {
        limit(GateKind::run_limit, GateArm::policy);
    } else if (take(text, "every baseline run")) {
        limit(GateKind::run_limit, GateArm::baseline);
    } else {
        refuse(whole, gate.where);
    }
}

std::string amount(const Margin& margin) {
    return margin.relative ? fmt::format("{:.6g} %", 100 * margin.value)
                           : fmt::format("{:.6g} {}", margin.value, margin.unit);
}

} // namespace

std::string_view to_string(GateKind kind) {
    constexpr std::array<std::string_view, 5> names{"superiority", "non_inferiority", "equivalence",
                                                    "limit", "run_limit"};
    return names[static_cast<std::size_t>(kind)];
}

Gate parse_gate(std::string_view line, const Location& where) {
    const std::string text = folded(line);
    const auto colon = text.find(':');
    if (colon == std::string::npos || colon == 0) {
        throw InputError(
            where, fmt::format("\"{}\" is no gate", text),
            "claims, a file, or FIGURE: CONDITION, as in \"traffic.delay_mean: decrease "
            ">= 5 % confidence 95 %\"");
    }
    Gate gate;
    gate.id = text;
    gate.where = {where.file, where.line, text};
    gate.key_figure = text.substr(0, colon);
    gate.key_figure.erase(gate.key_figure.find_last_not_of(' ') + 1);
    std::string_view condition = std::string_view{text}.substr(colon + 1);
    condition.remove_prefix(std::min(condition.find_first_not_of(' '), condition.size()));
    gate.confidence = take_confidence(condition, gate.where);
    parse_condition(condition, gate);
    require_sound(gate);
    return gate;
}

void require_sound(const Gate& gate) {
    const bool within =
        gate.kind == GateKind::non_inferiority || gate.kind == GateKind::equivalence;
    if (within && !(gate.margin.value > 0)) {
        throw InputError(
            gate.where, fmt::format("{} needs a margin above zero", to_string(gate.kind)),
            R"(a margin, as in "1 %" or "5 s")", "say how large a change does not matter");
    }
}

std::string to_text(const Gate& gate) {
    const std::string size = amount(gate.margin);
    const char* sign = gate.upper ? "<=" : ">=";
    const bool baseline = gate.on == GateArm::baseline;
    switch (gate.kind) {
    case GateKind::superiority:
        return fmt::format("{}{}", to_string(gate.direction.value()),
                           gate.margin.value == 0 ? "" : " >= " + size);
    case GateKind::non_inferiority:
        return "no worse than " + size;
    case GateKind::equivalence:
        return "equal within " + size;
    case GateKind::limit:
        return fmt::format("{} {} {}", baseline ? "baseline" : "policy", sign, size);
    case GateKind::run_limit:
        return fmt::format("every {}run {} {}", baseline ? "baseline " : "", sign, size);
    }
    throw std::logic_error("a gate without kind");
}

Gate gate_of_claim(const Claim& claim, std::size_t arm, const Location& where) {
    const bool equal = claim.direction == ClaimDirection::no_change;
    Gate gate;
    gate.key_figure = claim.key_figure;
    gate.kind = equal ? GateKind::equivalence : GateKind::superiority;
    if (!equal) {
        gate.direction = claim.direction;
    }
    gate.margin = claim.margin;
    gate.where = where;
    gate.arm = arm;
    gate.id = "claim";
    return gate;
}

} // namespace cityproof::verdict
