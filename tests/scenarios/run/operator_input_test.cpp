// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/operator_input.hpp"

#include <gtest/gtest.h>

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

TEST(OperatorInput, closes_and_opens_a_street) {
    for (const contracts::CommandKind kind :
         {contracts::CommandKind::close_street, contracts::CommandKind::open_street}) {
        const OperatorOrder order = parse_order(
            std::string{R"({"command": "intervene", "target": "street/a", "action": ")"} +
                to_string(kind) + "\"}",
            1);
        EXPECT_EQ(order.command.kind, kind);
        EXPECT_EQ(order.command.table, "street");
    }
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

} // namespace
} // namespace cityproof::scenarios
