// SPDX-License-Identifier: Apache-2.0
// Ports against counts made by hand; SUMO's refusals with SUMO's own words.
#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"
#include "models/contracts/ports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "tests/models/port_contract.hpp"
#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::traffic::testing {
namespace {

namespace ports = contracts::ports;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* three_cars_from_the_west = R"(<route id="we" edges="wc ce"/>
<vehicle id="a" route="we" depart="0"/><vehicle id="b" route="we" depart="3"/>
<vehicle id="c" route="we" depart="6"/>)";

const engine::Port& output(SumoTraffic& traffic, const char* name) {
    for (engine::Port* port : traffic.outputs()) {
        if (port->spec().name == name) {
            return *port;
        }
    }
    throw std::runtime_error("no such port");
}

TEST(SumoTraffic, streets_and_signals_are_sorted_and_leave_out_the_junctions_inside) {
    const cityproof::testing::TemporaryFolder folder;
    const SumoTraffic traffic{config_for(make_crossing(folder.path(), ""), 10)};
    EXPECT_THAT(traffic.street_ids(), ElementsAre("ce", "cn", "sc", "wc"));
    EXPECT_THAT(traffic.signal_ids(), ElementsAre("c"));
}

TEST(SumoTraffic, cars_at_a_red_light_are_counted_on_street_and_lane) {
    // netconvert's plan: 42 s green from the south. Three cars from the west stand at 30 s.
    const cityproof::testing::TemporaryFolder folder;
    SumoTraffic traffic{config_for(make_crossing(folder.path(), three_cars_from_the_west), 100)};
    for (int second = 0; second < 30; ++second) {
        step(traffic, SimTime::at_seconds(second));
    }
    const SimTime now = SimTime::at_seconds(30);
    EXPECT_THAT(output(traffic, ports::street_vehicles).read(now), ElementsAre(0, 0, 0, 3));
    EXPECT_THAT(output(traffic, ports::street_halting).read(now), ElementsAre(0, 0, 0, 3));
    const auto speed = output(traffic, ports::street_speed).read(now);
    EXPECT_LT(speed[3], 0.1);
    EXPECT_DOUBLE_EQ(speed[0], 13.9); // empty: the limit
    // The second green phase is the west's; its movements leave the lane with the queue.
    const auto layout = traffic.signal_layouts().at(0);
    ASSERT_EQ(layout.phases.size(), 2U);
    const auto lane = layout.phases[1].protected_movements.at(0).from_lane;
    EXPECT_EQ(traffic.lane_halting().at(lane, now), 3);
    EXPECT_EQ(traffic.lane_halting().at(layout.phases[0].protected_movements.at(0).from_lane, now),
              0);
}

TEST(SumoTraffic, step_of_second_k_is_published_with_k_plus_1) {
    const cityproof::testing::TemporaryFolder folder;
    SumoTraffic traffic{config_for(make_crossing(folder.path(), three_cars_from_the_west), 100)};
    step(traffic, SimTime::zero()); // the first car enters
    const engine::Port& vehicles = output(traffic, ports::street_vehicles);
    EXPECT_EQ(vehicles.at(3, SimTime::at_ns(999'999'999)), 0);
    EXPECT_EQ(vehicles.at(3, SimTime::at_seconds(1)), 1);
}

TEST(SumoTraffic, streets_are_published_at_the_exchange_only) {
    const cityproof::testing::TemporaryFolder folder;
    SumoConfig config = config_for(make_crossing(folder.path(), three_cars_from_the_west), 100);
    config.exchange = Duration::seconds(10);
    SumoTraffic traffic{config};
    for (int second = 0; second < 15; ++second) {
        step(traffic, SimTime::at_seconds(second));
    }
    const engine::Port& vehicles = output(traffic, ports::street_vehicles);
    EXPECT_EQ(vehicles.at(3, SimTime::at_ns(9'999'999'999)), 0);
    EXPECT_EQ(vehicles.at(3, SimTime::at_seconds(10)), 3);
}

TEST(SumoTraffic, ends_at_the_scenarios_end) {
    const cityproof::testing::TemporaryFolder folder;
    SumoTraffic traffic{config_for(make_crossing(folder.path(), ""), 3)};
    for (int second = 0; second < 3; ++second) {
        ASSERT_EQ(traffic.next_time(), SimTime::at_seconds(second));
        step(traffic, traffic.next_time());
    }
    EXPECT_EQ(traffic.next_time(), SimTime::never());
}

TEST(SumoTraffic, means_over_no_vehicle_are_no_number) {
    const cityproof::testing::TemporaryFolder folder;
    SumoTraffic traffic{config_for(make_crossing(folder.path(), ""), 1)};
    step(traffic, SimTime::zero());
    EXPECT_EQ(figure(traffic, "traffic.vehicles"), 0);
    for (const char* id :
         {"traffic.delay_mean", "traffic.waiting_mean", "traffic.travel_time_mean"}) {
        EXPECT_TRUE(std::isnan(figure(traffic, id))) << id;
    }
}

TEST(SumoTraffic, travel_time_without_an_arrival_is_no_number) {
    const cityproof::testing::TemporaryFolder folder;
    SumoTraffic traffic{config_for(make_crossing(folder.path(), three_cars_from_the_west), 2)};
    step(traffic, SimTime::zero());
    step(traffic, SimTime::at_seconds(1));
    EXPECT_EQ(figure(traffic, "traffic.arrived"), 0);
    EXPECT_TRUE(std::isnan(figure(traffic, "traffic.travel_time_mean")));
    EXPECT_GE(figure(traffic, "traffic.delay_mean"), 0);
}

TEST(SumoTraffic, second_simulation_in_a_process_is_refused) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), "");
    {
        const SumoTraffic first{config_for(sumo_config, 10)};
        EXPECT_THROW(SumoTraffic{config_for(sumo_config, 10)}, EngineError);
    }
    EXPECT_NO_THROW(SumoTraffic{config_for(sumo_config, 10)}); // one after the other is fine
}

/// The message of the InputError with which a scenario is refused.
std::string refusal(const SumoConfig& config) {
    try {
        const SumoTraffic traffic{config};
    } catch (const InputError& error) {
        return error.what();
    }
    return "not refused";
}

std::string refusal(const std::filesystem::path& sumo_config) {
    return refusal(config_for(sumo_config, 10));
}

TEST(SumoRefusals, route_over_a_street_that_is_not_there) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(
        folder.path(), R"(<vehicle id="lost" depart="0"><route edges="wc nowhere"/></vehicle>)");
    EXPECT_THAT(refusal(sumo_config),
                AllOf(HasSubstr("c.sumocfg"), HasSubstr("nowhere"), HasSubstr("lost")));
}

TEST(SumoRefusals, route_file_that_is_not_there) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), "");
    std::filesystem::remove(folder.path() / "c.rou.xml");
    EXPECT_THAT(refusal(sumo_config), AllOf(HasSubstr("c.rou.xml"), HasSubstr("not accessible")));
}

TEST(SumoRefusals, route_file_that_is_no_xml) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), "<vehicle id=");
    EXPECT_THAT(refusal(sumo_config), HasSubstr("c.rou.xml"));
}

TEST(SumoRefusals, net_that_is_not_there) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), "");
    std::filesystem::remove(folder.path() / "c.net.xml");
    EXPECT_THAT(refusal(sumo_config), HasSubstr("c.net.xml"));
}

TEST(SumoRefusals, net_that_is_cut_off) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), "");
    const std::string net = read_text(folder.path() / "c.net.xml");
    write_text(folder.path() / "c.net.xml", net.substr(0, net.size() / 2));
    EXPECT_THAT(refusal(sumo_config), HasSubstr("c.net.xml"));
}

TEST(SumoRefusals, option_of_the_sumocfg_that_is_not_known) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), "");
    write_text(sumo_config, R"(<configuration><input><net-file value="c.net.xml"/>
<no-such-option value="1"/></input></configuration>)");
    EXPECT_THAT(refusal(sumo_config), HasSubstr("no-such-option"));
}

TEST(SumoRefusals, seed_that_sumo_cannot_take) {
    const cityproof::testing::TemporaryFolder folder;
    SumoConfig config = config_for(make_crossing(folder.path(), ""), 10);
    config.seed = 2147483648;
    EXPECT_THAT(refusal(config), AllOf(HasSubstr("seed"), HasSubstr("2147483648")));
    config.seed = 2147483647;
    EXPECT_EQ(refusal(config), "not refused");
}

TEST(SumoRefusals, exchange_between_two_steps) {
    const cityproof::testing::TemporaryFolder folder;
    SumoConfig config = config_for(make_crossing(folder.path(), ""), 10);
    for (const std::int64_t ns : {std::int64_t{0}, std::int64_t{1'500'000'000}}) {
        config.exchange = Duration::nanoseconds(ns);
        EXPECT_THAT(refusal(config), HasSubstr("exchange"));
    }
}

TEST(SumoRefusals, refused_scenario_leaves_room_for_the_next) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), "");
    write_text(folder.path() / "c.add.xml", "<additional><tlLogic id=\"c\"/></additional>");
    EXPECT_NE(refusal(sumo_config), "not refused");
    write_text(folder.path() / "c.add.xml", "<additional/>");
    EXPECT_EQ(refusal(sumo_config), "not refused");
}

TEST(SumoRefusals, route_that_is_read_during_the_run_names_time_and_street) {
    // SUMO reads routes 200 s ahead, so this one is found at 100 s or later.
    const cityproof::testing::TemporaryFolder folder;
    SumoTraffic traffic{
        config_for(make_crossing(folder.path(),
                                 R"(<vehicle id="a" depart="0"><route edges="wc ce"/></vehicle>
<vehicle id="b" depart="350"><route edges="wc ce"/></vehicle>
<vehicle id="lost" depart="600"><route edges="wc nowhere"/></vehicle>)"),
                   1000)};
    engine::Engine engine{{}};
    engine.add(traffic);
    try {
        engine.run(SimTime::at_seconds(1000), nullptr);
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_THAT(error.what(),
                    AllOf(HasSubstr("SUMO"), HasSubstr("nowhere"), HasSubstr("traffic")));
        EXPECT_GT(error.when(), SimTime::at_seconds(50));
    }
}

TEST(SumoCrashes, net_on_which_sumo_dies_ends_the_process_with_a_line_and_bad_input) {
    // Well-formed, but the lane has no shape: sumo 1.28.0 ends with SIGSEGV and no text.
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), "");
    write_text(folder.path() / "c.net.xml",
               R"(<net><location netOffset="0,0" convBoundary="0,0,1,1" origBoundary="0,0,1,1"
projParameter="!"/><edge id="a" from="x" to="y"><lane id="a_0"/></edge></net>)");
    EXPECT_EXIT(SumoTraffic{config_for(sumo_config, 10)}, ::testing::ExitedWithCode(2),
                "c.sumocfg: SUMO crashes while it reads");
}

TEST(SumoTraffic, ports_are_those_of_the_contract) {
    const cityproof::testing::TemporaryFolder folder;
    SumoConfig config = config_for(make_crossing(folder.path(), ""), 10);
    config.offers_closed_streets = true;
    SumoTraffic traffic{config};
    cityproof::testing::expect_contract(traffic.outputs(), "traffic/");
}

} // namespace
} // namespace cityproof::traffic::testing
