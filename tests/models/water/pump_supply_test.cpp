// SPDX-License-Identifier: Apache-2.0
// Pumps without electricity, and what the file's own controls would do with them: EPANET re-applies
// simple controls and speed patterns in every solution and rules in every step, so a pump that is
// merely closed runs again without a word.
#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water {
namespace {

/// A pump lifts from the reservoir into a tank whose level decides, by the controls that a test
/// adds.
std::string with(const std::string& pump_extra, const std::string& sections) {
    return "[JUNCTIONS]\nA 0 2\nB 0 1\n[RESERVOIRS]\nR 20\n[TANKS]\nT 40 3 0 10 30 0\n[PIPES]\nP1 "
           "A T 200 200 120 0 Open\n"
           "P2 T B 200 200 120 0 Open\nP3 A B 500 100 120 0 Open\n[PUMPS]\nPU R A HEAD 1 " +
           pump_extra + "\n[CURVES]\n1 10 40\n" + sections +
           "[OPTIONS]\nUnits LPS\nHeadloss H-W\nAccuracy 1e-6\n[END]\n";
}

class PumpWithoutSupply : public ::testing::Test {
  protected:
    /// Runs to `end` with the pump's supply off in [off, on); returns the model for questions.
    WaterNetwork& simulate(const std::string& text, double off, double on, double end) {
        const auto file = folder_.write(text);
        model_ =
            std::make_unique<WaterNetwork>(WaterNetwork::Config{.network = file, .end = at(end)});
        model_->set_pump_supply(supply_.port());
        powers_.clear();
        run(
            *model_, at(end),
            [&](SimTime now) { powers_.emplace_back(now, pump_power(*model_, "PU", now)); },
            [&](SimTime now) {
                if (now == at(off) || now == at(on)) {
                    supply_.set(now, 0, now == at(on));
                }
            });
        return *model_;
    }

    double power_at(double seconds) const {
        for (const auto& [when, power] : powers_) {
            if (when == at(seconds)) {
                return power;
            }
        }
        throw std::runtime_error("no act then");
    }

    void expect_off(double from, double until) const {
        for (const auto& [when, power] : powers_) {
            if (when >= at(from) && when < at(until)) {
                EXPECT_EQ(power, 0.0) << to_string(when);
            }
        }
    }

    InpFolder folder_;
    PumpSupply supply_{1};
    std::unique_ptr<WaterNetwork> model_;
    std::vector<std::pair<SimTime, double>> powers_;
};

TEST_F(PumpWithoutSupply, stands_still_and_runs_as_before_afterwards) {
    simulate(with("", ""), 120, 300, 600);
    EXPECT_GT(power_at(60), 1000.0);
    expect_off(120, 300);
    EXPECT_NEAR(power_at(300), power_at(60), 0.02 * power_at(60));
}

TEST_F(PumpWithoutSupply, keeps_its_speed) {
    simulate(with("SPEED 1.2", ""), 120, 300, 600);
    const double fast = power_at(60);
    EXPECT_NEAR(power_at(300), fast, 0.02 * fast);
    simulate(with("", ""), 120, 300, 600);
    EXPECT_GT(fast, 1.2 * power_at(60)) << "the speed matters, or this test shows nothing";
}

TEST_F(PumpWithoutSupply, is_not_started_by_a_level_control) {
    // The tank stays below 5 m all the time, so the control would open the pump in each solution.
    simulate(with("", "[CONTROLS]\nLINK PU OPEN IF NODE T BELOW 5\n"), 120, 300, 600);
    expect_off(120, 300);
    EXPECT_GT(power_at(300), 1000.0) << "the control is back with the supply";
}

TEST_F(PumpWithoutSupply, is_not_started_by_a_pressure_control) {
    // Junction B lies at about 43 m all the time; such controls act within a solution.
    simulate(with("", "[CONTROLS]\nLINK PU OPEN IF NODE B BELOW 60\n"), 120, 300, 600);
    expect_off(120, 300);
    EXPECT_GT(power_at(300), 1000.0);
}

TEST_F(PumpWithoutSupply, is_not_started_by_its_speed_pattern) {
    const std::string text =
        with("PATTERN SP", "[PATTERNS]\nSP 1.0 1.1 0.9\n[TIMES]\nPattern Timestep 0:02\n");
    simulate(text, 120, 300, 600);
    expect_off(120, 300);
    const double after = power_at(300); // 1.0 .. 1.1 .. 0.9: in the third period
    simulate(text, 9000, 9001, 600);
    EXPECT_NEAR(after, power_at(300), 0.02 * after);
}

TEST_F(PumpWithoutSupply, is_not_started_by_a_rule_which_still_moves_other_links) {
    simulate(with("", "[RULES]\nRULE 1\nIF SYSTEM TIME >= 0:03\nTHEN PUMP PU STATUS IS OPEN\nAND "
                      "PIPE P3 STATUS IS CLOSED\n"
                      "[TIMES]\nRule Timestep 0:01\n"),
             120, 300, 600);
    expect_off(120, 300);
    EXPECT_EQ(pipe_flow(*model_, "P3", at(600)), 0.0);
    EXPECT_GT(power_at(300), 1000.0);
}

/// The solution closes a pump that cannot lift so high: shut-off head 53.3 m above 20 m, and the
/// tank's level at 76 m. That is no order to stay closed when the tank has fallen.
TEST_F(PumpWithoutSupply, runs_later_though_it_could_not_lift_so_high_when_the_supply_was_lost) {
    std::string text = with("", "");
    text.replace(text.find("T 40 3 0 10 30 0"), 16, "T 70 6 0 10 2 0 ");
    simulate(text, 120, 300, 3600);
    EXPECT_EQ(power_at(60), 0.0) << "or this test shows nothing";
    EXPECT_GT(power_at(3600), 1000.0);
}

/// An order of the file's controls that falls into the outage is carried out when the supply is
/// back.
TEST_F(PumpWithoutSupply, is_switched_off_by_a_timer_that_ran_out_meanwhile) {
    simulate(with("", "[CONTROLS]\nLINK PU CLOSED AT TIME 0:03\n"), 120, 300, 600);
    EXPECT_GT(power_at(60), 1000.0);
    expect_off(120, 601);
}

TEST_F(PumpWithoutSupply, is_switched_off_by_the_clock_that_passed_meanwhile) {
    simulate(
        with("",
             "[CONTROLS]\nLINK PU CLOSED AT CLOCKTIME 0:03 AM\n[TIMES]\nStart ClockTime 12 AM\n"),
        120, 300, 600);
    EXPECT_GT(power_at(60), 1000.0);
    expect_off(120, 601);
}

/// The network moves to 120 s, then the pump is held, then 120 s is solved: without its controls.
TEST_F(PumpWithoutSupply, is_switched_off_by_a_timer_of_the_very_second_of_the_loss) {
    simulate(with("", "[CONTROLS]\nLINK PU CLOSED AT TIME 0:02\n"), 120, 300, 600);
    EXPECT_GT(power_at(60), 1000.0);
    expect_off(120, 601);
}

TEST_F(PumpWithoutSupply, is_switched_off_by_the_clock_of_the_very_second_of_the_loss) {
    simulate(
        with("",
             "[CONTROLS]\nLINK PU CLOSED AT CLOCKTIME 0:02 AM\n[TIMES]\nStart ClockTime 12 AM\n"),
        120, 300, 600);
    EXPECT_GT(power_at(60), 1000.0);
    expect_off(120, 601);
}

TEST_F(PumpWithoutSupply, is_started_by_a_timer_of_the_very_second_of_the_loss) {
    simulate(with("", "[CONTROLS]\nLINK PU CLOSED AT TIME 0:01\nLINK PU OPEN AT TIME 0:02\n"), 120,
             300, 600);
    EXPECT_EQ(power_at(60), 0.0);
    expect_off(120, 300);
    EXPECT_GT(power_at(300), 1000.0);
}

/// Two timers of one step, the later one first in the file.
TEST_F(PumpWithoutSupply, obeys_the_last_of_its_timers_in_time_not_in_the_file) {
    simulate(with("", "[CONTROLS]\nLINK PU CLOSED AT TIME 0:02:50\nLINK PU OPEN AT TIME 0:02:20\n"),
             120, 300, 600);
    expect_off(120, 601);
}

TEST_F(PumpWithoutSupply, timers_before_and_after_do_not_count) {
    simulate(with("", "[CONTROLS]\nLINK PU CLOSED AT TIME 0:01\nLINK PU OPEN AT TIME 0:08\n"), 120,
             300, 600);
    EXPECT_EQ(power_at(60), 0.0);
    EXPECT_EQ(power_at(420), 0.0) << "closed before the outage, so closed after it";
    EXPECT_GT(power_at(480), 1000.0);
}

TEST_F(PumpWithoutSupply, takes_the_last_order_of_a_rule_that_fired_meanwhile) {
    // Between 3 and 4 min the rule asks for speed 0.8; before and after it asks for nothing.
    const std::string rule = "[RULES]\nRULE 1\nIF SYSTEM TIME >= 0:03\nAND SYSTEM TIME <= "
                             "0:04\nTHEN PUMP PU SETTING IS 0.8\n"
                             "[TIMES]\nRule Timestep 0:01\n";
    simulate(with("", rule), 120, 300, 600);
    expect_off(120, 300);
    const double after = power_at(360);
    simulate(with("SPEED 0.8", ""), 120, 300, 600);
    EXPECT_NEAR(after, power_at(360), 0.01 * after);
    simulate(with("", ""), 120, 300, 600);
    EXPECT_LT(after, 0.9 * power_at(360));
}

TEST_F(PumpWithoutSupply, at_the_very_start_never_runs) {
    simulate(with("", "[CONTROLS]\nLINK PU OPEN IF NODE T BELOW 5\n"), 0, 120, 300);
    expect_off(0, 120);
    EXPECT_GT(power_at(120), 1000.0);
}

} // namespace
} // namespace cityproof::water
