// SPDX-License-Identifier: Apache-2.0
#include "scenarios/scenario/scenario.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

using contracts::CommandKind;
using ::testing::HasSubstr;

constexpr const char* smallest = R"(format: 1
name: smallest
city: some.city
start: "2026-11-10 06:30"
time_zone: Europe/Berlin
duration: 1 h
)";

class ScenarioFile : public ::testing::Test {
  protected:
    Scenario load(const std::string& text, const LoadOptions& options = {}) {
        const std::filesystem::path path = folder_.path() / "scenario.yaml";
        std::ofstream{path} << text;
        return load_scenario(path, options);
    }

    std::string complaint(const std::string& text, const LoadOptions& options = {}) {
        try {
            load(text, options);
        } catch (const std::exception& error) {
            return error.what();
        }
        return "no complaint";
    }

    cityproof::testing::TemporaryFolder folder_;
};

TEST_F(ScenarioFile, smallest_has_defaults_and_no_models) {
    const Scenario scenario = load(smallest);
    EXPECT_EQ(scenario.end(), SimTime::at_seconds(3600));
    EXPECT_EQ(scenario.seed, 1U);
    EXPECT_FALSE(scenario.traffic || scenario.energy || scenario.water || scenario.sensors ||
                 scenario.services);
    EXPECT_EQ(scenario.city_folder, folder_.path() / "some.city");
}

TEST_F(ScenarioFile, quantities_become_si) {
    const Scenario scenario =
        load(std::string{smallest} + R"(energy: {tick: 2 min, source_strength: 3 GVA}
water: {start_at: 2 h, pressure_driven: {minimum: 0 bar, required: 2 bar}}
traffic: {demand_scale: 110 %}
)");
    EXPECT_EQ(scenario.energy->tick, Duration::seconds(120));
    EXPECT_DOUBLE_EQ(*scenario.energy->source_strength_va, 3e9);
    EXPECT_DOUBLE_EQ(scenario.water->pressure_driven->required_pa, 2e5);
    EXPECT_DOUBLE_EQ(scenario.traffic->demand_scale, 1.1);
}

TEST_F(ScenarioFile, an_event_with_an_end_is_two_commands_in_order_of_time) {
    const Scenario scenario = load(std::string{smallest} + R"(events:
  - {id: late, at: 50 min, action: close_pipe, target: pipe/20}
  - {id: fault, at: 30 min, until: 40 min, action: outage, target: "line/line:62"}
)");
    ASSERT_EQ(scenario.events.size(), 3U);
    EXPECT_EQ(scenario.events[0].command.kind, CommandKind::outage);
    EXPECT_EQ(scenario.events[0].command.at, SimTime::at_seconds(1800));
    EXPECT_EQ(scenario.events[0].command.table, "line");
    EXPECT_EQ(scenario.events[0].command.target, "line:62");
    EXPECT_EQ(scenario.events[1].command.kind, CommandKind::restore);
    EXPECT_EQ(scenario.events[1].command.at, SimTime::at_seconds(2400));
    EXPECT_EQ(scenario.events[2].command.reason, "late");
}

TEST_F(ScenarioFile, closing_a_street_until_a_time_opens_it_then) {
    const Scenario scenario = load(std::string{smallest} + R"(events:
  - {id: works, at: 30 min, until: 40 min, action: close_street, target: "street/-12#3"}
)");
    ASSERT_EQ(scenario.events.size(), 2U);
    EXPECT_EQ(scenario.events[0].command.kind, CommandKind::close_street);
    EXPECT_EQ(scenario.events[0].command.table, "street");
    EXPECT_EQ(scenario.events[0].command.target, "-12#3");
    EXPECT_EQ(scenario.events[1].command.kind, CommandKind::open_street);
    EXPECT_EQ(scenario.events[1].command.at, SimTime::at_seconds(2400));
}

TEST_F(ScenarioFile, arms_of_a_comparison_have_the_same_base) {
    const Scenario base = load(smallest);
    const Scenario policy =
        load(std::string{smallest} + "description: other\npolicies: [adaptive_signals]\n",
             {{"seed=5"}, {}});
    const Scenario other_hour = load(smallest, {{"duration=2 h"}, {}});
    EXPECT_EQ(base.base_text, policy.base_text);
    EXPECT_NE(base.base_text, other_hour.base_text);
}

TEST_F(ScenarioFile, numbers_with_a_plus_sign_are_numbers) {
    EXPECT_EQ(load(std::string{smallest} + "seed: +5\npartitions: +3\n", {}).seed, 5U);
    EXPECT_EQ(load(std::string{smallest} + "seed: +5\npartitions: +3\n", {}).partitions, 3);
}

TEST_F(ScenarioFile, re_basing_instants_are_an_hour_apart_unless_it_says_otherwise) {
    EXPECT_EQ(load(smallest).rebase_every, Duration::seconds(3600));
    EXPECT_EQ(load(std::string{smallest} + "rebase_every: 10 min\n").rebase_every,
              Duration::seconds(600));
    EXPECT_THAT(complaint(std::string{smallest} + "rebase_every: 0 s\n"), HasSubstr("whole"));
    EXPECT_THAT(complaint(std::string{smallest} + "rebase_every: 1.5 s\n"), HasSubstr("whole"));
}

TEST_F(ScenarioFile, a_shipped_policy_carries_its_claim) {
    const Scenario scenario = load(smallest, {{}, {"adaptive_signals"}});
    ASSERT_EQ(scenario.policies.size(), 1U);
    EXPECT_EQ(verdict::claim_to_json(scenario.policies[0].claim),
              R"({"key_figure":"traffic.delay_mean","direction":"decrease","margin":0.05})");
}

TEST_F(ScenarioFile, what_is_wrong_is_named_with_file_line_and_key) {
    EXPECT_THAT(complaint(std::string{smallest} + "energy: {tick: 60}\n"),
                HasSubstr("scenario.yaml:7: energy.tick"));
    EXPECT_THAT(complaint(std::string{smallest} + "energie: {}\n"), HasSubstr("energie"));
    EXPECT_THAT(complaint("format: 2\nname: x\n"), HasSubstr("format"));
    EXPECT_THAT(complaint(std::string{smallest} + "record: {every: 1.5 s}\n"), HasSubstr("whole"));
    EXPECT_THAT(complaint(std::string{smallest} + "sensors: {latency: 10 ms}\n"),
                HasSubstr("shorter than 1 s"));
}

TEST_F(ScenarioFile, all_problems_of_a_file_are_listed_at_once) {
    const std::string text = complaint(std::string{smallest} + R"(events:
  - {id: a, at: 2 h, action: outage, target: line/x}
  - {id: b, at: 30 min, until: 20 min, action: outage, target: line/x}
)");
    EXPECT_THAT(text, HasSubstr("lies after the end"));
    EXPECT_THAT(text, HasSubstr("is not after \"at\""));
}

} // namespace
} // namespace cityproof::scenarios
