// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/gate.hpp"
#include "scenarios/verdict/gate_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_data.hpp"

namespace cityproof::verdict {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

const std::vector<contracts::KeyFigure> figures{
    {"traffic.delay_mean", 0, "s", contracts::Direction::lower_is_better, ""},
    {"energy.voltage_min", 0, "pu", contracts::Direction::higher_is_better, ""},
    {"traffic.vehicles", 0, "1", contracts::Direction::neutral, ""}};

Gate parse(const std::string& line) {
    return parse_gate(line, {"--assert", 0, ""});
}

std::string refusal(const std::string& line) {
    try {
        parse(line);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

std::string problems_of(const std::vector<std::string>& lines) {
    std::vector<Gate> gates;
    for (const std::string& line : lines) {
        gates.push_back(parse(line));
    }
    Problems problems;
    check_gates(gates, figures, problems);
    std::string text;
    for (const Problem& problem : problems.list()) {
        text += to_string(problem) + "\n";
    }
    return text;
}

TEST(GateLine, superiority_with_margin_and_confidence) {
    const Gate gate = parse("traffic.delay_mean: decrease >= 5 % confidence 90 %");
    EXPECT_EQ(gate.key_figure, "traffic.delay_mean");
    EXPECT_EQ(gate.kind, GateKind::superiority);
    EXPECT_EQ(gate.direction, ClaimDirection::decrease);
    EXPECT_TRUE(gate.margin.relative);
    EXPECT_DOUBLE_EQ(gate.margin.value, 0.05);
    EXPECT_DOUBLE_EQ(gate.confidence, 0.90);
}

TEST(GateLine, every_kind_reads_and_writes_the_same_condition) {
    for (const char* condition : {"decrease", "increase >= 5 s", "no worse than 1 %",
                                  "equal within 0.1 m", "policy <= 480 s", "baseline >= 0.95 pu",
                                  "every run >= -2 m", "every baseline run <= 90 %"}) {
        EXPECT_EQ(condition, (std::string{condition}.ends_with("90 %")
                                  ? "every baseline run <= 90 %"
                                  : to_text(parse(std::string{"a.b: "} + condition))))
            << condition;
    }
    EXPECT_EQ(parse("a.b: policy <= 1 s").kind, GateKind::limit);
    EXPECT_EQ(parse("a.b: every baseline run <= 1 s").kind, GateKind::run_limit);
    EXPECT_EQ(parse("a.b: every baseline run <= 1 s").on, GateArm::baseline);
}

TEST(GateLine, what_is_not_understood_names_the_forms) {
    EXPECT_THAT(refusal("traffic.delay_mean"), HasSubstr("FIGURE: CONDITION"));
    EXPECT_THAT(refusal("a.b: falls by 5 %"), HasSubstr("decrease [>= 5 %]"));
    EXPECT_THAT(refusal("a.b: decrease >= 5"), HasSubstr("no margin"));
    EXPECT_THAT(refusal("a.b: decrease <= 5 %"), HasSubstr("unknown"));
    EXPECT_THAT(refusal("a.b: decrease confidence 5 %"), HasSubstr("50 %"));
    EXPECT_THAT(refusal("a.b: equal within 0 s"), HasSubstr("above zero"));
}

TEST(GateCheck, unknown_figure_names_the_nearest_one) {
    EXPECT_THAT(problems_of({"traffic.delay_meen: decrease"}),
                HasSubstr("did you mean traffic.delay_mean?"));
}

TEST(GateCheck, unit_of_another_kind_is_listed) {
    EXPECT_THAT(problems_of({"traffic.delay_mean: policy <= 5 m"}), HasSubstr("does not fit"));
    EXPECT_EQ(problems_of({"traffic.delay_mean: policy <= 5 min"}), "");
}

TEST(GateCheck, no_worse_needs_a_figure_with_a_better_side) {
    EXPECT_THAT(problems_of({"traffic.vehicles: no worse than 1 %"}), HasSubstr("no meaning"));
}

TEST(GateCheck, overlapping_and_contradicting_gates_are_all_listed) {
    const std::string text =
        problems_of({"traffic.delay_mean: decrease >= 5 %", "traffic.delay_mean: decrease >= 3 %",
                     "traffic.delay_mean: increase", "traffic.delay_mean: equal within 5 %",
                     "energy.voltage_min: policy >= 1 pu", "energy.voltage_min: policy <= 0.9 pu"});
    EXPECT_THAT(text, AllOf(HasSubstr("overlap: both are superiority of traffic.delay_mean"),
                            HasSubstr("\"traffic.delay_mean: decrease >= 5 %\" and "
                                      "\"traffic.delay_mean: increase\" contradict"),
                            HasSubstr("\"traffic.delay_mean: decrease >= 5 %\" and "
                                      "\"traffic.delay_mean: equal within 5 %\" contradict"),
                            HasSubstr("\"energy.voltage_min: policy >= 1 pu\" and "
                                      "\"energy.voltage_min: policy <= 0.9 pu\" contradict")));
}

TEST(GateCheck, limits_on_both_sides_and_arms_do_not_overlap) {
    EXPECT_EQ(
        problems_of({"energy.voltage_min: policy >= 0.9 pu", "energy.voltage_min: policy <= 1.1 pu",
                     "energy.voltage_min: baseline >= 0.9 pu",
                     "energy.voltage_min: every run >= 0.9 pu",
                     "energy.voltage_min: no worse than 1 %"}),
        "");
}

class GateFile : public ::testing::Test {
  protected:
    std::string write(const std::string& text) const {
        const auto path = folder_.path() / "gates.yaml";
        std::ofstream{path} << text;
        return path.string();
    }

    std::string refusal_of(const std::string& text) const {
        try {
            load_gates(write(text));
        } catch (const std::exception& error) {
            return error.what();
        }
        return "accepted";
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(GateFile, every_kind_of_gate_is_read) {
    const auto gates = load_gates(write(
        "format: 1\n"
        "confidence: 90 %\n"
        "gates:\n"
        "  - id: G1\n"
        "    key_figure: traffic.delay_mean\n"
        "    claim: superiority\n"
        "    direction: decrease\n"
        "    margin: 5 %\n"
        "    confidence: 99 %\n"
        "  - {id: G2, key_figure: energy.loss, claim: non_inferiority, margin: 1 %}\n"
        "  - {id: G3, key_figure: a.b, claim: limit, max: 480 s}\n"
        "  - {id: G4, key_figure: a.c, claim: limit, min: 0.95 pu, per: run, where: baseline}\n"
        "  - {id: G5, key_figure: a.d, claim: equivalence, margin: 0.1 m}\n"));
    ASSERT_EQ(gates.size(), 5U);
    EXPECT_EQ(to_text(gates[0]), "decrease >= 5 %");
    EXPECT_DOUBLE_EQ(gates[0].confidence, 0.99);
    EXPECT_EQ(to_text(gates[1]), "no worse than 1 %");
    EXPECT_DOUBLE_EQ(gates[1].confidence, 0.90);
    EXPECT_EQ(to_text(gates[2]), "policy <= 480 s");
    EXPECT_EQ(to_text(gates[3]), "every baseline run >= 0.95 pu");
    EXPECT_EQ(to_text(gates[4]), "equal within 0.1 m");
    EXPECT_EQ(gates[4].where.line, 13);
}

TEST_F(GateFile, all_problems_are_listed_with_their_line) {
    const std::string text =
        refusal_of("format: 1\n"
                   "gates:\n"
                   "  - {id: G1, key_figure: a.b, claim: superiority}\n"
                   "  - {id: G2, key_figure: a.b, claim: limit, max: 1 s, min: 0 s}\n"
                   "  - {id: G3, key_figure: a.b, claim: equivalence, margin: 5 %, max: 1 s}\n");
    EXPECT_THAT(text, AllOf(HasSubstr("gates.yaml:3"), HasSubstr("superiority without a direction"),
                            HasSubstr("gates.yaml:4"), HasSubstr("one of max and min"),
                            HasSubstr("gates.yaml:5"), HasSubstr("no meaning for equivalence")));
}

TEST_F(GateFile, file_without_gates_is_refused) {
    EXPECT_THAT(refusal_of("format: 1\ngates: []\n"), HasSubstr("holds no gate"));
    EXPECT_THAT(refusal_of("format: 2\ngates: []\n"), HasSubstr("format"));
}

TEST_F(GateFile, assertion_is_the_claims_a_file_or_a_line) {
    EXPECT_TRUE(read_assertion("claims").claims);
    EXPECT_EQ(read_assertion(write("format: 1\ngates:\n  - {id: a, key_figure: a.b, claim: "
                                   "equivalence, margin: 5 %}\n"))
                  .gates.size(),
              1U);
    EXPECT_EQ(read_assertion("a.b: decrease").gates.size(), 1U);
    EXPECT_THROW(read_assertion("missing.yaml"), InputError);
    EXPECT_THROW(read_assertion("claim"), InputError);
}

} // namespace
} // namespace cityproof::verdict
