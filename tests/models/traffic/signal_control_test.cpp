// SPDX-License-Identifier: Apache-2.0
// What the signal at the crossing shows, second by second, read from SUMO itself. Expected states
// are written down by hand from the plan below; the rule in all tests: no link goes from green to
// red without the plan's amber, and none turns green while another's amber burns.
#include "core/base/errors.hpp"
#include "models/contracts/ports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libsumo/TrafficLight.h>

#include <random>

#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::traffic::testing {
namespace {

namespace ports = contracts::ports;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int amber_s = 4;

/// Green phases 0: links 0, 1; 1: links 1, 2; 2: links 2, 3. Link 1 is green in two of them. A
/// cycle has 3 * (20 + 4) = 72 s. (No car drives here, so that links 1 and 2 cross does not
/// matter.)
constexpr const char* plan = R"(<tlLogic id="c" type="static" programID="town" offset="0">
<phase duration="20" state="GGrr"/><phase duration="4" state="yGrr"/>
<phase duration="20" state="rGGr"/><phase duration="4" state="ryGr"/>
<phase duration="20" state="rrGG"/><phase duration="4" state="rryy"/></tlLogic>
)";
const std::vector<std::string> greens{"GGrr", "rGGr", "rrGG"};

std::string planned(int second) {
    const std::vector<std::pair<int, const char*>> phases{{20, "GGrr"}, {4, "yGrr"},  {20, "rGGr"},
                                                          {4, "ryGr"},  {20, "rrGG"}, {4, "rryy"}};
    int rest = second % 72;
    for (const auto& [duration, state] : phases) {
        if (rest < duration) {
            return state;
        }
        rest -= duration;
    }
    throw std::logic_error("no phase");
}

bool is_green(char c) {
    return c == 'G' || c == 'g';
}

/// SUMO's letters for a signal that is off: 'O' has priority by the signs, 'o' yields.
bool is_dark(const std::string& state) {
    return state.find_first_not_of("Oo") == std::string::npos;
}

/// The crossing with these signal programs and nobody who drives.
class Signal : public ::testing::Test {
  protected:
    explicit Signal(const std::string& programs)
        : traffic_{config_for(make_crossing(folder_.path(), "", programs), 100'000)} {
        traffic_.connect(supply_.port(), target_.port());
    }

    /// Simulates `count` seconds with this order and supply; returns what was shown in each.
    std::vector<std::string> show(int count, int target, bool supplied = true) {
        std::vector<std::string> shown;
        for (int i = 0; i < count; ++i) {
            const SimTime now = SimTime::at_seconds(second_++);
            supply_.set(now, supplied ? 1 : 0);
            target_.set(now, target);
            step(traffic_, now);
            shown.push_back(libsumo::TrafficLight::getRedYellowGreenState("c"));
        }
        return shown;
    }

    double port_value(const char* name) {
        for (engine::Port* port : traffic_.outputs()) {
            if (port->spec().name == name) {
                return port->at(0, SimTime::at_seconds(second_));
            }
        }
        throw std::runtime_error("no such port");
    }

    int second_ = 0;
    cityproof::testing::TemporaryFolder folder_;
    HandSetPort supply_{"supply/signal", 1, 1};
    HandSetPort target_{ports::signal_target, 1, -1};
    SumoTraffic traffic_;
};

class SignalControl : public Signal {
  protected:
    SignalControl() : Signal{plan} {}
};

TEST_F(SignalControl, own_plan_runs_without_orders) {
    const auto shown = show(150, -1);
    for (int second = 0; second < 150; ++second) {
        EXPECT_EQ(shown[static_cast<std::size_t>(second)], planned(second)) << second;
    }
}

TEST_F(SignalControl, layout_lists_the_green_phases_and_their_lanes) {
    const auto layouts = traffic_.signal_layouts();
    ASSERT_EQ(layouts.size(), 1U);
    EXPECT_EQ(layouts[0].id, "c");
    ASSERT_EQ(layouts[0].phases.size(), 3U); // the phases with amber are none of a policy's
    const auto& phases = layouts[0].phases;
    ASSERT_EQ(phases[0].protected_movements.size(), 2U);
    ASSERT_EQ(phases[1].protected_movements.size(), 2U);
    EXPECT_TRUE(phases[0].permitted_movements.empty());
    // Links 0 and 1 leave the same lane, for different ones; link 2 goes where link 0 goes.
    EXPECT_EQ(phases[0].protected_movements[0].from_lane,
              phases[0].protected_movements[1].from_lane);
    EXPECT_NE(phases[0].protected_movements[0].to_lane, phases[0].protected_movements[1].to_lane);
    EXPECT_EQ(phases[0].protected_movements[0].to_lane, phases[1].protected_movements[1].to_lane);
    EXPECT_NE(phases[0].protected_movements[0].from_lane,
              phases[1].protected_movements[1].from_lane);
    EXPECT_EQ(traffic_.lane_halting().size(), 4U); // two lanes in, two out
}

TEST_F(SignalControl, order_shows_amber_for_the_plans_amber_time_and_then_the_phase) {
    show(5, -1); // GGrr
    EXPECT_THAT(show(6, 2), ElementsAre("yyrr", "yyrr", "yyrr", "yyrr", "rrGG", "rrGG"));
    EXPECT_THAT(show(200, 2).back(), "rrGG"); // until another order
}

TEST_F(SignalControl, link_that_is_green_in_both_phases_stays_green) {
    show(5, -1);
    EXPECT_THAT(show(6, 1), ElementsAre("yGrr", "yGrr", "yGrr", "yGrr", "rGGr", "rGGr"));
}

TEST_F(SignalControl, order_of_the_phase_that_is_shown_changes_nothing) {
    show(5, -1);
    EXPECT_THAT(show(3, 0), ElementsAre("GGrr", "GGrr", "GGrr"));
}

TEST_F(SignalControl, order_that_changes_during_amber_takes_no_link_from_green_to_red) {
    show(5, -1);
    EXPECT_THAT(show(2, 1), ElementsAre("yGrr", "yGrr"));
    // Link 1 was to stay green for phase 1; phase 2 takes it away: it gets its own whole amber.
    EXPECT_THAT(show(6, 2), ElementsAre("yyrr", "yyrr", "ryrr", "ryrr", "rrGG", "rrGG"));
}

TEST_F(SignalControl, order_that_is_taken_back_during_amber_waits_for_its_end) {
    show(5, -1);
    EXPECT_THAT(show(2, 2), ElementsAre("yyrr", "yyrr"));
    EXPECT_THAT(show(4, 0), ElementsAre("yyrr", "yyrr", "GGrr", "GGrr"));
}

TEST_F(SignalControl, amber_of_the_own_plan_is_not_cut_short) {
    show(22, -1);
    EXPECT_THAT(show(1, 2).front(), "yyrr"); // link 0 in its third second of amber
    show(3, 2);
    EXPECT_THAT(show(1, 2).front(), "rrGG");
}

TEST_F(SignalControl, own_plan_stops_at_the_order_even_when_both_want_the_same_amber) {
    show(70, -1); // rryy from 68 s; the plan's next phase would come at 72 s
    EXPECT_THAT(show(5, 2), ElementsAre("rryy", "rryy", "rryy", "rryy", "rrGG"));
}

TEST_F(SignalControl, own_plan_takes_over_only_after_amber) {
    show(5, -1);
    show(45, 0); // to second 50, where the plan shows rrGG
    EXPECT_THAT(show(5, -1), ElementsAre("yyrr", "yyrr", "yyrr", "yyrr", planned(54)));
    EXPECT_THAT(show(1, -1).front(), planned(55));
}

TEST_F(SignalControl, dark_signal_shows_nothing_and_is_counted) {
    show(5, -1);
    EXPECT_EQ(port_value(ports::signal_heads_lit), 4);
    EXPECT_EQ(port_value(ports::signal_dark), 0);
    for (const std::string& state : show(10, -1, false)) {
        EXPECT_TRUE(is_dark(state)) << state;
    }
    EXPECT_EQ(port_value(ports::signal_heads_lit), 0);
    EXPECT_EQ(port_value(ports::signal_dark), 1);
    show(5, -1);
    EXPECT_EQ(port_value(ports::signal_heads_lit), 4);
    EXPECT_EQ(port_value(ports::signal_dark), 0);
    EXPECT_EQ(figure(traffic_, "traffic.signal_dark"), 10);
}

TEST_F(SignalControl, supply_that_comes_back_brings_the_own_plan_in_step_with_the_clock) {
    show(5, -1);
    show(60, -1, false);
    const auto shown = show(100, -1);
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(shown[static_cast<std::size_t>(i)], planned(65 + i)) << i;
    }
}

TEST_F(SignalControl, order_stands_again_after_the_dark) {
    show(5, -1);
    show(10, 2);
    show(7, 2, false);
    EXPECT_EQ(show(amber_s + 1, 2).back(), "rrGG");
}

TEST_F(SignalControl, order_of_a_phase_that_is_not_there_is_an_error) {
    try {
        show(1, 3);
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_THAT(error.what(), HasSubstr("signal c"));
        EXPECT_THAT(error.what(), HasSubstr("green phase 3"));
    }
}

TEST_F(SignalControl, no_sequence_of_orders_and_outages_skips_an_amber) {
    std::mt19937 generator{3};
    std::string before = show(1, -1).front();
    std::vector<int> amber_for(4, 0); // seconds of the running amber of a link that was green
    int changes = 0;
    for (int order = 0; order < 1500; ++order) {
        const int target = static_cast<int>(generator() % 4) - 1;
        const int hold_s = 1 + static_cast<int>(generator() % 8);
        const bool supplied = generator() % 12 != 0;
        const auto shown = show(hold_s, target, supplied);
        for (const std::string& now : shown) {
            const bool any_amber = now.find('y') != std::string::npos;
            for (std::size_t link = 0; link < 4; ++link) {
                if (!supplied || is_dark(before)) {
                    amber_for[link] = 0;
                    continue;
                }
                changes += now[link] != before[link] ? 1 : 0;
                if (is_green(before[link]) && !is_green(now[link])) {
                    ASSERT_EQ(now[link], 'y') << before << " " << now << " link " << link;
                    amber_for[link] = 1;
                } else if (amber_for[link] > 0 && now[link] == 'y') {
                    ++amber_for[link];
                } else if (amber_for[link] > 0) {
                    ASSERT_GE(amber_for[link], amber_s) << before << " " << now << " link " << link;
                    amber_for[link] = 0;
                }
                if (target >= 0 && is_green(now[link]) && !is_green(before[link])) {
                    ASSERT_FALSE(any_amber) << before << " " << now << " link " << link;
                }
            }
            before = now;
        }
        // All ambers have begun by the order's first second, so after the amber time it stands.
        if (supplied && target >= 0 && hold_s > amber_s) {
            ASSERT_EQ(before, greens[static_cast<std::size_t>(target)]);
        }
    }
    EXPECT_GT(changes, 2000); // the walk went through many states
}

/// After the first amber (from 23 s) 1 s red; after the second (from 48 s) 3 s: the plan begins
/// with them.
class SignalWithAllRed : public Signal {
  protected:
    SignalWithAllRed()
        : Signal{R"(<tlLogic id="c" type="static" programID="town" offset="0">
<phase duration="3" state="rrrr"/>
<phase duration="20" state="GGrr"/><phase duration="4" state="yyrr"/>
<phase duration="1" state="rrrr"/>
<phase duration="20" state="rrGG"/><phase duration="4" state="rryy"/></tlLogic>
)"} {}
};

TEST_F(SignalWithAllRed, order_clears_the_junction_as_long_as_the_plan_does_at_its_longest) {
    show(5, -1); // GGrr
    EXPECT_THAT(show(8, 1),
                ElementsAre("yyrr", "yyrr", "yyrr", "yyrr", "rrrr", "rrrr", "rrrr", "rrGG"));
    EXPECT_THAT(show(8, 0),
                ElementsAre("rryy", "rryy", "rryy", "rryy", "rrrr", "rrrr", "rrrr", "GGrr"));
}

TEST_F(SignalWithAllRed, own_plan_takes_over_only_on_a_cleared_junction) {
    show(5, -1);
    show(27, 0); // to second 32, where the plan shows rrGG
    EXPECT_THAT(show(8, -1),
                ElementsAre("yyrr", "yyrr", "yyrr", "yyrr", "rrrr", "rrrr", "rrrr", "rrGG"));
}

TEST_F(SignalWithAllRed, order_during_the_plans_red_counts_it_from_now) {
    show(2, -1); // rrrr since the start
    EXPECT_THAT(show(4, 1), ElementsAre("rrrr", "rrrr", "rrrr", "rrGG"));
}

TEST_F(SignalWithAllRed, order_of_the_phase_that_is_shown_needs_no_clearing) {
    show(5, -1);
    EXPECT_THAT(show(2, 0), ElementsAre("GGrr", "GGrr"));
}

TEST_F(SignalWithAllRed, order_that_is_taken_back_does_not_end_the_clearing) {
    show(5, -1);
    show(5, 1); // amber and the first second of red
    EXPECT_THAT(show(3, 0), ElementsAre("rrrr", "rrrr", "GGrr"));
}

/// Red-amber before each green; in one phase of it other links have green.
class SignalWithRedAmber : public Signal {
  protected:
    SignalWithRedAmber()
        : Signal{R"(<tlLogic id="c" type="static" programID="town" offset="0">
<phase duration="20" state="Grrr"/><phase duration="2" state="Gurr"/>
<phase duration="20" state="GGrr"/><phase duration="4" state="yyrr"/>
<phase duration="1" state="rrrr"/><phase duration="1" state="rruu"/>
<phase duration="20" state="rrGG"/><phase duration="4" state="rryy"/></tlLogic>
)"} {}
};

TEST_F(SignalWithRedAmber, red_amber_is_no_green_phase_and_counts_as_clearing) {
    ASSERT_EQ(traffic_.signal_layouts().at(0).phases.size(), 3U); // Grrr, GGrr, rrGG
    show(5, -1);
    EXPECT_THAT(show(7, 2), ElementsAre("yrrr", "yrrr", "yrrr", "yrrr", "rrrr", "rrrr", "rrGG"));
}

/// SUMO switches from program town to night at 30 s.
class SignalWithTwoPrograms : public Signal {
  protected:
    SignalWithTwoPrograms()
        : Signal{std::string{plan} +
                 R"(<tlLogic id="c" type="static" programID="night" offset="0">
<phase duration="30" state="Grrr"/><phase duration="4" state="yrrr"/>
<phase duration="30" state="rrrG"/><phase duration="4" state="rrry"/></tlLogic>
<WAUT id="w" refTime="0" startProg="town"><wautSwitch time="30" to="night"/></WAUT>
<wautJunction wautID="w" junctionID="c"/>
)"} {}

    /// SUMO chooses the moment within the second, and its switching need not show at once.
    static constexpr int after_the_switch = 40;
};

TEST_F(SignalWithTwoPrograms, are_switched_by_sumo) {
    show(after_the_switch, -1);
    EXPECT_EQ(libsumo::TrafficLight::getProgram("c"), "night");
}

TEST_F(SignalWithTwoPrograms, dark_signal_stays_dark_and_comes_back_with_the_new_program) {
    show(5, -1);
    int lit = 0;
    for (const std::string& state : show(after_the_switch - 5, -1, false)) {
        lit += is_dark(state) ? 0 : 1;
    }
    EXPECT_EQ(lit, 1); // the step of SUMO's switch itself
    for (const std::string& state : show(10, -1, false)) {
        EXPECT_TRUE(is_dark(state)) << state;
    }
    show(1, -1);
    EXPECT_EQ(libsumo::TrafficLight::getProgram("c"), "night");
}

TEST_F(SignalWithTwoPrograms, dark_after_the_switch_comes_back_with_the_new_program) {
    show(after_the_switch, -1);
    show(5, -1, false);
    show(1, -1);
    EXPECT_EQ(libsumo::TrafficLight::getProgram("c"), "night");
}

TEST_F(SignalWithTwoPrograms, order_stands_after_the_switch) {
    show(5, -1);
    show(after_the_switch - 5, 2);
    EXPECT_EQ(show(amber_s + 1, 2).back(), "rrGG");
}

} // namespace
} // namespace cityproof::traffic::testing
