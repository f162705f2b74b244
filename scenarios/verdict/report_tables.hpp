// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/arms.hpp"

#include <string>
#include <vector>

namespace cityproof::verdict {

struct ReportColumn {
    std::string title;
    bool right = true;
    int importance = 9; ///< a terminal leaves the lowest out first; 9 always stays
};

/// A table of a report, the same in every format. Texts are plain: each format escapes its own.
struct ReportTable {
    std::string title;
    std::vector<ReportColumn> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> notes; ///< sentences below it
};

/// The gates that were asked for, one row an arm; empty rows without any.
ReportTable gate_table(const ArmsComparison& comparison);
/// What stands behind the rows of one arm: scatter of both arms, correlation, what pairing saved,
/// the second opinions, p adjusted for the number of rows.
ReportTable detail_table(const ArmsComparison& comparison, std::size_t arm);
ReportTable quantile_table(const ArmsComparison& comparison, std::size_t arm);
ReportTable pareto_report(const ParetoTable& pareto);
/// The tables over all policies. A single claim without gates stands in its policy's part already.
std::vector<ReportTable> common_tables(const ArmsComparison& comparison);

/// "-23.4 %" or "-27.2 s".
std::string gate_value_text(const GateOutcome& outcome, double value);
/// "[-27.6, -19.2] %"; empty without one.
std::string gate_interval_text(const GateOutcome& outcome);
/// "G1 traffic.delay_mean: decrease >= 5 %".
std::string gate_text(const Gate& gate);

std::string terminal_table(const ReportTable& table, std::size_t width);
std::string markdown_table(const ReportTable& table);

} // namespace cityproof::verdict
