// SPDX-License-Identifier: Apache-2.0
// Expected verdicts follow from the intervals of statistics_test.cpp, or are worked out beside
// them.
#include "scenarios/verdict/gate_judgement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cityproof::verdict {
namespace {

using ::testing::HasSubstr;
using Values = std::vector<double>;

// Student's sleep data: 95 % interval of group 1 minus group 2 [-2.4598858, -0.7001142].
const Values sleep_1{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2};
const Values sleep_2{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

contracts::KeyFigure
figure(contracts::Direction direction = contracts::Direction::lower_is_better) {
    return {"a.b", 0, "h", direction, ""};
}

GateOutcome judge(const std::string& condition, const Values& a, const Values& b,
                  Pairing pairing = Pairing::by_seed) {
    const Gate gate = parse_gate("a.b: " + condition, {});
    return judge_gate(gate, gate.margin.value, figure(), a, b, pairing);
}

Verdict verdict(const std::string& condition, const Values& a, const Values& b) {
    return judge(condition, a, b).verdict;
}

TEST(JudgeGate, superiority_turns_at_both_bounds_of_the_interval) {
    EXPECT_EQ(verdict("decrease >= 0.70 h", sleep_2, sleep_1), Verdict::pass);
    EXPECT_EQ(verdict("decrease >= 0.71 h", sleep_2, sleep_1), Verdict::inconclusive);
    EXPECT_EQ(verdict("decrease >= 2.45 h", sleep_2, sleep_1), Verdict::inconclusive);
    EXPECT_EQ(verdict("decrease >= 2.46 h", sleep_2, sleep_1), Verdict::fail);
    EXPECT_EQ(verdict("increase >= 0.70 h", sleep_1, sleep_2), Verdict::pass);
    EXPECT_EQ(verdict("increase >= 2.46 h", sleep_1, sleep_2), Verdict::fail);
}

TEST(JudgeGate, p_is_the_two_sided_p_of_the_t_test_against_the_threshold) {
    // R: t.test(paired): p = 0.00283289 against zero.
    const GateOutcome outcome = judge("decrease", sleep_2, sleep_1);
    EXPECT_NEAR(outcome.p.value(), 0.00283289, 5e-9);
    EXPECT_NEAR(outcome.interval->low, -2.4598858, 5e-8);
    EXPECT_NEAR(outcome.value.value(), -1.58, 1e-12);
}

TEST(JudgeGate, non_inferiority_follows_the_better_side_of_the_figure) {
    // The figure falls by 0.70 to 2.46 h.
    EXPECT_EQ(verdict("no worse than 0.1 h", sleep_2, sleep_1), Verdict::pass);
    const Gate gate = parse_gate("a.b: no worse than 0.69 h", {});
    const auto high = figure(contracts::Direction::higher_is_better);
    EXPECT_EQ(judge_gate(gate, 0.69, high, sleep_2, sleep_1, Pairing::by_seed).verdict,
              Verdict::fail);
    EXPECT_EQ(judge_gate(gate, 1.5, high, sleep_2, sleep_1, Pairing::by_seed).verdict,
              Verdict::inconclusive);
    EXPECT_EQ(judge_gate(gate, 2.46, high, sleep_2, sleep_1, Pairing::by_seed).verdict,
              Verdict::pass);
}

TEST(JudgeGate, equivalence_is_twice_the_larger_one_sided_test) {
    // TOST with margin 2: max(0.1541572, 3.55e-6).
    const GateOutcome outcome = judge("equal within 2 h", sleep_2, sleep_1);
    EXPECT_NEAR(outcome.p.value(), 2 * 0.1541572, 1e-7);
    EXPECT_EQ(outcome.verdict, Verdict::inconclusive);
    EXPECT_EQ(verdict("equal within 2.46 h", sleep_2, sleep_1), Verdict::pass);
    EXPECT_EQ(verdict("equal within 0.70 h", sleep_2, sleep_1), Verdict::fail);
}

TEST(JudgeGate, limit_holds_the_interval_of_the_mean_of_one_arm) {
    // 10, 11, 12, 13: mean 11.5, s 1.29099, half 3.182446 * 0.645497 = 2.05426.
    const Values values{10, 11, 12, 13};
    const Values none{0, 1, 2, 3};
    EXPECT_EQ(verdict("policy <= 13.56 h", none, values), Verdict::pass);
    EXPECT_EQ(verdict("policy <= 13.55 h", none, values), Verdict::inconclusive);
    EXPECT_EQ(verdict("policy <= 9.44 h", none, values), Verdict::fail);
    EXPECT_EQ(verdict("policy >= 9.44 h", none, values), Verdict::pass);
    EXPECT_EQ(verdict("baseline <= 13.56 h", values, none), Verdict::pass);
}

TEST(JudgeGate, run_limit_counts_runs_and_has_no_p) {
    const GateOutcome broken = judge("every run <= 12 h", {1, 2, 3}, {10, 13, 12});
    EXPECT_EQ(broken.verdict, Verdict::fail);
    EXPECT_THAT(broken.reason, HasSubstr("1 of 3 runs"));
    EXPECT_EQ(broken.value, 13);
    EXPECT_FALSE(broken.p);
    EXPECT_EQ(verdict("every run <= 13 h", {1, 2, 3}, {10, 13, 12}), Verdict::pass);
}

TEST(JudgeGate, one_seed_never_gives_a_verdict) {
    for (const char* condition : {"decrease", "no worse than 1 %", "equal within 1 %",
                                  "policy <= 1 h", "every run <= 1 h", "every run <= 99 h"}) {
        EXPECT_EQ(verdict(condition, {10}, {5}), Verdict::inconclusive) << condition;
    }
}

TEST(JudgeGate, runs_that_the_seed_does_not_change_give_no_statistical_verdict) {
    EXPECT_EQ(verdict("decrease", {10, 10, 10}, {5, 5, 5}), Verdict::inconclusive);
    EXPECT_EQ(verdict("policy <= 6 h", {10, 10, 10}, {5, 5, 5}), Verdict::inconclusive);
    EXPECT_EQ(verdict("every run <= 6 h", {10, 10, 10}, {5, 5, 5}), Verdict::pass);
}

TEST(JudgeGate, equal_differences_need_six_pairs) {
    // Sign test: 2^(1-5) = 6.25 %, 2^(1-6) = 3.125 %.
    const GateOutcome five = judge("decrease", {9, 8, 7, 6, 5}, {8, 7, 6, 5, 4});
    EXPECT_EQ(five.verdict, Verdict::inconclusive);
    EXPECT_EQ(five.pairs_needed, 6U);
    const GateOutcome six = judge("decrease", {9, 8, 7, 6, 5, 4}, {8, 7, 6, 5, 4, 3});
    EXPECT_EQ(six.verdict, Verdict::pass);
    EXPECT_EQ(six.p, 0.03125);
    // None of six pairs differs: neither a decrease nor an increase.
    EXPECT_EQ(verdict("decrease", {9, 8, 7, 6, 5, 4}, {9, 8, 7, 6, 5, 4}), Verdict::fail);
    EXPECT_EQ(verdict("increase", {9, 8, 7, 6, 5, 4}, {9, 8, 7, 6, 5, 4}), Verdict::fail);
    EXPECT_EQ(verdict("equal within 1 h", {9, 8, 7, 6, 5, 4}, {9, 8, 7, 6, 5, 4}), Verdict::pass);
}

TEST(JudgeGate, percentage_of_a_mean_that_may_be_zero_is_inconclusive) {
    const GateOutcome outcome = judge("decrease >= 5 %", {-1, 1, -2, 2.1}, {-5, -4, -6, -5});
    EXPECT_EQ(outcome.verdict, Verdict::inconclusive);
    EXPECT_THAT(outcome.reason, HasSubstr("cannot be told from zero"));
}

TEST(JudgeGate, missing_value_is_inconclusive) {
    EXPECT_EQ(verdict("decrease", {1, 2, std::numeric_limits<double>::quiet_NaN()}, {1, 2, 3}),
              Verdict::inconclusive);
}

TEST(JudgeGate, inconclusive_says_how_many_pairs_would_be_needed) {
    const GateOutcome outcome = judge("decrease >= 1 h", sleep_2, sleep_1);
    ASSERT_EQ(outcome.verdict, Verdict::inconclusive);
    // Distance 0.58, s 1.23: (1.96 + 0.84)^2 (1.23/0.58)^2 = 35.3, and a little for t.
    ASSERT_TRUE(outcome.pairs_needed);
    EXPECT_NEAR(static_cast<double>(*outcome.pairs_needed), 37, 1);
}

TEST(JudgeGate, outlier_makes_the_two_tests_differ) {
    // Six differences of one sign, one of them huge: t = 1.2 sees nothing, all signs agree
    // (2/64 = 3.1 %).
    const GateOutcome outcome =
        judge("decrease", {1, 2, 3, 4, 5, 100}, {0.9, 1.8, 2.9, 3.8, 4.9, 1});
    EXPECT_GT(outcome.p.value(), 0.05);
    EXPECT_EQ(outcome.p_sign_flip, 2.0 / 64);
    EXPECT_TRUE(outcome.opinions_differ);
    EXPECT_FALSE(judge("decrease", sleep_2, sleep_1).opinions_differ);
}

TEST(JudgeGate, unpaired_arms_are_judged_by_welch) {
    // R: t.test(sleep) Welch: p = 0.0793941, interval [-3.3654832, 0.2054832].
    const GateOutcome outcome = judge("decrease", sleep_2, sleep_1, Pairing::none);
    EXPECT_NEAR(outcome.p.value(), 0.0793941, 5e-8);
    EXPECT_NEAR(outcome.interval->low, -3.3654832, 5e-8);
    EXPECT_NEAR(outcome.interval->high, 0.2054832, 5e-8);
    EXPECT_EQ(outcome.verdict, Verdict::inconclusive);
}

TEST(JudgeGate, unpaired_percentage_turns_at_its_interval) {
    const Values a{100, 103, 98, 101, 99, 102};
    const Values b{90, 91, 88, 93, 89};
    const GateOutcome outcome = judge("decrease >= 5 %", a, b, Pairing::none);
    ASSERT_TRUE(outcome.interval);
    EXPECT_EQ(outcome.verdict, Verdict::pass);
    const auto at = [&](double threshold) {
        return Contrast{a, b, Pairing::none}.beyond(threshold, true);
    };
    EXPECT_NEAR(p_below(at(outcome.interval->high), 0), 0.025, 1e-9);
    EXPECT_NEAR(p_above(at(outcome.interval->low), 0), 0.025, 1e-9);
}

TEST(CorrectGates, holm_can_take_a_verdict_back) {
    const std::vector<Gate> gates{parse_gate("a.b: decrease", {}), parse_gate("a.c: decrease", {}),
                                  parse_gate("a.d: every run <= 1 h", {})};
    std::vector<GateOutcome> outcomes(3);
    outcomes[0] = {.gate = 0, .arm = 0, .verdict = Verdict::pass, .p = 0.03};
    outcomes[1] = {.gate = 1, .arm = 0, .verdict = Verdict::fail, .p = 0.001};
    outcomes[2] = {.gate = 2, .arm = 0, .verdict = Verdict::pass};
    correct(outcomes, gates, Correction::holm);
    EXPECT_DOUBLE_EQ(outcomes[0].p_adjusted.value(), 0.03); // 1 * 0.03, the second step
    EXPECT_DOUBLE_EQ(outcomes[1].p_adjusted.value(), 0.002);
    EXPECT_EQ(outcomes[0].verdict, Verdict::pass);
    outcomes[1].p = 0.04;
    correct(outcomes, gates, Correction::holm); // 2 * 0.03 > 5 %
    EXPECT_EQ(outcomes[0].verdict, Verdict::inconclusive);
    EXPECT_THAT(outcomes[0].reason, HasSubstr("after the correction for 2 tests (Holm)"));
    EXPECT_EQ(outcomes[1].verdict, Verdict::inconclusive);
    EXPECT_EQ(outcomes[2].verdict, Verdict::pass);
    EXPECT_FALSE(outcomes[2].p_adjusted);
}

TEST(OverallVerdict, fails_if_one_fails_and_passes_only_if_all_pass) {
    const auto of = [](std::vector<Verdict> verdicts) {
        std::vector<GateOutcome> outcomes(verdicts.size());
        for (std::size_t i = 0; i < verdicts.size(); ++i) {
            outcomes[i].verdict = verdicts[i];
        }
        return overall(outcomes);
    };
    EXPECT_EQ(of({Verdict::pass, Verdict::pass}), Verdict::pass);
    EXPECT_EQ(of({Verdict::pass, Verdict::inconclusive}), Verdict::inconclusive);
    EXPECT_EQ(of({Verdict::inconclusive, Verdict::fail}), Verdict::fail);
}

} // namespace
} // namespace cityproof::verdict
