// SPDX-License-Identifier: Apache-2.0
// Traffic that begins from a state that SUMO saved. The reference is another process-fresh load of
// the same state, and what was on the road when it was saved.
#include "core/base/errors.hpp"

#include <gmock/gmock.h>
#include <libsumo/TrafficLight.h>
#include <libsumo/Vehicle.h>

#include <sstream>

#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::traffic::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::int64_t end_s = 120;
constexpr std::int64_t saved_s = 60;

/// Cars with random speeds; the one of 58 s and those of the flow depart around the saved state.
constexpr const char* busy_routes = R"(<vType id="t" sigma="0.5" speedDev="0.2"/>
<flow id="we" type="t" from="wc" to="ce" begin="0" end="120" period="4"/>
<vehicle id="a" type="t" depart="58"><route edges="sc cn"/></vehicle>
<vehicle id="b" type="t" depart="90"><route edges="sc cn"/></vehicle>)";

/// What a test looks at: when it depends on nothing but the start, it is equal each time.
struct Result {
    std::vector<contracts::KeyFigure> figures;
    std::vector<std::string> ids;
    std::vector<float> speeds;
};

class SumoStart : public ::testing::Test {
  protected:
    SumoStart() { sumo_config_ = make_crossing(folder_.path(), busy_routes); }

    /// At 60 s, with the signal told so since 30 s.
    TrafficStart saved(double supply, double target) const {
        SumoTraffic traffic{config_for(sumo_config_, end_s)};
        HandSetPort supply_port{"supply/signal", 1, 1};
        HandSetPort target_port{"policy/signal_target", 1, -1};
        traffic.connect(supply_port.port(), target_port.port());
        for (std::int64_t s = 0; s < saved_s; ++s) {
            if (s == 30) {
                supply_port.set(SimTime::at_seconds(s), supply);
                target_port.set(SimTime::at_seconds(s), target);
            }
            step(traffic, SimTime::at_seconds(s));
        }
        traffic.rebase(SimTime::at_seconds(saved_s));
        return traffic.saved_start();
    }

    SumoConfig from(const TrafficStart& start) const {
        SumoConfig config = config_for(sumo_config_, end_s);
        config.start = start;
        return config;
    }

    static Result simulate(const SumoConfig& config) {
        SumoTraffic traffic{config};
        for (std::int64_t s = saved_s; s < end_s; ++s) {
            step(traffic, SimTime::at_seconds(s));
        }
        Result result;
        contracts::MovingFrame frame;
        traffic.collect(frame);
        result.ids = frame.new_ids;
        result.speeds = frame.speed_mps;
        result.figures = traffic.key_figures();
        return result;
    }

    cityproof::testing::TemporaryFolder folder_;
    std::filesystem::path sumo_config_;
};

TEST_F(SumoStart, is_the_same_each_time) {
    const TrafficStart start = saved(1, -1);
    EXPECT_EQ(start.sumo_time_s, 60);
    EXPECT_EQ(start.sumo_state, saved(1, -1).sumo_state);
    EXPECT_THAT(start.sumo_state, Not(HasSubstr("<!--")));
    const Result first = simulate(from(start));
    const Result second = simulate(from(start));
    EXPECT_FALSE(first.ids.empty());
    EXPECT_EQ(first.ids, second.ids);
    EXPECT_EQ(first.speeds, second.speeds);
    for (std::size_t i = 0; i < first.figures.size(); ++i) {
        EXPECT_EQ(first.figures[i].value, second.figures[i].value) << first.figures[i].id;
    }
}

TEST_F(SumoStart, has_the_vehicles_of_the_state_on_the_road_before_the_first_step) {
    std::vector<std::string> then;
    TrafficStart start;
    {
        SumoTraffic traffic{config_for(sumo_config_, end_s)};
        for (std::int64_t s = 0; s < saved_s; ++s) {
            step(traffic, SimTime::at_seconds(s));
        }
        start = traffic.saved_start();
        then = libsumo::Vehicle::getIDList();
    }
    const SumoTraffic traffic{from(start)};
    std::vector<std::string> now = libsumo::Vehicle::getIDList();
    std::ranges::sort(now);
    std::ranges::sort(then);
    EXPECT_THAT(now, ::testing::Contains("a"));
    EXPECT_EQ(now, then);
    EXPECT_EQ(traffic.next_time(), SimTime::at_seconds(saved_s));
}

TEST_F(SumoStart, no_vehicle_of_the_route_file_comes_twice_and_later_ones_come) {
    // One each 4 s from 0 s on is 30 until 120 s, and a and b; some have arrived by 60 s.
    const TrafficStart start = saved(1, -1);
    SumoTraffic traffic{from(start)};
    for (std::int64_t s = saved_s; s < end_s; ++s) {
        step(traffic, SimTime::at_seconds(s));
    }
    double vehicles = 0;
    std::string definition;
    for (const contracts::KeyFigure& figure : traffic.key_figures()) {
        if (figure.id == "traffic.vehicles") {
            vehicles = figure.value;
            definition = figure.definition;
        }
    }
    std::size_t in_state = 0;
    for (std::size_t place = start.sumo_state.find("<vehicle "); place != std::string::npos;
         place = start.sumo_state.find("<vehicle ", place + 1)) {
        ++in_state;
    }
    // From 60 s on: 15 of the flow and b, less what the state has loaded already.
    EXPECT_GT(in_state, 0U);
    EXPECT_LE(vehicles, static_cast<double>(in_state) + 16);
    EXPECT_GE(vehicles, static_cast<double>(in_state) + 13);
    EXPECT_THAT(definition, HasSubstr("The run began at 0:01:00"));
}

TEST_F(SumoStart, signal_that_was_dark_or_ordered_is_so_again) {
    const TrafficStart dark = saved(0, -1);
    ASSERT_TRUE(dark.signals.at(0).dark);
    {
        const SumoTraffic traffic{from(dark)};
        EXPECT_EQ(libsumo::TrafficLight::getProgram("c"), "off");
    }
    const TrafficStart ordered = saved(1, 0);
    ASSERT_FALSE(ordered.signals.at(0).ordered.empty());
    const SumoTraffic traffic{from(ordered)};
    EXPECT_EQ(libsumo::TrafficLight::getRedYellowGreenState("c"), ordered.signals[0].ordered);
}

TEST_F(SumoStart, comes_back_from_its_section) {
    const TrafficStart start = saved(1, 0);
    std::stringstream file;
    engine::StateWriter out{file};
    out.section("SUMO");
    start.save(out);
    out.finish();
    engine::StateReader in{file, "warm.state", engine::StateUse::saved_state};
    in.section("SUMO");
    const TrafficStart restored = TrafficStart::restored(in);
    in.finish();
    EXPECT_EQ(restored.at, start.at);
    EXPECT_EQ(restored.sumo_state, start.sumo_state);
    EXPECT_EQ(restored.signals, start.signals);
}

TEST_F(SumoStart, state_with_persons_is_not_saved) {
    sumo_config_ =
        make_crossing(folder_.path(),
                      R"(<person id="p" depart="0"><walk edges="wc ce" duration="500"/></person>)");
    SumoTraffic traffic{config_for(sumo_config_, end_s)};
    step(traffic, SimTime::zero());
    step(traffic, SimTime::at_seconds(1));
    try {
        static_cast<void>(traffic.saved_start());
        FAIL() << "not refused";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("SUMO's saved states lose them"));
    }
}

} // namespace
} // namespace cityproof::traffic::testing
