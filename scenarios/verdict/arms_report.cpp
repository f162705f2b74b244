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
    std::string common;
    for (const ReportTable& table : common_tables(comparison)) {
        common += markdown_table(table);
    }
    if (comparison.asserted) {
        common += fmt::format("**{}**\n\n", overall_line(comparison));
    }
    std::string arms;
    for (const Comparison& arm : comparison.arms) {
        arms += markdown_report(arm, {}) + "\n";
    }
    std::string details;
    std::vector<ReportTable> tables;
    add_details(comparison, tables);
    for (const ReportTable& table : tables) {
        details += markdown_table(table);
    }
    if (comparison.arms.size() > 1) {
        return "# Policies against the baseline\n\n" + common + arms + details;
    }
    // Who asked for gates wants their answer first.
    return comparison.asserted ? common + arms + details : arms + common + details;
}

} // namespace cityproof::verdict
