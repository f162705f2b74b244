// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/terminal_report.hpp"

#include "scenarios/verdict/report_rows.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

namespace cityproof::verdict {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 60;

struct Column {
    std::string title;
    std::string ReportRow::*text;
    bool right = true;
    int importance = 0; ///< the lowest is left out first; 9 always stays
    std::size_t width = 0;
};

std::vector<Column> all_columns() {
    return {{"key figure", &ReportRow::figure, false, 9},
            {"unit", &ReportRow::unit, false, 8},
            {"baseline", &ReportRow::baseline, true, 3},
            {"policy", &ReportRow::policy, true, 4},
            {"effect", &ReportRow::effect, true, 9},
            {"95 % interval", &ReportRow::interval, true, 9},
            {"relative", &ReportRow::relative, true, 5},
            {"p", &ReportRow::p, true, 1},
            {"", &ReportRow::tendency, false, 2}};
}

std::size_t total_width(const std::vector<Column>& columns) {
    std::size_t total = 0;
    for (const Column& column : columns) {
        total += column.width + gap;
    }
    return total - gap;
}

std::vector<Column> fitting_columns(const std::vector<ReportRow>& rows, std::size_t width) {
    std::vector<Column> columns = all_columns();
    for (Column& column : columns) {
        column.width = display_width(column.title);
        for (const ReportRow& row : rows) {
            column.width = std::max(column.width, display_width(row.*column.text));
        }
    }
    while (total_width(columns) > width) {
        const auto least = std::ranges::min_element(columns, {}, &Column::importance);
        if (least->importance == 9) {
            break;
        }
        columns.erase(least);
    }
    return columns;
}

std::string padded(std::string_view text, const Column& column) {
    const std::string blanks(column.width - std::min(column.width, display_width(text)), ' ');
    return column.right ? blanks + std::string{text} : std::string{text} + blanks;
}

std::string without_trailing_blanks(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

template <typename CellText>
std::string table_line(const std::vector<Column>& columns, CellText&& cell) {
    std::string line;
    for (const Column& column : columns) {
        line += (line.empty() ? "" : std::string(gap, ' ')) + padded(cell(column), column);
    }
    return without_trailing_blanks(std::move(line)) + "\n";
}

std::string table(const Comparison& comparison, std::size_t width) {
    const std::vector<ReportRow> rows = report_rows(comparison);
    const std::vector<Column> columns = fitting_columns(rows, width);
    std::string text = table_line(columns, [](const Column& column) { return column.title; });
    text += std::string(std::min(width, total_width(columns)), '-') + "\n";
    for (const ReportRow& row : rows) {
        text += table_line(columns, [&](const Column& column) { return row.*column.text; });
    }
    return text;
}

} // namespace

std::string terminal_report(const Comparison& comparison, std::size_t width) {
    width = std::max(width, narrowest);
    std::string text = wrapped_text(headline(comparison), width, "") + "\n";
    text += wrapped_text(fmt::format("Baseline against {}, {}: {}", policy_name(comparison),
                                     sample_text(comparison), seeds_text(comparison.seeds)),
                         width, "  ");
    text += "\n" + table(comparison, width) + "\n";
    if (const std::string unchanged = unchanged_sentence(comparison); !unchanged.empty()) {
        text += wrapped_text(unchanged, width, "  ") + "\n";
    }
    for (const std::string& sentence : confidence_sentences(comparison)) {
        text += wrapped_text("- " + sentence, width, "  ");
    }
    if (comparison.judgement) {
        text += "\n" +
                wrapped_text(fmt::format("Verdict: {} on the claim of {} in {}",
                                         to_string(comparison.judgement->verdict),
                                         to_text(*comparison.claim), comparison.claim->key_figure),
                             width, "  ");
    }
    return text;
}

std::size_t terminal_width() {
    winsize size{};
    const bool known = isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
                       size.ws_col > 0;
    return known ? size.ws_col : 100;
}

} // namespace cityproof::verdict
