// SPDX-License-Identifier: Apache-2.0
#include "io/text/xml_text.hpp"
#include "scenarios/verdict/arms.hpp"
#include "scenarios/verdict/arms_report.hpp"
#include "scenarios/verdict/gate_file.hpp"
#include "scenarios/verdict/json_report.hpp"
#include "scenarios/verdict/junit_report.hpp"
#include "scenarios/verdict/report_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

#include "tests/scenarios/verdict/run_builder.hpp"

namespace cityproof::verdict {
namespace {

using testing::add_figure;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::make_arm;
using ::testing::Not;

const std::vector<double> base{100, 102, 98, 101, 99, 103};
// -20 to -24 s; -6 to -8 s: the interval of the mild one reaches into the margin of 5 %.
const std::vector<double> strong{78, 81, 76, 80, 77, 81};
const std::vector<double> mild{93, 95, 91, 95, 92, 96};
const contracts::KeyFigure energy{"energy.loss", 0, "kWh", contracts::Direction::lower_is_better,
                                  ""};

ArmsComparison two_arms(const CompareOptions& options = {}) {
    auto baseline = make_arm("", base);
    auto a = make_arm("strong", strong);
    auto b = make_arm("mild", mild);
    add_figure(baseline, energy, {10, 11, 12, 10, 11, 12});
    add_figure(a, energy, {12, 13.1, 14.2, 12.1, 13, 14});
    add_figure(b, energy, {10, 11, 12, 10, 11, 12});
    return compare_arms(baseline, {b, a}, options);
}

std::vector<Gate> gates(const std::vector<std::string>& lines) {
    std::vector<Gate> result;
    for (const std::string& line : lines) {
        result.push_back(parse_gate(line, {}));
    }
    return result;
}

TEST(CompareArms, claims_of_all_arms_are_one_family) {
    const ArmsComparison result = two_arms();
    ASSERT_EQ(result.outcomes.size(), 2U);
    EXPECT_EQ(result.tests(), 2U);
    EXPECT_FALSE(result.asserted);
    EXPECT_EQ(arm_name(result, result.outcomes[0].arm), "mild");
    // Holm: the smaller p is doubled, the larger one stays.
    const double small = std::min(*result.outcomes[0].p, *result.outcomes[1].p);
    const double large = std::max(*result.outcomes[0].p, *result.outcomes[1].p);
    EXPECT_DOUBLE_EQ(*result.outcomes[1].p_adjusted, 2 * small);
    EXPECT_DOUBLE_EQ(*result.outcomes[0].p_adjusted, std::max(large, 2 * small));
}

TEST(CompareArms, raw_gate_verdict_is_that_of_the_single_comparison) {
    const ArmsComparison result = two_arms({.correction = Correction::none});
    for (const GateOutcome& outcome : result.outcomes) {
        const Judgement& judgement = *result.arms[*outcome.arm].judgement;
        EXPECT_EQ(outcome.verdict, judgement.verdict);
        EXPECT_DOUBLE_EQ(outcome.interval->low, judgement.interval->low);
        EXPECT_DOUBLE_EQ(outcome.interval->high, judgement.interval->high);
    }
}

TEST(CompareArms, correction_takes_a_claim_back_in_its_arm_too) {
    // Differences of the one arm scatter so that p against 5 % is between 2.5 and 5 %.
    auto baseline = make_arm("", {100, 100.5, 99.5, 100, 100.2, 99.8});
    const auto close = make_arm("close", {93, 94.4, 91.5, 95.4, 94.1, 93.4});
    const auto nothing = make_arm("nothing", {95, 95.4, 94.6, 95.2, 95.1, 94.7});
    const ArmsComparison alone = compare_arms(baseline, {close}, {});
    ASSERT_EQ(alone.outcomes[0].verdict, Verdict::pass);
    ASSERT_GT(*alone.outcomes[0].p, 0.025);
    const ArmsComparison both = compare_arms(baseline, {close, nothing}, {});
    EXPECT_EQ(both.outcomes[0].verdict, Verdict::inconclusive);
    EXPECT_EQ(both.arms[0].judgement->verdict, Verdict::inconclusive);
    EXPECT_THAT(
        terminal_report(both, 100, false),
        AllOf(HasSubstr("after the correction for 2 tests (Holm)"), Not(HasSubstr("PASS"))));
}

TEST(CompareArms, gates_replace_the_claims_unless_these_are_asserted_too) {
    const auto lines =
        gates({"energy.loss: no worse than 1 kWh", "traffic.delay_mean: baseline <= 110 s"});
    const ArmsComparison result = two_arms({.gates = lines});
    EXPECT_TRUE(result.asserted);
    // One gate in two arms, and the baseline's limit once.
    ASSERT_EQ(result.outcomes.size(), 3U);
    EXPECT_EQ(result.outcomes[2].arm, std::nullopt);
    EXPECT_EQ(two_arms({.gates = lines, .assert_claims = true}).outcomes.size(), 5U);
}

TEST(CompareArms, gate_that_repeats_an_asserted_claim_is_an_overlap) {
    EXPECT_THROW(
        two_arms({.gates = gates({"traffic.delay_mean: decrease >= 7 %"}), .assert_claims = true}),
        ProblemsError);
}

TEST(CompareArms, unknown_figures_of_gates_and_objectives_are_listed_together) {
    try {
        two_arms({.gates = gates({"energy.los: no worse than 1 kWh"}),
                  .objectives = {"traffic.delay", "energy.loss"}});
        FAIL() << "accepted";
    } catch (const ProblemsError& error) {
        EXPECT_EQ(error.problems().size(), 2U);
        EXPECT_THAT(error.what(), AllOf(HasSubstr("energy.los"), HasSubstr("traffic.delay")));
    }
}

TEST(CompareArms, missing_runs_of_all_arms_are_listed) {
    const auto baseline = make_arm("", base);
    try {
        compare_arms(baseline, {make_arm("a", {1, 2, 3}), make_arm("b", {1, 2, 3, 4})}, {});
        FAIL() << "accepted";
    } catch (const MissingRuns& error) {
        EXPECT_EQ(error.missing().size(), 5U); // seeds 4, 5, 6 of a and 5, 6 of b
    }
}

TEST(CompareArms, two_arms_with_one_policy_are_refused) {
    const auto baseline = make_arm("", base);
    EXPECT_THROW(compare_arms(baseline, {make_arm("a", base), make_arm("a", base)}, {}),
                 InputError);
    EXPECT_THROW(compare_arms(baseline, {}, {}), InputError);
}

TEST(CompareArms, claims_cannot_be_asserted_without_a_claim) {
    auto silent = make_arm("silent", strong);
    for (RunSummary& run : silent) {
        run.claim.clear();
    }
    EXPECT_THROW(compare_arms(make_arm("", base), {silent}, {.assert_claims = true}), InputError);
}

TEST(CompareArms, unpaired_arms_may_have_other_seeds_and_numbers) {
    auto policy = make_arm("strong", {78, 81, 76, 80});
    for (RunSummary& run : policy) {
        run.seed += 100;
    }
    const ArmsComparison result =
        compare_arms(make_arm("", base), {policy}, {.pairing = Pairing::none});
    ASSERT_EQ(result.outcomes.size(), 1U);
    EXPECT_EQ(result.outcomes[0].verdict, Verdict::pass);
    // R: t.test(c(78,81,76,80), c(100,102,98,101,99,103)): the means differ by -21.75.
    EXPECT_NEAR(result.arms[0].figures[0].effect(), -21.75, 1e-12);
    EXPECT_THAT(terminal_report(result, 100, true),
                AllOf(HasSubstr("4 seeds against 6, unpaired"), HasSubstr("Welch")));
    EXPECT_THAT(markdown_report(result), HasSubstr("| 101 | - | - | strong-1.h5 |"));
}

TEST(CompareArms, rows_get_a_second_opinion_and_an_adjusted_p) {
    const ArmsComparison result = two_arms();
    const FigureComparison& row = result.arms[1].figures[0];
    EXPECT_EQ(row.p_sign_flip, 2.0 / 64); // six differences of one sign
    ASSERT_TRUE(row.p_adjusted && row.p() && row.bootstrap);
    EXPECT_GT(*row.p_adjusted, *row.p());
    EXPECT_LT(row.bootstrap->high, -0.19);
    // energy.loss of the mild arm is the same in every pair: no test, not counted.
    EXPECT_FALSE(result.arms[0].figures[1].p_adjusted);
    const ReportTable details = detail_table(result, 0);
    EXPECT_EQ(details.rows.size(), 1U);
}

// Of 1, 2 .. 10 the 0.9 quantile is 1 + 9 * 0.9 = 9.1 (type 7), of their halves 4.55.
TEST(CompareArms, quantiles_over_the_seeds_are_compared) {
    const std::vector<double> whole{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    std::vector<double> halves = whole;
    std::ranges::transform(halves, halves.begin(), [](double x) { return x / 2; });
    const ArmsComparison result =
        compare_arms(make_arm("", whole), {make_arm("adaptive", halves)}, {.quantile = 0.9});
    ASSERT_EQ(result.quantiles.size(), 1U);
    const QuantileComparison& row = result.quantiles[0].at(0);
    EXPECT_EQ(row.key_figure, "traffic.delay_mean");
    EXPECT_NEAR(row.baseline, 9.1, 1e-12);
    EXPECT_NEAR(row.effect(), -4.55, 1e-12);
    ASSERT_TRUE(row.interval);
    EXPECT_LE(row.interval->low, -4.55);
    EXPECT_GE(row.interval->high, -4.55);
    EXPECT_LT(row.interval->high, 0);
    EXPECT_THAT(terminal_report(result, 100, false),
                AllOf(HasSubstr("Quantiles of 90 % of the seeds, adaptive"),
                      HasSubstr("traffic.delay_mean")));
    EXPECT_THAT(json_report(result), HasSubstr("\"quantile\": 0.9"));
}

TEST(CompareArms, quantiles_of_few_or_unpaired_runs_and_shares_outside_are_refused) {
    const std::vector<double> nine(9, 5.0);
    EXPECT_THROW(compare_arms(make_arm("", nine), {make_arm("adaptive", nine)}, {.quantile = 0.9}),
                 InputError);
    const std::vector<double> ten{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    for (const double share : {0.0, 1.0, -0.1, 90.0}) {
        EXPECT_THROW(
            compare_arms(make_arm("", ten), {make_arm("adaptive", ten)}, {.quantile = share}),
            InputError)
            << share;
    }
}

TEST(Pareto, policy_that_is_better_everywhere_dominates) {
    // mild: delay better, losses the same in every pair; strong: losses worse.
    const ArmsComparison result = two_arms({.objectives = {"traffic.delay_mean", "energy.loss"}});
    const std::vector<Alternative>& rows = result.pareto->alternatives;
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[0].dominated_by, ElementsAre("mild"));
    EXPECT_FALSE(rows[0].on_front);
    EXPECT_THAT(rows[1].dominated_by, IsEmpty());
    EXPECT_THAT(rows[2].dominated_by, IsEmpty());
    EXPECT_TRUE(rows[1].on_front);
    EXPECT_TRUE(rows[2].on_front);
}

TEST(Pareto, single_or_neutral_objectives_are_refused) {
    EXPECT_THROW(two_arms({.objectives = {"energy.loss"}}), ProblemsError);
    EXPECT_THROW(two_arms({.objectives = {"energy.loss", "energy.loss"}}), ProblemsError);
}

TEST(JUnitReport, one_suite_a_policy_and_one_case_a_gate) {
    const ArmsComparison result = two_arms(
        {.gates = gates({"energy.loss: no worse than 1 kWh", "traffic.delay_mean: decrease >= 7 %",
                         "traffic.delay_mean: baseline <= 110 s"})});
    const std::string xml = junit_report(result, InconclusiveAs::error);
    EXPECT_THAT(
        xml, AllOf(HasSubstr("<testsuite name=\"mild\" tests=\"2\" failures=\"0\" errors=\"2\""),
                   HasSubstr("<testsuite name=\"strong\" tests=\"2\" failures=\"1\" errors=\"0\""),
                   HasSubstr("<testsuite name=\"baseline\" tests=\"1\""),
                   HasSubstr("<error type=\"inconclusive\""), HasSubstr("<failure type=\"fail\""),
                   HasSubstr("name=\"base_hash\" value=\"b1\""), HasSubstr("&gt;= 7 %")));
    EXPECT_THAT(junit_report(result, InconclusiveAs::fail),
                HasSubstr("<testsuite name=\"mild\" tests=\"2\" failures=\"2\" errors=\"0\""));
    EXPECT_THAT(junit_report(result, InconclusiveAs::skip), HasSubstr("skipped=\"2\""));
    EXPECT_THAT(junit_report(result, InconclusiveAs::pass), HasSubstr("INCONCLUSIVE"));
}

TEST(JUnitReport, hostile_names_stay_text) {
    EXPECT_EQ(io::xml_text("a<b>&\"'\x01"), "a&lt;b&gt;&amp;&quot;&#39;?");
}

TEST(ArmsReports, json_carries_gates_and_arms) {
    const auto json = nlohmann::json::parse(
        json_report(two_arms({.gates = gates({"energy.loss: no worse than 1 kWh"}),
                              .objectives = {"traffic.delay_mean", "energy.loss"}})));
    EXPECT_EQ(json.at("gates").size(), 2U);
    EXPECT_EQ(json.at("gates")[1].at("verdict"), "FAIL");
    EXPECT_EQ(json.at("gates")[1].at("arm"), "strong");
    EXPECT_EQ(json.at("arms").size(), 2U);
    EXPECT_EQ(json.at("pareto").at("alternatives").size(), 3U);
    EXPECT_EQ(json.at("multiplicity"), "Holm");
}

TEST(ArmsReports, markdown_of_several_arms_begins_with_the_tables_over_all) {
    const std::string text =
        markdown_report(two_arms({.gates = gates({"energy.loss: no worse than 1 kWh"})}));
    EXPECT_THAT(text, AllOf(HasSubstr("# Policies against the baseline\n\n## Gates"),
                            HasSubstr("**Gates: FAIL**"), HasSubstr("## Statistics of strong")));
}

TEST(ArmsReports, inconclusive_gate_says_what_would_decide) {
    const std::string text = terminal_report(
        two_arms({.gates = gates({"traffic.delay_mean: decrease >= 6.9 %"})}), 100, false);
    EXPECT_THAT(text, AllOf(HasSubstr("INCONCLUSIVE"), HasSubstr("seeds would be needed"),
                            HasSubstr("Gates: INCONCLUSIVE")));
}

} // namespace
} // namespace cityproof::verdict
