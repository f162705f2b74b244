// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/markdown_report.hpp"

#include "core/base/shell_word.hpp"
#include "scenarios/verdict/report_rows.hpp"
#include "scenarios/verdict/report_text.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace cityproof::verdict {
namespace {

std::string sentence_list(const std::vector<std::string>& sentences) {
    std::string text;
    for (const std::string& sentence : sentences) {
        text += "- " + markdown_text(sentence) + "\n";
    }
    return text;
}

std::string or_dash(const std::string& text) {
    return text.empty() ? "-" : markdown_text(text);
}

std::string figure_table(const Comparison& comparison) {
    std::string text = "| key figure | unit | baseline | policy | effect | 95 % interval | "
                       "relative | p | tendency |\n"
                       "|---|---|--:|--:|--:|--:|--:|--:|---|\n";
    for (const ReportRow& row : report_rows(comparison)) {
        text += fmt::format("| {0}{1}{0} | {2} | {3} | {4} | {5} | {6} | {7} | {8} | {9} |\n",
                            row.claimed ? "**" : "", markdown_text(row.figure), or_dash(row.unit),
                            or_dash(row.baseline), or_dash(row.policy), or_dash(row.effect),
                            or_dash(row.interval), or_dash(row.relative), or_dash(row.p),
                            or_dash(row.tendency));
    }
    return text;
}

std::string verdict_lines(const Comparison& comparison) {
    if (!comparison.judgement) {
        return "";
    }
    const Judgement& judgement = *comparison.judgement;
    return fmt::format("**Verdict: {}** on the claim of {} in {}: {}.\n\n",
                       to_string(judgement.verdict), markdown_text(to_text(*comparison.claim)),
                       markdown_text(comparison.claim->key_figure),
                       markdown_text(judgement.reason));
}

std::string definitions(const Comparison& comparison) {
    std::string text;
    for (const FigureComparison& row : comparison.figures) {
        if (!row.figure.definition.empty()) {
            text += fmt::format("- **{}**: {}\n", markdown_text(row.figure.id),
                                markdown_text(row.figure.definition));
        }
    }
    return text.empty() ? "" : "## What the key figures count\n\n" + text + "\n";
}

/// A file as an argument: one that begins with "-" would look like an option.
std::string file_word(const std::string& file) {
    return shell_word(file.starts_with("-") ? "./" + file : file);
}

std::string compare_line(const Comparison& comparison) {
    std::string line = "cityproof compare";
    for (const RunSummary& run : comparison.runs.baseline) {
        line += " " + file_word(run.file_name);
    }
    line += " --with";
    for (const RunSummary& run : comparison.runs.policy) {
        line += " " + file_word(run.file_name);
    }
    return line;
}

std::string run_table(const Comparison& comparison) {
    std::string text = "| seed | baseline | trace | policy | trace |\n|--:|---|---|---|---|\n";
    std::map<std::uint64_t, std::array<const RunSummary*, 2>> by_seed;
    for (const RunSummary& run : comparison.runs.baseline) {
        by_seed[run.seed][0] = &run;
    }
    for (const RunSummary& run : comparison.runs.policy) {
        by_seed[run.seed][1] = &run;
    }
    const auto cells = [](const RunSummary* run) {
        return run == nullptr ? std::string{"- | -"}
                              : fmt::format("{} | {:016x}", markdown_text(run->file_name),
                                            run->trace_hash.value_or(0));
    };
    for (const auto& [seed, runs] : by_seed) {
        text += fmt::format("| {} | {} | {} |\n", seed, cells(runs[0]), cells(runs[1]));
    }
    return text;
}

std::string reproduction(const Comparison& comparison, const MarkdownOptions& options) {
    const RunSummary& run = comparison.runs.baseline.front();
    // Indented, not fenced: no file name can end the block.
    std::string text =
        fmt::format("## How to reproduce it\n\n    {}\n\n{}\n",
                    options.reproduce.empty() ? compare_line(comparison) : options.reproduce,
                    run_table(comparison));
    text += fmt::format(
        "- scenario: {}\n- policy: {}\n- city: {}\n- inputs without policy and seed: {}\n",
        or_dash(run.scenario), or_dash(comparison.runs.policy.front().policy),
        or_dash(run.city_hash), or_dash(run.base_hash));
    for (const auto& [key, value] : run.versions) {
        text += fmt::format("- {}: {}\n", markdown_text(key), markdown_text(value));
    }
    return text;
}

std::string pictures(const MarkdownOptions& options) {
    std::string text;
    for (const ReportPicture& picture : options.pictures) {
        text += fmt::format("![{0}]({1})\n\n*{0}*\n\n", markdown_text(picture.caption),
                            picture.file_name);
    }
    return text;
}

} // namespace

std::string markdown_report(const Comparison& comparison, const MarkdownOptions& options) {
    std::string text =
        fmt::format("# {} against the baseline\n\n{}\n\n", markdown_text(policy_name(comparison)),
                    markdown_text(headline(comparison)));
    if (const std::string& what = comparison.runs.policy.front().policy_description;
        !what.empty()) {
        text += markdown_text(what) + "\n\n";
    }
    text += figure_table(comparison) + "\n";
    text += fmt::format("Mean of {} ({}). Effect: policy minus baseline.\n\n",
                        sample_text(comparison), seeds_text(comparison.seeds));
    if (const std::string unchanged = unchanged_sentence(comparison); !unchanged.empty()) {
        text += markdown_text(unchanged) + "\n\n";
    }
    text += verdict_lines(comparison) + pictures(options);
    text += "## How sure this is\n\n" + sentence_list(confidence_sentences(comparison)) + "\n";
    text += "## What this does not cover\n\n" + sentence_list(limit_sentences(comparison)) + "\n";
    return text + definitions(comparison) + reproduction(comparison, options);
}

} // namespace cityproof::verdict
