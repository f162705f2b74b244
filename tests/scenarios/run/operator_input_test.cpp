// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/operator_input.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

using Kind = OperatorOrder::Kind;

TEST(OperatorInput, reads_each_order) {
    EXPECT_EQ(parse_order(R"({"command": "pause"})", 1).kind, Kind::pause);
    EXPECT_EQ(parse_order(R"({"command": "resume"})", 1).kind, Kind::resume);
    EXPECT_EQ(parse_order(R"({"command": "stop"})", 1).kind, Kind::stop);
    EXPECT_EQ(parse_order(R"({"command": "step", "for": "10 s"})", 1).step, Duration::seconds(10));
    const OperatorOrder order =
        parse_order(R"({"command": "intervene", "action": "outage", "target": "line/line:62"})", 1);
    EXPECT_EQ(order.command.kind, contracts::CommandKind::outage);
    EXPECT_EQ(order.command.table, "line");
    EXPECT_EQ(order.command.target, "line:62");
}

TEST(OperatorInput, refuses_what_is_no_order) {
    for (const char* line :
         {"", "pause", "[1]", R"({"command": 5})", R"({"command": "fly"})",
          R"({"command": "step", "for": "10"})", R"({"command": "intervene", "action": "outage"})",
          R"({"command": "intervene", "action": "burn", "target": "line/1"})",
          R"({"command": "intervene", "action": "outage", "target": "line"})"}) {
        EXPECT_THROW(parse_order(line, 1), InputError) << line;
    }
}

TEST(OperatorInput, a_recorded_intervention_comes_back_to_the_nanosecond) {
    const contracts::Command command{SimTime::at_ns(1'800'400'000'001),
                                     contracts::CommandKind::supply_loss, "pump", "335",
                                     "operator"};
    const cityproof::testing::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "commands.jsonl";
    std::ofstream{path} << command_record(command) << "\n";
    const std::vector<contracts::Command> read = load_command_record(path);
    ASSERT_EQ(read.size(), 1U);
    EXPECT_EQ(read[0].at, command.at);
    EXPECT_EQ(read[0].kind, command.kind);
    EXPECT_EQ(read[0].table, "pump");
    EXPECT_EQ(read[0].target, "335");
}

TEST(OperatorInput, a_broken_record_names_its_line) {
    const cityproof::testing::TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "commands.jsonl";
    std::ofstream{path} << R"({"action": "outage", "target": "line/1"})"
                        << "\n";
    try {
        load_command_record(path);
        FAIL() << "a record without a time was accepted";
    } catch (const InputError& error) {
        EXPECT_EQ(error.problem().where.line, 1);
        EXPECT_EQ(error.problem().where.key, "at_ns");
    }
}

} // namespace
} // namespace cityproof::scenarios
