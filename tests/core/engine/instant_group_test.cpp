// SPDX-License-Identifier: Apache-2.0
// Expected sequences of acts are written down by hand.
#include "core/base/errors.hpp"
#include "core/engine/instant_group.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Values = std::vector<double>;

class InstantGroupTest : public ::testing::Test {
  protected:
    std::vector<std::string> run(InstantGroup& group, std::int64_t at) {
        std::vector<std::string> acts;
        group.run(at_ms(at), [&acts](const DomainModel& model, int delta) {
            acts.push_back(fmt::format("{}@{}", model.name(), delta));
        });
        return acts;
    }

    Port voltage_ = make_port("grid/voltage", 1, Duration{}, 1.0);
    Port load_ = make_port("pump/load", 1, Duration{}, 0.0);
};

TEST_F(InstantGroupTest, members_act_by_phase_then_rank_whatever_the_order_of_adding) {
    SampleDomain a{"a", SimTime::zero(), ms(1000)};
    SampleDomain b{"b", SimTime::zero(), ms(1000)};
    SampleDomain c{"c", SimTime::zero(), ms(1000)};
    SampleDomain d{"d", SimTime::zero(), ms(1000)};
    InstantGroup group{"group", 8};
    group.add(d, Phase::record, -5);
    group.add(c, Phase::policy, 0);
    group.add(b, Phase::domain_solve, 2);
    group.add(a, Phase::domain_solve, 1);
    EXPECT_EQ(group.next_time(), SimTime::zero());
    EXPECT_THAT(run(group, 0), ElementsAre("a@0", "b@0", "c@0", "d@0"));
    EXPECT_EQ(group.next_time(), at_ms(1000));
}

TEST_F(InstantGroupTest, only_members_that_are_due_act) {
    SampleDomain often{"often", SimTime::zero(), ms(500)};
    SampleDomain seldom{"seldom", SimTime::zero(), ms(1000)};
    InstantGroup group{"group", 8};
    group.add(often, Phase::sense, 0);
    group.add(seldom, Phase::policy, 0);
    EXPECT_THAT(run(group, 0), ElementsAre("often@0", "seldom@0"));
    EXPECT_THAT(run(group, 500), ElementsAre("often@0"));
}

TEST_F(InstantGroupTest, changed_input_wakes_a_member_in_the_same_round_when_it_comes_later) {
    SampleDomain grid{"grid", SimTime::zero(), ms(1000),
                      [&](SimTime now) { voltage_.publish(now, Values{0.5}); }};
    SampleDomain pump{"pump", SimTime::never(), ms(1000)};
    grid.owns(voltage_);
    pump.reads(voltage_);
    InstantGroup group{"group", 8};
    group.add(pump, Phase::reaction, 0);
    group.add(grid, Phase::domain_solve, 0);
    EXPECT_THAT(run(group, 1000), ElementsAre("grid@0", "pump@0"));
}

TEST_F(InstantGroupTest, feedback_goes_on_in_rounds_until_nothing_changes) {
    // The load falls by one a round while the voltage is below 1 - 0.1 * load > 0.8: 4, 3, 2.
    double load = 4;
    SampleDomain grid{"grid", SimTime::zero(), ms(1000), [&](SimTime now) {
                          voltage_.publish(now, Values{1 - 0.1 * load_.at(0, now)});
                      }};
    SampleDomain pump{"pump", SimTime::zero(), ms(1000), [&](SimTime now) {
                          load -= voltage_.at(0, now) < 0.79 && load_.at(0, now) > 0 ? 1 : 0;
                          load_.publish(now, Values{load});
                      }};
    grid.owns(voltage_).reads(load_);
    pump.owns(load_).reads(voltage_);
    InstantGroup group{"group", 8};
    group.add(grid, Phase::domain_solve, 0);
    group.add(pump, Phase::reaction, 0);
    // @0: load 0 -> 1.0, pump publishes 4. @1: 0.6 -> 3. @2: 0.7 -> 2. @3: 0.8 -> stays 2: rest.
    EXPECT_THAT(run(group, 0), ElementsAre("grid@0", "pump@0", "grid@1", "pump@1", "grid@2",
                                           "pump@2", "grid@3", "pump@3"));
    EXPECT_EQ(load_.at(0, SimTime::zero()), 2);
    EXPECT_DOUBLE_EQ(voltage_.at(0, SimTime::zero()), 0.8);
}

TEST_F(InstantGroupTest, publication_of_the_same_value_wakes_nobody) {
    SampleDomain grid{"grid", SimTime::zero(), ms(1000),
                      [&](SimTime now) { voltage_.publish(now, Values{1.0}); }};
    SampleDomain pump{"pump", SimTime::never(), ms(1000)};
    grid.owns(voltage_);
    pump.reads(voltage_);
    InstantGroup group{"group", 8};
    group.add(grid, Phase::domain_solve, 0);
    group.add(pump, Phase::reaction, 0);
    EXPECT_THAT(run(group, 0), ElementsAre("grid@0"));
}

TEST_F(InstantGroupTest, change_between_instants_wakes_nobody) {
    Port outside = make_port("road/flow", 1, ms(1000));
    SampleDomain grid{"grid", SimTime::zero(), ms(1000)};
    SampleDomain pump{"pump", at_ms(5000), ms(1000)};
    pump.reads(outside);
    InstantGroup group{"group", 8};
    group.add(grid, Phase::domain_solve, 0);
    group.add(pump, Phase::reaction, 0);
    EXPECT_THAT(run(group, 0), ElementsAre("grid@0"));
    outside.publish(SimTime::zero(), Values{5});
    ASSERT_TRUE(outside.commit());
    EXPECT_THAT(run(group, 1000), ElementsAre("grid@0"));
    EXPECT_THAT(pump.acts, IsEmpty());
}

TEST_F(InstantGroupTest, record_members_act_once_after_all_rounds) {
    int rounds = 0;
    SampleDomain grid{"grid", SimTime::zero(), ms(1000),
                      [&](SimTime now) { voltage_.publish(now, Values{load_.at(0, now)}); }};
    SampleDomain pump{"pump", SimTime::zero(), ms(1000), [&](SimTime now) {
                          rounds += rounds < 3 ? 1 : 0;
                          load_.publish(now, Values{static_cast<double>(rounds)});
                      }};
    std::vector<double> recorded;
    SampleDomain book{"book", SimTime::zero(), ms(1000),
                      [&](SimTime now) { recorded.push_back(voltage_.at(0, now)); }};
    grid.owns(voltage_).reads(load_);
    pump.owns(load_).reads(voltage_);
    book.reads(voltage_);
    InstantGroup group{"group", 8};
    group.add(book, Phase::record, 0);
    group.add(grid, Phase::domain_solve, 0);
    group.add(pump, Phase::reaction, 0);
    EXPECT_THAT(run(group, 0), ElementsAre("grid@0", "pump@0", "grid@1", "pump@1", "grid@2",
                                           "pump@2", "grid@3", "pump@3", "book@0"));
    EXPECT_THAT(recorded, ElementsAre(3)); // the last state, not one on the way
}

TEST_F(InstantGroupTest, record_member_that_is_not_due_stays_asleep_when_its_input_changes) {
    SampleDomain grid{"grid", SimTime::zero(), ms(1000),
                      [&](SimTime now) { voltage_.publish(now, Values{7}); }};
    SampleDomain book{"book", at_ms(500), ms(1000)};
    grid.owns(voltage_);
    book.reads(voltage_);
    InstantGroup group{"group", 8};
    group.add(grid, Phase::domain_solve, 0);
    group.add(book, Phase::record, 0);
    EXPECT_THAT(run(group, 0), ElementsAre("grid@0"));
}

TEST_F(InstantGroupTest, endless_cycle_is_an_error_that_lists_its_members_only) {
    for (const int max_delta : {1, 8}) {
        Port voltage = make_port("grid/voltage", 1, Duration{});
        Port load = make_port("pump/load", 1, Duration{});
        double x = 0;
        SampleDomain grid{"grid", SimTime::zero(), ms(1000),
                          [&](SimTime now) { voltage.publish(now, Values{x += 1}); }};
        SampleDomain pump{"pump", SimTime::zero(), ms(1000),
                          [&](SimTime now) { load.publish(now, Values{x += 1}); }};
        SampleDomain bystander{"bystander", SimTime::zero(), ms(1000)};
        grid.owns(voltage).reads(load);
        pump.owns(load).reads(voltage);
        InstantGroup group{"group", max_delta};
        group.add(bystander, Phase::policy, 0);
        group.add(grid, Phase::domain_solve, 0);
        group.add(pump, Phase::reaction, 0);
        try {
            run(group, 3000);
            FAIL() << "nothing thrown";
        } catch (const ModelError& error) {
            EXPECT_EQ(error.when(), at_ms(3000));
            EXPECT_THAT(error.what(), HasSubstr("0:00:03"));
            EXPECT_THAT(error.what(), HasSubstr("grid, pump"));
            EXPECT_THAT(error.what(), Not(HasSubstr("bystander")));
            EXPECT_THAT(error.what(), HasSubstr(fmt::format("after {} rounds", max_delta)));
        }
    }
}

TEST_F(InstantGroupTest, feedback_that_rests_in_the_last_allowed_round_is_no_error) {
    // Four rounds with acts, as in feedback_goes_on..., then a check that finds nothing to do.
    for (const int max_delta : {3, 4}) {
        Port voltage = make_port("v/v", 1, Duration{});
        Port load = make_port("l/l", 1, Duration{});
        int count = 0;
        SampleDomain grid{"grid", SimTime::zero(), ms(1000),
                          [&](SimTime now) { voltage.publish(now, Values{load.at(0, now)}); }};
        SampleDomain pump{"pump", SimTime::zero(), ms(1000), [&](SimTime now) {
                              count += count < 3 ? 1 : 0;
                              load.publish(now, Values{static_cast<double>(count)});
                          }};
        grid.owns(voltage).reads(load);
        pump.owns(load).reads(voltage);
        InstantGroup group{"group", max_delta};
        group.add(grid, Phase::domain_solve, 0);
        group.add(pump, Phase::reaction, 0);
        if (max_delta == 4) {
            EXPECT_EQ(run(group, 0).size(), 8U);
        } else {
            EXPECT_THROW(run(group, 0), ModelError);
        }
    }
}

TEST_F(InstantGroupTest, member_whose_time_does_not_move_on_is_an_error_that_names_it) {
    for (const Phase phase : {Phase::policy, Phase::record}) {
        SampleDomain stuck{"stuck", SimTime::zero(), Duration{}};
        InstantGroup group{"group", 8};
        group.add(stuck, phase, 0);
        try {
            run(group, 0);
            FAIL() << "nothing thrown";
        } catch (const ModelError& error) {
            EXPECT_THAT(error.what(), HasSubstr("stuck"));
        }
    }
}

} // namespace
} // namespace cityproof::engine::testing
