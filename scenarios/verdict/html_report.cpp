// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/html_report.hpp"

#include "io/text/xml_text.hpp"
#include "scenarios/verdict/html_charts.hpp"
#include "scenarios/verdict/junit_report.hpp"
#include "scenarios/verdict/report_rows.hpp"
#include "scenarios/verdict/report_tables.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::verdict {
namespace {

/// Colours by role, for both schemes; contrast of text at least 4.5.
constexpr const char* style = R"(
:root { color-scheme: light dark; --page: #ffffff; --text: #1c2024; --soft: #5d666f; --line: #d5dade;
  --better: #1a6b3c; --worse: #a8321f; --open: #7a5c00; --pair: #37618e;
  --s0: #a8321f; --s1: #d98a77; --s2: #b9c0c6; --s3: #79aed6; --s4: #1d5f9a; }
@media (prefers-color-scheme: dark) { :root { --page: #15181b; --text: #e6e9ec; --soft: #a2abb3; --line: #3a4148;
  --better: #69c48f; --worse: #f08b78; --open: #e0bd5a; --pair: #8fb9e6;
  --s0: #f08b78; --s1: #a35e50; --s2: #565f67; --s3: #4a7ba3; --s4: #8cc4f2; } }
body { background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; max-width: 70rem;
  margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.2rem; } h3 { font-size: 1.05rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .875rem; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
.right { text-align: right; font-variant-numeric: tabular-nums; } .claimed { font-weight: 600; }
.PASS, .better { color: var(--better); } .FAIL, .worse { color: var(--worse); }
.INCONCLUSIVE { color: var(--open); } .verdict { font-weight: 700; } .soft, li { color: var(--soft); }
svg { width: 100%; max-width: 60rem; height: auto; overflow: visible; font: 12px system-ui, sans-serif; } svg text { fill: var(--text); }
svg line, svg polyline { stroke-width: 2; fill: none; } .grid { stroke: var(--line); stroke-width: 1; }
.zero { stroke: var(--soft); stroke-width: 1.5; } .pair { fill: var(--pair); }
g.better { stroke: var(--better); fill: var(--better); } g.worse { stroke: var(--worse); fill: var(--worse); }
g.unclear { stroke: var(--soft); fill: var(--soft); }
.speed0 { stroke: var(--s0); } .speed1 { stroke: var(--s1); } .speed2 { stroke: var(--s2); }
.speed3 { stroke: var(--s3); } .speed4 { stroke: var(--s4); }
)";

std::string tag(const char* name, const std::string& text, const std::string& css = "") {
    return css.empty()
               ? fmt::format("<{0}>{1}</{0}>\n", name, io::xml_text(text))
               : fmt::format("<{0} class=\"{2}\">{1}</{0}>\n", name, io::xml_text(text), css);
}

std::string list(const std::vector<std::string>& sentences) {
    std::string text;
    for (const std::string& sentence : sentences) {
        text += tag("li", sentence);
    }
    return text.empty() ? "" : "<ul>\n" + text + "</ul>\n";
}

bool is_verdict(const std::string& cell) {
    return cell == "PASS" || cell == "FAIL" || cell == "INCONCLUSIVE";
}

std::string html_table(const ReportTable& table, const char* heading) {
    std::string text = tag(heading, table.title) + "<div class=\"scroll\"><table><thead><tr>\n";
    for (const ReportColumn& column : table.columns) {
        text += tag("th", column.title, column.right ? "right" : "");
    }
    text += "</tr></thead><tbody>\n";
    for (const auto& row : table.rows) {
        text += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string css = is_verdict(row[i])       ? "verdict " + row[i]
                                    : table.columns[i].right ? "right"
                                                             : "";
            text += tag("td", row[i], css);
        }
        text += "</tr>\n";
    }
    return text + "</tbody></table></div>\n" + list(table.notes);
}

std::string figure_table(const Comparison& arm) {
    std::string text = "<div class=\"scroll\"><table><thead><tr><th>key figure</th><th>unit</th>";
    for (const char* title : {"baseline", "policy", "effect", "95 % interval", "relative", "p"}) {
        text += fmt::format("<th class=\"right\">{}</th>", title);
    }
    text += "<th></th></tr></thead><tbody>\n";
    for (const ReportRow& row : report_rows(arm)) {
        text += row.claimed ? "<tr class=\"claimed\">" : "<tr>";
        text += tag("td", row.figure) + tag("td", row.unit);
        for (const std::string* cell :
             {&row.baseline, &row.policy, &row.effect, &row.interval, &row.relative, &row.p}) {
            text += tag("td", *cell, "right");
        }
        text += tag("td", row.tendency, row.tendency) + "</tr>\n";
    }
    text += "</tbody></table></div>\n";
    const std::string unchanged = unchanged_sentence(arm);
    return unchanged.empty() ? text : text + tag("p", unchanged, "soft");
}

/// Figures whose single pairs are worth a chart: the claimed one and those of gates.
std::vector<const FigureComparison*> charted(const ArmsComparison& comparison, std::size_t arm) {
    const Comparison& compared = comparison.arms[arm];
    std::vector<const FigureComparison*> rows;
    for (const FigureComparison& row : compared.figures) {
        const bool claimed = compared.claim && compared.claim->key_figure == row.figure.id;
        const bool gated = std::ranges::any_of(comparison.gates, [&](const Gate& gate) {
            return gate.key_figure == row.figure.id && (!gate.arm || *gate.arm == arm);
        });
        if (row.paired && row.tendency != Tendency::unchanged && (claimed || gated)) {
            rows.push_back(&row);
        }
    }
    return rows;
}

std::string arm_part(const ArmsComparison& comparison, std::size_t arm, const StreetMap* map) {
    const Comparison& compared = comparison.arms[arm];
    std::string text = tag("h2", policy_name(compared) + " against the baseline");
    text += tag("p", headline(compared));
    if (compared.judgement) {
        const std::string verdict{to_string(compared.judgement->verdict)};
        text += fmt::format("<p><span class=\"verdict {0}\">{0}</span>: {1}</p>\n", verdict,
                            io::xml_text(compared.judgement->reason));
    }
    if (const std::string& what = compared.runs.policy.front().policy_description; !what.empty()) {
        text += tag("p", what, "soft");
    }
    text += figure_table(compared);
    if (const std::string chart = effect_chart(compared); !chart.empty()) {
        text += tag("h3", "Relative effects with their 95 % intervals") + chart;
    }
    for (const FigureComparison* row : charted(comparison, arm)) {
        text += tag("h3", "Policy minus baseline of each pair: " + row->figure.id) +
                difference_chart(compared, *row);
    }
    if (map != nullptr) {
        text += tag("h3", "Change of mean street speed") + street_map_chart(*map) +
                tag("p",
                    "Mean over the recorded time and all runs; an empty street counts with its "
                    "speed limit. Single streets are not tested.",
                    "soft");
    }
    text += tag("h3", "How sure this is") + list(confidence_sentences(compared));
    text += tag("h3", "What this does not cover") + list(limit_sentences(compared));
    if (const ReportTable details = detail_table(comparison, arm); !details.rows.empty()) {
        text += html_table(details, "h3");
    }
    return text;
}

std::string inputs(const ArmsComparison& comparison) {
    const RunSummary& run = comparison.arms.front().runs.baseline.front();
    std::vector<std::string> lines{"scenario: " + run.scenario, "city: " + run.city_hash,
                                   "inputs without policy and seed: " + run.base_hash,
                                   "seeds: " + seeds_text(comparison.arms.front().seeds)};
    for (const auto& [key, value] : run.versions) {
        lines.push_back(key + ": " + value);
    }
    return tag("h2", "Inputs") + list(lines);
}

} // namespace

std::string html_report(const ArmsComparison& comparison,
                        std::span<const std::optional<StreetMap>> maps) {
    const std::string title = comparison.arms.size() == 1
                                  ? policy_name(comparison.arms.front()) + " against the baseline"
                                  : "Policies against the baseline";
    std::string text =
        fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<title>{0}</title>\n<style>{1}</style>\n</head>\n<body>\n<h1>{0}</h1>\n",
                    io::xml_text(title), style);
    if (comparison.asserted) {
        const std::string verdict{to_string(overall(comparison.outcomes))};
        text += fmt::format("<p>All gates together: <span class=\"verdict {0}\">{0}</span></p>\n",
                            verdict);
    }
    for (const ReportTable& table : common_tables(comparison)) {
        text += html_table(table, "h2");
    }
    for (std::size_t arm = 0; arm < comparison.arms.size(); ++arm) {
        const bool has_map = arm < maps.size() && maps[arm].has_value();
        text += arm_part(comparison, arm, has_map ? &*maps[arm] : nullptr);
    }
    return text + inputs(comparison) + "</body>\n</html>\n";
}

} // namespace cityproof::verdict
