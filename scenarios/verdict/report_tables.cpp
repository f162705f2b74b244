// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/report_tables.hpp"

#include "scenarios/verdict/cost_report.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cityproof::verdict {
namespace {

constexpr std::size_t gap = 2;

std::string optional_p(const std::optional<double>& p) {
    return p ? p_text(*p) : "";
}

int gate_decimals(const GateOutcome& outcome) {
    const double scale = outcome.relative ? 100 : 1;
    const double half = outcome.interval ? (outcome.interval->high - outcome.interval->low) / 2 : 0;
    return decimals_for(scale * half, scale * outcome.value.value_or(0));
}

std::string unit_of(const GateOutcome& outcome) {
    return outcome.relative ? " %" : outcome.unit == "1" ? "" : " " + outcome.unit;
}

bool is_limit(const Gate& gate) {
    return gate.kind == GateKind::limit || gate.kind == GateKind::run_limit;
}

std::string number_of(const GateOutcome& outcome, double value, bool with_sign) {
    const double scaled = (outcome.relative ? 100 : 1) * value;
    return with_sign ? signed_text(scaled, gate_decimals(outcome))
                     : number_text(scaled, gate_decimals(outcome));
}

std::string needed_text(const GateOutcome& outcome) {
    return outcome.pairs_needed ? fmt::format("about {}", *outcome.pairs_needed) : "";
}

std::string gate_note(const ArmsComparison& comparison, const GateOutcome& outcome) {
    const Gate& gate = comparison.gates[outcome.gate];
    std::string text =
        fmt::format("{}, {}: {}, because {}.", gate_text(gate), arm_name(comparison, outcome.arm),
                    to_string(outcome.verdict), outcome.reason);
    if (outcome.pairs_needed) {
        text += fmt::format(
            " About {} seeds would be needed to decide, if effect and scatter stay as seen.",
            *outcome.pairs_needed);
    }
    return text;
}

void add_gate_notes(const ArmsComparison& comparison, ReportTable& table) {
    for (const GateOutcome& outcome : comparison.outcomes) {
        if (outcome.verdict != Verdict::pass) {
            table.notes.push_back(gate_note(comparison, outcome));
        }
        if (outcome.opinions_differ) {
            table.notes.push_back(fmt::format(
                "{}, {}: the sign-flip test (p {}) does not agree with the t test (p {}): look at "
                "the differences of the single pairs, one of them may carry the result.",
                gate_text(comparison.gates[outcome.gate]), arm_name(comparison, outcome.arm),
                p_text(*outcome.p_sign_flip), p_text(*outcome.p)));
        }
    }
    if (comparison.tests() > 1) {
        table.notes.push_back(
            fmt::format("{} tests; correction for their number: {}. Intervals are not corrected.",
                        comparison.tests(), to_string(comparison.correction)));
    }
}

std::string percent(const std::optional<double>& fraction) {
    return fraction ? number_text(100 * *fraction, 0) + " %" : "";
}

std::vector<std::string> detail_row(const FigureComparison& row) {
    const auto spread = [&](double variance) {
        const double deviation = std::sqrt(variance);
        return number_text(deviation, decimals_for(deviation, 0));
    };
    const PairedComparison& paired = *row.paired;
    std::string bootstrap;
    if (row.bootstrap) {
        const double half = 50 * (row.bootstrap->high - row.bootstrap->low);
        const int decimals = half > 0 ? std::min(decimals_for(half, 0), 3) : 1;
        bootstrap = fmt::format("[{}, {}] %", signed_text(100 * row.bootstrap->low, decimals),
                                signed_text(100 * row.bootstrap->high, decimals));
    }
    return {row.figure.id,
            spread(paired.variance_a),
            spread(paired.variance_b),
            spread(paired.variance_difference),
            paired.correlation && paired.n > 2 ? fmt::format("{:.2f}", *paired.correlation) : "",
            percent(paired.variance_reduction),
            optional_p(row.p()),
            optional_p(row.p_sign_flip),
            optional_p(row.p_adjusted),
            bootstrap};
}

bool second_opinion_differs(const FigureComparison& row) {
    const double alpha = 1 - report_confidence;
    return row.paired && row.paired->n >= 6 && row.p() && row.p_sign_flip &&
           (*row.p() <= alpha) != (*row.p_sign_flip <= alpha);
}

std::size_t column_width(const ReportTable& table, std::size_t place) {
    std::size_t widest = display_width(table.columns[place].title);
    for (const auto& row : table.rows) {
        widest = std::max(widest, display_width(row[place]));
    }
    return widest;
}

/// Numbers of the columns that fit; the least important go first.
std::vector<std::size_t> fitting_columns(const ReportTable& table, std::size_t width) {
    std::vector<std::size_t> places(table.columns.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    const auto total = [&] {
        std::size_t sum = 0;
        for (const std::size_t place : places) {
            sum += column_width(table, place) + gap;
        }
        return sum - gap;
    };
    while (total() > width) {
        const auto least = std::ranges::min_element(
            places, {}, [&](std::size_t place) { return table.columns[place].importance; });
        if (table.columns[*least].importance == 9) {
            break;
        }
        places.erase(least);
    }
    return places;
}

} // namespace

std::string gate_text(const Gate& gate) {
    const std::string text = fmt::format("{}: {}", gate.key_figure, to_text(gate));
    return gate.id.starts_with(gate.key_figure) ? text : fmt::format("{} {}", gate.id, text);
}

std::string gate_value_text(const GateOutcome& outcome, double value) {
    return number_of(outcome, value, outcome.relative) + unit_of(outcome);
}

std::string gate_interval_text(const GateOutcome& outcome) {
    if (!outcome.interval) {
        return "";
    }
    return fmt::format("[{}, {}]{}", number_of(outcome, outcome.interval->low, outcome.relative),
                       number_of(outcome, outcome.interval->high, outcome.relative),
                       unit_of(outcome));
}

ReportTable gate_table(const ArmsComparison& comparison) {
    ReportTable table{.title = comparison.asserted ? "Gates" : "Claims",
                      .columns = {{"verdict", false, 9},
                                  {"gate", false, 9},
                                  {"policy", false, comparison.arms.size() > 1 ? 9 : 1},
                                  {"n", true, 2},
                                  {"value", true, 8},
                                  {"interval", true, 5},
                                  {"p", true, 6},
                                  {"p adjusted", true, 7},
                                  {"n needed", true, 3}},
                      .rows = {},
                      .notes = {}};
    for (const GateOutcome& outcome : comparison.outcomes) {
        const Gate& gate = comparison.gates[outcome.gate];
        const bool with_sign = outcome.relative || !is_limit(gate);
        table.rows.push_back(
            {std::string{to_string(outcome.verdict)}, gate_text(gate),
             arm_name(comparison, outcome.arm), fmt::format("{}", outcome.n),
             outcome.value ? number_of(outcome, *outcome.value, with_sign) + unit_of(outcome) : "",
             gate_interval_text(outcome), optional_p(outcome.p), optional_p(outcome.p_adjusted),
             needed_text(outcome)});
    }
    add_gate_notes(comparison, table);
    return table;
}

ReportTable detail_table(const ArmsComparison& comparison, std::size_t arm) {
    ReportTable table{.title = "Statistics of " + arm_name(comparison, arm),
                      .columns = {{"key figure", false, 9},
                                  {"s baseline", true, 5},
                                  {"s policy", true, 5},
                                  {"s difference", true, 6},
                                  {"correlation", true, 8},
                                  {"variance saved", true, 8},
                                  {"p (t)", true, 9},
                                  {"p (sign flip)", true, 7},
                                  {"p (Holm)", true, 7},
                                  {"relative (bootstrap)", true, 4}},
                      .rows = {},
                      .notes = {}};
    for (const FigureComparison& row : comparison.arms[arm].figures) {
        if (!row.paired || row.tendency == Tendency::unchanged) {
            continue;
        }
        table.rows.push_back(detail_row(row));
        if (second_opinion_differs(row)) {
            table.notes.push_back(fmt::format(
                "{}: t and sign-flip test lie on different sides of 5 %: one pair may carry the "
                "result.",
                row.figure.id));
        }
    }
    if (!table.rows.empty() && !comparison.advice.empty()) {
        table.notes.push_back(comparison.advice);
    }
    if (!table.rows.empty()) {
        table.notes.emplace_back(
            "s: standard deviation between seeds. variance saved: 1 - s_D^2 / (s_A^2 + s_B^2), "
            "what "
            "common seeds took off. p (Holm): adjusted for all rows of all policies.");
    }
    return table;
}

ReportTable pareto_report(const ParetoTable& pareto) {
    ReportTable table{
        .title = "Pareto table", .columns = {{"alternative", false, 9}}, .rows = {}, .notes = {}};
    for (const contracts::KeyFigure& objective : pareto.objectives) {
        const bool low = objective.direction == contracts::Direction::lower_is_better;
        table.columns.push_back({fmt::format("{} ({}, {} is better)", objective.id, objective.unit,
                                             low ? "low" : "high"),
                                 true, 5});
    }
    table.columns.push_back({"best means", false, 8});
    table.columns.push_back({"dominated by", false, 9});
    for (const Alternative& alternative : pareto.alternatives) {
        std::vector<std::string> row{alternative.name};
        for (const double value : alternative.means) {
            row.push_back(number_text(value, decimals_for(0, value)));
        }
        row.emplace_back(alternative.on_front ? "yes" : "no");
        row.push_back(fmt::format("{}", fmt::join(alternative.dominated_by, ", ")));
        table.rows.push_back(std::move(row));
    }
    table.notes.emplace_back(
        "best means: no other is at least as good in every mean and better in one. dominated by: "
        "better on every objective by one-sided paired t tests at 5 %, Holm over the objectives.");
    return table;
}

ReportTable quantile_table(const ArmsComparison& comparison, std::size_t arm) {
    const std::string share = fmt::format("{:g} %", 100 * *comparison.quantile);
    ReportTable table{
        .title = fmt::format("Quantiles of {} of the seeds, {}", share, arm_name(comparison, arm)),
        .columns = {{"key figure", false, 9},
                    {"unit", false, 3},
                    {"baseline", true, 8},
                    {"policy", true, 8},
                    {"effect", true, 7},
                    {"95 % interval", true, 6}},
        .rows = {},
        .notes = {}};
    for (const QuantileComparison& row : comparison.quantiles[arm]) {
        const double half = row.interval ? (row.interval->high - row.interval->low) / 2 : 0;
        const int decimals = decimals_for(half, row.effect());
        table.rows.push_back(
            {row.key_figure, row.unit == "1" ? "" : row.unit, number_text(row.baseline, decimals),
             number_text(row.policy, decimals), signed_text(row.effect(), decimals),
             row.interval ? fmt::format("[{}, {}]", signed_text(row.interval->low, decimals),
                                        signed_text(row.interval->high, decimals))
                          : ""});
    }
    table.notes.push_back(
        fmt::format("In {} of the runs the key figure is at most this. Intervals: BCa bootstrap of "
                    "the pairs, not "
                    "corrected for the number of rows; of few seeds they are rough.",
                    share));
    return table;
}

std::vector<ReportTable> common_tables(const ArmsComparison& comparison) {
    std::vector<ReportTable> tables;
    if (comparison.asserted || comparison.outcomes.size() > 1) {
        tables.push_back(gate_table(comparison));
    }
    if (comparison.pareto) {
        tables.push_back(pareto_report(*comparison.pareto));
    }
    for (std::size_t arm = 0; arm < comparison.quantiles.size(); ++arm) {
        tables.push_back(quantile_table(comparison, arm));
    }
    for (std::size_t arm = 0; arm < comparison.costs.size(); ++arm) {
        tables.push_back(cost_table(comparison.costs[arm], arm_name(comparison, arm)));
    }
    return tables;
}

std::string terminal_table(const ReportTable& table, std::size_t width) {
    const std::vector<std::size_t> places = fitting_columns(table, width);
    const auto line = [&](auto&& cell) {
        std::string text;
        for (const std::size_t place : places) {
            const std::string value = cell(place);
            const std::string blanks(column_width(table, place) - display_width(value), ' ');
            text += std::string(text.empty() ? 0 : gap, ' ');
            text += table.columns[place].right ? blanks + value : value + blanks;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text + "\n";
    };
    std::string text = table.title + "\n";
    text += line([&](std::size_t place) { return table.columns[place].title; });
    for (const auto& row : table.rows) {
        text += line([&](std::size_t place) { return row[place]; });
    }
    for (const std::string& note : table.notes) {
        text += wrapped_text("- " + note, width, "  ");
    }
    return text;
}

std::string markdown_table(const ReportTable& table) {
    std::string text = fmt::format("## {}\n\n|", markdown_text(table.title));
    std::string rule = "|";
    for (const ReportColumn& column : table.columns) {
        text += fmt::format(" {} |", markdown_text(column.title));
        rule += column.right ? "--:|" : "---|";
    }
    text += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
        text += "|";
        for (const std::string& cell : row) {
            text += fmt::format(" {} |", cell.empty() ? "-" : markdown_text(cell));
        }
        text += "\n";
    }
    text += "\n";
    for (const std::string& note : table.notes) {
        text += "- " + markdown_text(note) + "\n";
    }
    return table.notes.empty() ? text : text + "\n";
}

} // namespace cityproof::verdict
