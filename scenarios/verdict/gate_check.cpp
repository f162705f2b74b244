// SPDX-License-Identifier: Apache-2.0
#include "io/text/nearest.hpp"
#include "scenarios/verdict/gate_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace cityproof::verdict {
namespace {

bool is_limit(const Gate& gate) {
    return gate.kind == GateKind::limit || gate.kind == GateKind::run_limit;
}

bool same_arm(const Gate& a, const Gate& b) {
    return !a.arm || !b.arm || *a.arm == *b.arm;
}

/// Both ask the same question, if perhaps with another margin or confidence.
bool overlap(const Gate& a, const Gate& b) {
    if (a.key_figure != b.key_figure || a.kind != b.kind || !same_arm(a, b)) {
        return false;
    }
    return is_limit(a) ? a.upper == b.upper && a.on == b.on
                       : a.kind != GateKind::superiority || a.direction == b.direction;
}

bool comparable(const Margin& a, const Margin& b) {
    return a.relative == b.relative && a.unit == b.unit;
}

/// No result can pass both.
bool contradict(const Gate& a, const Gate& b) {
    if (a.key_figure != b.key_figure || !same_arm(a, b)) {
        return false;
    }
    if (a.kind == GateKind::superiority && b.kind == GateKind::superiority) {
        return a.direction != b.direction;
    }
    if (is_limit(a) && is_limit(b)) {
        return a.on == b.on && a.upper && !b.upper && comparable(a.margin, b.margin) &&
               a.margin.value < b.margin.value;
    }
    return a.kind == GateKind::superiority && b.kind == GateKind::equivalence &&
           comparable(a.margin, b.margin) && a.margin.value >= b.margin.value;
}

void check_pair(const Gate& first, const Gate& second, Problems& problems) {
    if (first.id == second.id && same_arm(first, second)) {
        problems.error(second.where, fmt::format("the gate \"{}\" occurs twice", second.id),
                       "each id once");
    } else if (overlap(first, second)) {
        problems.error(second.where,
                       fmt::format("the gates \"{}\" and \"{}\" overlap: both are {} of {}",
                                   first.id, second.id, to_string(first.kind), first.key_figure),
                       "one gate for one question", "keep the stricter one");
    } else if (contradict(first, second) || contradict(second, first)) {
        problems.error(second.where,
                       fmt::format("the gates \"{}\" and \"{}\" contradict each other: no result "
                                   "can pass both",
                                   first.id, second.id));
    }
}

void check_figure(const Gate& gate, std::span<const contracts::KeyFigure> figures,
                  Problems& problems) {
    const auto found = std::ranges::find(figures, gate.key_figure, &contracts::KeyFigure::id);
    if (found == figures.end()) {
        std::vector<std::string> known;
        for (const contracts::KeyFigure& figure : figures) {
            known.push_back(figure.id);
        }
        const std::string nearest = io::nearest_name(gate.key_figure, known);
        problems.error(gate.where, fmt::format("no run has the key figure \"{}\"", gate.key_figure),
                       fmt::format("one of {}", fmt::join(known, ", ")),
                       nearest.empty() ? "" : fmt::format("did you mean {}?", nearest));
        return;
    }
    problems.collect(
        [&] { margin_in_unit(gate.margin, gate.key_figure, found->unit, gate.where); });
    if (gate.kind == GateKind::non_inferiority && !gate.direction &&
        found->direction == contracts::Direction::neutral) {
        problems.error(
            gate.where,
            fmt::format("{} is neither better high nor low, so \"no worse\" has no meaning",
                        gate.key_figure),
            "a direction in a file of gates", "say with `direction` which way is better");
    }
}

} // namespace

void check_gates(std::span<const Gate> gates, std::span<const contracts::KeyFigure> figures,
                 Problems& problems) {
    for (std::size_t i = 0; i < gates.size(); ++i) {
        check_figure(gates[i], figures, problems);
        for (std::size_t j = 0; j < i; ++j) {
            check_pair(gates[j], gates[i], problems);
        }
    }
}

} // namespace cityproof::verdict
