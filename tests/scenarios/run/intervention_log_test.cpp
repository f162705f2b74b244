// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "scenarios/run/intervention_log.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

using cityproof::testing::TemporaryFolder;
using contracts::Command;
using contracts::CommandKind;

Command loss_at(std::int64_t ns, const char* pump = "335") {
    return {SimTime::at_ns(ns), CommandKind::supply_loss, "pump", pump, "operator"};
}

bool is_there(const std::filesystem::path& path) {
    return std::filesystem::exists(path);
}

TEST(InterventionLog, record_comes_back_to_the_nanosecond) {
    const TemporaryFolder folder;
    InterventionLog log{folder.path() / "run.h5", {}};
    log.add(loss_at(1'800'400'000'001));
    log.stop(SimTime::at_seconds(2000));
    log.finish();
    const OperatorRecord read = load_operator_record(folder.path() / "run.h5.commands.jsonl");
    ASSERT_EQ(read.commands.size(), 1U);
    EXPECT_EQ(read.commands[0].at, SimTime::at_ns(1'800'400'000'001));
    EXPECT_EQ(read.commands[0].kind, CommandKind::supply_loss);
    EXPECT_EQ(read.commands[0].table, "pump");
    EXPECT_EQ(read.commands[0].target, "335");
    EXPECT_EQ(read.stop_at, SimTime::at_seconds(2000));
}

TEST(InterventionLog, what_was_replayed_stays_in_the_record) {
    const TemporaryFolder folder;
    InterventionLog log{folder.path() / "run.h5", {{loss_at(5)}, {}}};
    log.add(loss_at(3, "10"));
    log.finish();
    const OperatorRecord read = load_operator_record(folder.path() / "run.h5.commands.jsonl");
    ASSERT_EQ(read.commands.size(), 2U);
    EXPECT_EQ(read.commands[0].target, "10"); // carried out first
    InterventionLog repeated{folder.path() / "other.h5", read};
    EXPECT_EQ(repeated.hash(), log.hash());
}

TEST(InterventionLog, record_of_a_killed_run_stands_beside_its_part) {
    const TemporaryFolder folder;
    {
        InterventionLog killed{folder.path() / "run.h5", {}};
        killed.add(loss_at(5));
    }
    EXPECT_TRUE(is_there(folder.path() / "run.h5.part.commands.jsonl"));
    EXPECT_FALSE(is_there(folder.path() / "run.h5.commands.jsonl"));
    const InterventionLog next{folder.path() / "run.h5", {}};
    EXPECT_FALSE(is_there(folder.path() / "run.h5.part.commands.jsonl"));
}

TEST(InterventionLog, run_without_orders_leaves_no_record_of_an_earlier_one) {
    const TemporaryFolder folder;
    std::ofstream{folder.path() / "run.h5.commands.jsonl"} << "{}";
    InterventionLog log{folder.path() / "run.h5", {}};
    EXPECT_EQ(log.hash(), "");
    log.finish();
    EXPECT_FALSE(is_there(folder.path() / "run.h5.commands.jsonl"));
}

TEST(InterventionLog, hash_tells_orders_of_one_instant_apart) {
    const TemporaryFolder folder;
    const InterventionLog one{folder.path() / "1.h5", {{loss_at(5, "10"), loss_at(5, "335")}, {}}};
    const InterventionLog two{folder.path() / "2.h5", {{loss_at(5, "335"), loss_at(5, "10")}, {}}};
    EXPECT_NE(one.hash(), two.hash());
}

TEST(InterventionLog, broken_record_names_its_line) {
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "commands.jsonl";
    for (const char* line : {R"({"action": "outage", "target": "line/1"})",
                             R"({"at_ns": 1.5, "action": "stop"})", R"({"at_ns": -1})"}) {
        std::ofstream{path} << "\n" << line << "\n";
        try {
            load_operator_record(path);
            FAIL() << line;
        } catch (const InputError& error) {
            EXPECT_EQ(error.problem().where.line, 2);
            EXPECT_EQ(error.problem().where.key, "at_ns");
        }
    }
}

} // namespace
} // namespace cityproof::scenarios
