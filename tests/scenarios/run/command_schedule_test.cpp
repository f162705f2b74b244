// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/command_schedule.hpp"

#include <gmock/gmock.h>

#include "tests/scenarios/run/saved_state.hpp"

namespace cityproof::scenarios {
namespace {

using contracts::Command;
using contracts::CommandKind;
using ::testing::ElementsAre;

/// Takes outages of lines and remembers what it got.
class LineModel final : public contracts::CommandReceiver {
  public:
    bool accepts(const Command& command) const override {
        return command.kind == CommandKind::outage && command.table == "line";
    }

    void receive(const Command& command, SimTime now) override {
        received.push_back(command.target + "@" + to_string(now));
    }

    std::vector<std::string> received;
};

Command outage(std::int64_t second, std::string target) {
    return {SimTime::at_seconds(second), CommandKind::outage, "line", std::move(target), "test"};
}

TEST(CommandSchedule, hands_on_in_order_of_time_and_equal_times_in_order_of_adding) {
    LineModel model;
    std::vector<std::string> executed;
    CommandSchedule schedule{{&model},
                             [&](const Command& command) { executed.push_back(command.target); }};
    schedule.add(outage(20, "c"));
    schedule.add(outage(10, "a"));
    schedule.add(outage(10, "b"));
    EXPECT_EQ(schedule.next_time(), SimTime::at_seconds(10));
    schedule.act(SimTime::at_seconds(10));
    EXPECT_THAT(model.received, ElementsAre("a@0:00:10", "b@0:00:10"));
    EXPECT_EQ(schedule.next_time(), SimTime::at_seconds(20));
    schedule.act(SimTime::at_seconds(20));
    EXPECT_THAT(executed, ElementsAre("a", "b", "c"));
    EXPECT_EQ(schedule.next_time(), SimTime::never());
}

TEST(CommandSchedule, comes_back_with_what_was_given_and_does_nothing_twice) {
    LineModel model;
    CommandSchedule schedule{{&model}, [](const Command&) {}};
    schedule.add(outage(10, "a"));
    schedule.add(outage(30, "of the scenario"));
    schedule.act(SimTime::at_seconds(10));
    schedule.add(outage(30, "of the operator"));

    LineModel other_model;
    CommandSchedule restored{{&other_model}, [](const Command&) {}};
    restored.add(outage(10, "a")); // the scenario's are added to every run
    restored.add(outage(30, "of the scenario"));
    cityproof::testing::restore_from(schedule, restored);
    EXPECT_EQ(restored.next_time(), SimTime::at_seconds(30));
    restored.act(SimTime::at_seconds(30));
    EXPECT_THAT(other_model.received,
                ElementsAre("of the scenario@0:00:30", "of the operator@0:00:30"));
}

TEST(CommandSchedule, refuses_what_no_model_does_and_targets_that_do_not_exist) {
    LineModel model;
    const CommandSchedule schedule{{&model}, [](const Command&) {}};
    const TableIds tables{{"line", {"l1"}}, {"pipe", {"p1"}}};
    EXPECT_NO_THROW(schedule.validate(outage(1, "l1"), tables, {}));
    EXPECT_THROW(schedule.validate(outage(1, "l2"), tables, {}), InputError);
    EXPECT_THROW(
        schedule.validate({SimTime::zero(), CommandKind::close_pipe, "pipe", "p1", ""}, tables, {}),
        InputError);
}

} // namespace
} // namespace cityproof::scenarios
