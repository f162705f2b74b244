// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/arms_report.hpp"

#include "scenarios/verdict/markdown_report.hpp"
#include "scenarios/verdict/report_tables.hpp"
#include "scenarios/verdict/terminal_report.hpp"

#include <fmt/format.h>

namespace cityproof::verdict {
namespace {

void add_details(const ArmsComparison& comparison, std::vector<ReportTable>& tables) {
    for (std::size_t arm = 0; arm < comparison.arms.size(); ++arm) {
        tables.push_back(detail_table(comparison, arm));
        if (tables.back().rows.empty()) {
            tables.pop_back();
        }
    }
}

std::string overall_line(const ArmsComparison& comparison) {
    return fmt::format("Gates: {}", to_string(overall(comparison.outcomes)));
}

} // namespace

std::string terminal_report(const ArmsComparison& comparison, std::size_t width, bool details) {
    std::string text;
    for (const Comparison& arm : comparison.arms) {
        text += (text.empty() ? "" : "\n") + terminal_report(arm, width);
    }
    std::vector<ReportTable> tables = common_tables(comparison);
    if (details) {
        add_details(comparison, tables);
    }
    for (const ReportTable& table : tables) {
        text += "\n" + terminal_table(table, width);
    }
    return comparison.asserted ? text + "\n" + overall_line(comparison) + "\n" : text;
}

std::string markdown_report(const ArmsComparison& comparison) {
    std::string text;
    std::vector<ReportTable> tables = common_tables(comparison);
    add_details(comparison, tables);
    for (const ReportTable& table : tables) {
        text += markdown_table(table);
    }
    if (comparison.asserted) {
        text += fmt::format("**{}**\n\n", overall_line(comparison));
    }
    std::string arms;
    for (const Comparison& arm : comparison.arms) {
        arms += (arms.empty() ? "" : "\n") + markdown_report(arm, {});
    }
    // A single policy's report comes first: its headline is the answer. Several begin with the
    // tables that hold them against each other.
    return comparison.arms.size() == 1 ? arms + "\n" + text
                                       : "# Policies against the baseline\n\n" + text + arms;
}

} // namespace cityproof::verdict
