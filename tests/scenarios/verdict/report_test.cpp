// SPDX-License-Identifier: Apache-2.0
// Expected texts: numbers as hand-calculated in verdict_test.cpp, with two digits of the interval's
// half width (1.96).
#include "scenarios/verdict/json_report.hpp"
#include "scenarios/verdict/markdown_report.hpp"
#include "scenarios/verdict/report_rows.hpp"
#include "scenarios/verdict/report_text.hpp"
#include "scenarios/verdict/terminal_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "tests/scenarios/verdict/run_builder.hpp"

namespace cityproof::verdict {
namespace {

using testing::add_figure;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::make_arm;
using ::testing::Not;

Comparison compared(const std::vector<double>& base, const std::vector<double>& policy,
                    const std::string& claim = testing::decrease_5_percent) {
    auto a = make_arm("", base);
    auto b = make_arm("adaptive_signals", policy);
    for (RunSummary& run : b) {
        run.claim = claim;
    }
    return compare_runs(pair_runs(a, b));
}

std::string claim_json(const std::string& direction, double margin) {
    return fmt::format(R"({{"key_figure":"traffic.delay_mean","direction":"{}","margin":{}}})",
                       direction, margin);
}

const std::vector<double> base{100, 100, 100, 100, 100};
const std::vector<double> policy{76, 78, 77, 79, 75};

/// Many key figures, among them long names, odd units and missing values.
Comparison wide_comparison() {
    auto a = make_arm("", {100, 104, 98, 101, 97});
    auto b = make_arm("adaptive_signals", {76, 78, 77, 79, 75});
    const auto add = [&](const contracts::KeyFigure& figure, double from, double to) {
        add_figure(a, figure, {from, 1.1 * from, 0.9 * from, from, from});
        add_figure(b, figure, {to, 1.2 * to, 0.9 * to, 1.05 * to, to});
    };
    add({"energy.transformer_loading_maximum_of_all", 0, "%", contracts::Direction::lower_is_better,
         ""},
        81, 79);
    add({"water.tank_volume_min", 0, "m\xc2\xb3", contracts::Direction::higher_is_better, ""},
        1234567, 1234800);
    add({"traffic.vehicles_arrived", 0, "vehicles", contracts::Direction::higher_is_better, ""},
        2200, 2300);
    add({"sensors.readings_lost", 0, "1", contracts::Direction::neutral, ""}, std::nan(""),
        std::nan(""));
    return compare_runs(pair_runs(a, b));
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

TEST(Headline, claim_that_holds) {
    EXPECT_EQ(headline(compared(base, policy)),
              "Adaptive signals lowered the mean delay by 23.0 % (95 % interval 21.0 to 25.0 %, 5 "
              "paired seeds): the "
              "claim of a decrease of at least 5 % holds.");
}

TEST(Headline, claim_that_does_not_hold) {
    EXPECT_EQ(headline(compared(base, policy, claim_json("decrease", 0.3))),
              "Adaptive signals lowered the mean delay by 23.0 % (95 % interval 21.0 to 25.0 %, 5 "
              "paired seeds): the "
              "claim of a decrease of at least 30 % does not hold.");
    EXPECT_THAT(headline(compared(policy, base)),
                AllOf(HasSubstr("raised the mean delay"), HasSubstr("does not hold")));
}

TEST(Headline, undecided_claim_says_how_many_seeds_are_needed) {
    EXPECT_THAT(headline(compared(base, policy, claim_json("decrease", 0.22))),
                AllOf(HasSubstr("is neither shown nor refuted"), HasSubstr("About 22 paired seeds"),
                      Not(HasSubstr("holds."))));
}

TEST(Headline, interval_around_zero_shows_both_signs) {
    // D = -10 10 -8 8 0: 0 +- 11.24.
    EXPECT_THAT(
        headline(compared(base, {90, 110, 92, 108, 100})),
        HasSubstr("changed the mean delay by 0 % (95 % interval -11 to +11 %, 5 paired seeds)"));
}

TEST(Headline, one_pair_makes_no_statement) {
    EXPECT_THAT(headline(compared({100}, {50})),
                AllOf(HasSubstr("No verdict"),
                      HasSubstr("one pair of runs: no statistical statement possible"),
                      Not(HasSubstr("holds"))));
}

TEST(Headline, equal_differences_are_said_to_be_equal) {
    EXPECT_THAT(headline(compared({100, 110, 105}, {90, 100, 95}, claim_json("decrease", 0))),
                AllOf(HasSubstr("No verdict"), HasSubstr("all 3 differences are equal"),
                      HasSubstr("About 6 paired")));
}

TEST(Headline, runs_that_the_seed_does_not_change_have_no_interval_and_no_statistics) {
    const Comparison same = compared({100, 100, 100}, {90, 90, 90});
    EXPECT_THAT(headline(same), AllOf(HasSubstr("No verdict"), HasSubstr("seed does not change"),
                                      Not(HasSubstr("95 % interval"))));
    for (const std::string& sentence : confidence_sentences(same)) {
        EXPECT_THAT(sentence, AllOf(Not(HasSubstr("Fieller")), Not(HasSubstr("t test:")),
                                    Not(HasSubstr("went the same way"))));
    }
}

TEST(Headline, claims_of_further_policies_are_said_not_to_be_judged) {
    auto a = make_arm("", base);
    auto b = make_arm("adaptive_signals,lamps", policy);
    for (RunSummary& run : b) {
        run.claims_not_judged = "lamps";
    }
    EXPECT_THAT(confidence_sentences(compare_runs(pair_runs(a, b))),
                ::testing::Contains(HasSubstr("not judged: lamps.")));
}

TEST(Headline, policy_without_claim_has_no_verdict) {
    EXPECT_THAT(headline(compared(base, policy, "")), HasSubstr("no claim"));
}

TEST(TerminalReport, shows_effect_interval_and_verdict) {
    const std::string text = terminal_report(compared(base, policy), 100);
    EXPECT_THAT(text,
                AllOf(HasSubstr("Verdict: PASS"), HasSubstr("[-25.0, -21.0]"), HasSubstr("-23.0 %"),
                      HasSubstr("better"), HasSubstr("5 paired seeds: 1-5")));
}

TEST(TerminalReport, fits_the_width_of_the_terminal) {
    for (const std::size_t width : {80U, 90U, 100U, 120U}) {
        for (const std::string& line : lines_of(terminal_report(wide_comparison(), width))) {
            EXPECT_LE(display_width(line), width) << line;
        }
    }
}

TEST(TerminalReport, columns_are_aligned) {
    const auto lines = lines_of(terminal_report(wide_comparison(), 120));
    const auto title = std::ranges::find_if(
        lines, [](const std::string& l) { return l.starts_with("key figure"); });
    ASSERT_NE(title, lines.end());
    const auto column = title->find("unit");
    for (auto line = title + 2; line != lines.end() && !line->empty(); ++line) {
        EXPECT_EQ((*line)[column - 1], ' ') << *line;
    }
}

TEST(TerminalReport, unchanged_figures_are_one_sentence_and_no_rows) {
    auto a = make_arm("", base);
    auto b = make_arm("adaptive", policy);
    for (auto* arm : {&a, &b}) {
        add_figure(*arm, {"water.delivered", 0, "m3", contracts::Direction::neutral, ""},
                   {341, 342, 343, 344, 345});
        add_figure(*arm, {"sensors.lost", 0, "1", contracts::Direction::neutral, ""},
                   {0, 0, 0, 0, 0});
    }
    const std::string text = terminal_report(compare_runs(pair_runs(a, b)), 200);
    EXPECT_THAT(text,
                HasSubstr("Exactly the same in every pair (mean): water.delivered (343.0 m3), "
                          "sensors.lost (0)."));
    EXPECT_THAT(text, AllOf(Not(HasSubstr("\nwater.delivered")), Not(HasSubstr("not corrected"))));
}

TEST(TerminalReport, claimed_figure_keeps_its_row_when_nothing_changed) {
    const std::vector<double> same{100, 103, 98, 107, 101, 96};
    const std::string text = terminal_report(compared(same, same), 100);
    EXPECT_THAT(text, AllOf(HasSubstr("\ntraffic.delay_mean"), HasSubstr("Verdict: FAIL"),
                            Not(HasSubstr("Exactly the same"))));
}

TEST(TerminalReport, row_without_values_says_so) {
    EXPECT_THAT(terminal_report(wide_comparison(), 100),
                AllOf(HasSubstr("not available"), HasSubstr("not compared: sensors.readings_lost"),
                      Not(HasSubstr("nan"))));
}

TEST(TerminalReport, rows_are_said_to_be_uncorrected) {
    EXPECT_THAT(terminal_report(wide_comparison(), 500),
                HasSubstr("not corrected for their number"));
}

TEST(TerminalReport, correlation_of_two_pairs_is_not_shown) {
    // Two points always lie on a line.
    EXPECT_THAT(terminal_report(compared({100, 110}, {80, 91}), 300), Not(HasSubstr("correlate")));
    EXPECT_THAT(terminal_report(compared({100, 110, 104}, {80, 91, 85}), 300),
                HasSubstr("correlate"));
}

TEST(MarkdownReport, has_sentence_table_certainty_limits_and_reproduction) {
    const std::string text =
        markdown_report(compared(base, policy), {{{"map.png", "Speed at 07:15"}}, ""});
    EXPECT_THAT(
        text,
        AllOf(HasSubstr("# Adaptive signals against the baseline"),
              HasSubstr(
                  "| **traffic.delay\\_mean** | s | 100.0 | 77.0 | -23.0 | \\[-25.0, -21.0\\] |"),
              HasSubstr("**Verdict: PASS**"), HasSubstr("![Speed at 07:15](map.png)"),
              HasSubstr("## What this does not cover")));
    EXPECT_THAT(text, AllOf(HasSubstr("cityproof compare baseline-1.h5 baseline-2.h5"),
                            HasSubstr("--with adaptive_signals-1.h5"),
                            HasSubstr("| 1 | baseline-1.h5 | "), HasSubstr("version: 0.1.0"),
                            HasSubstr("inputs without policy and seed: b1"),
                            HasSubstr("The demand is synthetic")));
    EXPECT_LT(text.find("holds."), text.find("| key figure"));
    EXPECT_LT(text.find("| key figure"), text.find("## How sure"));
    EXPECT_LT(text.find("## How sure"), text.find("## What this does not cover"));
}

TEST(MarkdownReport, names_from_files_cannot_change_its_structure) {
    auto a = make_arm("", base);
    auto b = make_arm("evil | <script>", policy);
    b[0].file_name = "a b;rm 'x'.h5";
    const std::string text = markdown_report(compare_runs(pair_runs(a, b)), {});
    EXPECT_THAT(text, HasSubstr("'a b;rm '\\''x'\\''.h5'"));
    for (const std::string& line : lines_of(text)) {
        EXPECT_TRUE(line.starts_with("    ") || line.find("<script>") == std::string::npos)
            << line; // code is not HTML
        if (line.starts_with("| **traffic")) {
            EXPECT_EQ(std::ranges::count(line, '|'), 10) << line;
        }
    }
}

TEST(JsonReport, holds_every_number_and_null_where_there_is_none) {
    const auto json = nlohmann::json::parse(json_report(wide_comparison()));
    EXPECT_EQ(json.at("format"), 2);
    EXPECT_EQ(json.at("arms")[0].at("claim").at("verdict"), "PASS");
    EXPECT_EQ(json.at("arms")[0].at("seeds"), (std::vector<int>{1, 2, 3, 4, 5}));
    const auto& lost = json.at("arms")[0].at("key_figures").at(4);
    EXPECT_EQ(lost.at("available"), false);
    EXPECT_TRUE(lost.at("effect").is_null());
    EXPECT_TRUE(lost.at("baseline").at(0).is_null());
}

TEST(JsonReport, numbers_are_the_hand_calculated_ones) {
    const auto json = nlohmann::json::parse(json_report(compared(base, policy)));
    const auto& row = json.at("arms")[0].at("key_figures").at(0);
    EXPECT_NEAR(row.at("interval").at(0).get<double>(), -24.96324, 5e-6);
    EXPECT_NEAR(row.at("interval").at(1).get<double>(), -21.03676, 5e-6);
    EXPECT_NEAR(row.at("t").get<double>(), -23 / std::sqrt(0.5), 1e-12);
    EXPECT_TRUE(row.at("correlation").is_null()); // the baseline does not vary
    EXPECT_EQ(row.at("policy"), policy);
}

} // namespace
} // namespace cityproof::verdict
