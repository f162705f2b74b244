// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "scenarios/run/intervention_log.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

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

/// The record that a checkpoint of 100 s by this log leads to.
ResumedRecord resumed_from(const InterventionLog& log, const std::filesystem::path& run_file) {
    std::stringstream state;
    engine::StateWriter out{state};
    log.save(out);
    out.finish();
    engine::StateReader in{state, "test.checkpoint"};
    ResumedRecord resumed = resumed_record(in, SimTime::at_seconds(100), run_file);
    in.finish();
    return resumed;
}

constexpr std::int64_t second_ns = 1'000'000'000;

TEST(InterventionLog, resumed_run_knows_what_was_ordered_before_and_after_its_checkpoint) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    InterventionLog at_checkpoint{path, {}};
    at_checkpoint.add(loss_at(50 * second_ns));
    InterventionLog killed{path, {{loss_at(50 * second_ns)}, {}}};
    killed.add(loss_at(150 * second_ns, "10"));
    killed.add(loss_at(150 * second_ns, "10")); // twice the same is two orders
    const ResumedRecord resumed = resumed_from(at_checkpoint, path);
    ASSERT_EQ(resumed.later.size(), 2U);
    EXPECT_EQ(resumed.later[0].at, SimTime::at_seconds(150));
    EXPECT_EQ(resumed.later[0].target, "10");
    const InterventionLog continued{path, resumed.all};
    EXPECT_EQ(continued.hash(), killed.hash());
}

TEST(InterventionLog, checkpoint_knows_its_record_when_the_file_beside_the_part_is_gone) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    InterventionLog log{path, {}};
    log.add(loss_at(50 * second_ns));
    std::filesystem::remove(path.string() + ".part.commands.jsonl");
    const ResumedRecord resumed = resumed_from(log, path);
    EXPECT_EQ(resumed.all.commands.size(), 1U);
    EXPECT_TRUE(resumed.later.empty());
}

TEST(InterventionLog, order_from_before_the_checkpoint_that_it_does_not_know_is_refused) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "run.h5";
    const InterventionLog at_checkpoint{path, {}};
    InterventionLog edited{path, {}};
    edited.add(loss_at(99 * second_ns));
    EXPECT_THROW(resumed_from(at_checkpoint, path), InputError);
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
