// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "models/contracts/ports.hpp"
#include "models/energy/power_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/models/energy/grid_support.hpp"
#include "tests/models/port_contract.hpp"

namespace cityproof::energy {
namespace {

using contracts::Command;
using contracts::CommandKind;
using namespace testing;
namespace names = contracts::ports;

constexpr const char* one_megawatt =
    R"(, "sym_load": [{"id": 5, "node": 2, "status": 1, "type": 0, "p_specified": 1e6, "q_specified": 0}])";

PowerGrid::Config minutes(std::string json, std::int64_t end_s) {
    return {.grid_json = std::move(json),
            .file = "grid.json",
            .tick = Duration::seconds(60),
            .source_strength_va = {},
            .end = SimTime::at_seconds(end_s)};
}

/// The voltage at the end of a line without capacitance, from the phasor diagram:
/// U2^4 - (U1^2 - 2 (P R + Q X)) U2^2 + (P^2 + Q^2) Z^2 = 0, the larger root. All in V, W, var,
/// ohm.
double voltage_at_end(double u1_v, double p_w, double q_var, double r_ohm, double x_ohm) {
    const double b = u1_v * u1_v - 2 * (p_w * r_ohm + q_var * x_ohm);
    const double c = (p_w * p_w + q_var * q_var) * (r_ohm * r_ohm + x_ohm * x_ohm);
    return std::sqrt((b + std::sqrt(b * b - 4 * c)) / 2);
}

engine::Port load_port(double initial) {
    return {{"test/load", "W", "thing", "a load"}, 1, Duration{}, initial};
}

void set(engine::Port& port, SimTime now, double value) {
    port.publish(now, std::vector{value});
    port.commit();
}

Command outage(const char* table, const char* target, bool end = false) {
    return {SimTime::zero(), end ? CommandKind::restore : CommandKind::outage, table, target,
            "test"};
}

TEST(PowerGrid, two_buses_agree_with_the_phasor_diagram) {
    PowerGrid grid{minutes(two_buses(one_megawatt), 60)};
    run_until(grid, SimTime::at_seconds(60));
    const double end_v = voltage_at_end(10000, 1e6, 0, 1, 2);
    const double current_a = 1e6 / (std::sqrt(3.0) * end_v);
    const SimTime now = SimTime::at_seconds(60);
    EXPECT_NEAR(port(grid, names::bus_voltage).at(0, now), 1, 1e-9);
    EXPECT_NEAR(port(grid, names::bus_voltage).at(1, now), end_v / 10000, 1e-8);
    EXPECT_NEAR(port(grid, names::line_loading).at(0, now), current_a / 100, 1e-8);
    EXPECT_NEAR(port(grid, names::line_loss).at(0, now), 3 * current_a * current_a * 1, 1e-3);
    EXPECT_EQ(port(grid, names::bus_energised).at(1, now), 1);
}

TEST(PowerGrid, key_figures_are_samples_at_each_ticks_end_times_the_tick) {
    PowerGrid grid{minutes(two_buses(one_megawatt), 3600)};
    run_until(grid, SimTime::at_seconds(3600));
    const double end_v = voltage_at_end(10000, 1e6, 0, 1, 2);
    const double loss_w = 1e12 / (end_v * end_v);
    EXPECT_NEAR(figure(grid, "energy.loss"), loss_w * 1e-6, 1e-9); // one hour
    EXPECT_NEAR(figure(grid, "energy.supplied"), 1 + loss_w * 1e-6, 1e-8);
    EXPECT_NEAR(figure(grid, "energy.voltage_min"), end_v / 10000, 1e-8);
    EXPECT_NEAR(figure(grid, "energy.peak_load"), 1, 1e-8);
    EXPECT_NEAR(figure(grid, "energy.line_loading_max"), 1e6 / (std::sqrt(3.0) * end_v) / 100,
                1e-8);
    EXPECT_EQ(figure(grid, "energy.unserved"), 0);
    EXPECT_EQ(figure(grid, "energy.unsolved_steps"), 0);
    EXPECT_EQ(figure(grid, "energy.transformer_loss"), 0);
    EXPECT_EQ(grid.solve_count(), 1U) << "nothing changed after time 0";
}

TEST(PowerGrid, a_last_tick_that_is_cut_short_counts_with_its_length) {
    PowerGrid grid{minutes(two_buses(one_megawatt), 90)};
    run_until(grid, SimTime::at_seconds(1000));
    const double end_v = voltage_at_end(10000, 1e6, 0, 1, 2);
    EXPECT_NEAR(figure(grid, "energy.loss"), 1e12 / (end_v * end_v) * 90 / 3.6e9, 1e-10);
    EXPECT_EQ(grid.next_time(), SimTime::never());
}

TEST(PowerGrid, wires_add_to_the_files_loads_in_watt) {
    engine::Port vehicles = load_port(40);
    PowerGrid grid{minutes(two_buses(one_megawatt), 60)};
    grid.connect({{.port = &vehicles, .taps = {{.element = 0, .bus = 1, .gain_w = 10000}}},
                  {.port = &vehicles, .taps = {{.element = 0, .bus = 1, .gain_w = 15000}}}});
    run_until(grid, SimTime::at_seconds(60));
    // 1 MW + 40 * 10 kW + 40 * 15 kW = 2 MW
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::at_seconds(60)),
                voltage_at_end(10000, 2e6, 0, 1, 2) / 10000, 1e-8);
    EXPECT_THAT(grid.inputs(), ::testing::ElementsAre(&vehicles));
}

TEST(PowerGrid, meters_replace_the_files_active_load_at_their_buses) {
    // The same customer twice would be 1.3 MW; the meter alone is 0.3 MW.
    const engine::Port load = load_port(0.3e6);
    PowerGrid grid{minutes(two_buses(one_megawatt), 60)};
    grid.connect({{.port = &load,
                   .taps = {{.element = 0, .bus = 1, .gain_w = 1}},
                   .replaces_file_loads = true}});
    run_until(grid, SimTime::at_seconds(60));
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::at_seconds(60)) * 10000,
                voltage_at_end(10000, 0.3e6, 0, 1, 2), 1e-3);
}

TEST(PowerGrid, loads_between_ticks_wait_but_follow_within_an_instant) {
    engine::Port pump = load_port(0);
    PowerGrid grid{minutes(two_buses(one_megawatt), 120)};
    grid.connect({{.port = &pump, .taps = {{.element = 0, .bus = 1, .gain_w = 1}}}});
    step(grid, SimTime::zero());
    set(pump, SimTime::at_seconds(30), 1e6);
    step(grid, SimTime::at_seconds(30));
    EXPECT_EQ(grid.solve_count(), 1U);
    step(grid, SimTime::at_seconds(60));
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::at_seconds(60)),
                voltage_at_end(10000, 2e6, 0, 1, 2) / 10000, 1e-8);
    set(pump, SimTime::at_seconds(60), 0); // it stops within the same instant
    step(grid, SimTime::at_seconds(60));
    const double end_v = voltage_at_end(10000, 1e6, 0, 1, 2);
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::at_seconds(60)), end_v / 10000, 1e-8);
    step(grid, SimTime::at_seconds(120));
    // Only the final state of the instant counts.
    EXPECT_NEAR(figure(grid, "energy.loss"), 1e12 / (end_v * end_v) * 120 / 3.6e9, 1e-10);
}

TEST(PowerGrid, a_consumer_without_supply_draws_nothing) {
    const engine::Port lamps{{"test/load", "W", "lamp", ""}, 2, Duration{}, 0.5e6};
    engine::Port supply{{"supply/lamp", "1", "lamp", ""}, 2, Duration{}, 1};
    PowerGrid grid{minutes(two_buses(one_megawatt), 120)};
    grid.connect(
        {{.port = &lamps,
          .taps = {{.element = 0, .bus = 1, .gain_w = 1}, {.element = 1, .bus = 1, .gain_w = 1}},
          .supply = &supply}});
    EXPECT_THAT(grid.inputs(), ::testing::ElementsAre(&lamps, &supply));
    step(grid, SimTime::zero());
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::zero()),
                voltage_at_end(10000, 2e6, 0, 1, 2) / 10000, 1e-8);
    const SimTime later = SimTime::at_seconds(60);
    supply.publish(later, std::vector{1.0, 0.0});
    supply.commit();
    step(grid, later);
    EXPECT_NEAR(grid.bus_voltage().at(1, later), voltage_at_end(10000, 1.5e6, 0, 1, 2) / 10000,
                1e-8);
}

TEST(PowerGrid, a_wire_needs_the_supply_of_each_element) {
    const engine::Port lamps{{"test/load", "W", "lamp", ""}, 2, Duration{}, 0};
    const engine::Port supply{{"supply/lamp", "1", "lamp", ""}, 1, Duration{}, 1};
    PowerGrid grid{minutes(two_buses(one_megawatt), 60)};
    EXPECT_THROW(
        grid.connect(
            {{.port = &lamps, .taps = {{.element = 1, .bus = 1, .gain_w = 1}}, .supply = &supply}}),
        std::invalid_argument);
}

TEST(PowerGrid, several_switchings_of_one_instant_are_one_solve) {
    PowerGrid grid{minutes(two_buses(one_megawatt), 600)};
    step(grid, SimTime::zero());
    const SimTime when = SimTime::at_ns(90'500'000'000);
    step(grid, SimTime::at_seconds(60));
    grid.receive(outage("line", "line:3"), when);
    grid.receive(outage("source", "source:4"), when);
    grid.receive(outage("source", "source:4", true), when);
    EXPECT_EQ(grid.next_time(), when);
    step(grid, when);
    EXPECT_EQ(grid.solve_count(), 2U);
    EXPECT_EQ(grid.next_time(), SimTime::at_seconds(120));
    EXPECT_EQ(grid.bus_voltage().at(0, when),
              grid.bus_energised().at(0, when)); // 1 pu, ideal source without load
    EXPECT_EQ(grid.bus_voltage().at(1, when), 0);
    EXPECT_EQ(grid.bus_energised().at(1, when), 0);
}

TEST(PowerGrid, dead_buses_count_by_the_minute_until_restored) {
    PowerGrid grid{minutes(two_buses(one_megawatt), 600)};
    run_until(grid, SimTime::at_seconds(119));
    grid.receive(outage("line", "line:3"), SimTime::at_seconds(120));
    run_until(grid, SimTime::at_seconds(299));
    grid.receive(outage("line", "line:3", true), SimTime::at_seconds(300));
    run_until(grid, SimTime::at_seconds(600));
    EXPECT_EQ(figure(grid, "energy.unserved"),
              3); // bus 2 at the minutes that end at 120, 180 and 240 s
    EXPECT_EQ(figure(grid, "energy.unsolved_steps"), 0);
    const double end_v = voltage_at_end(10000, 1e6, 0, 1, 2);
    EXPECT_NEAR(figure(grid, "energy.loss"), 1e12 / (end_v * end_v) * 7 * 60 / 3.6e9, 1e-10);
}

TEST(PowerGrid, restore_gives_back_the_files_own_switch_positions) {
    // A ring that is open by plan at the far end of its second line.
    const std::string ring = two_buses(one_megawatt);
    std::string json = ring;
    const std::string second =
        R"("line": [{"id": 8, "from_node": 1, "to_node": 2, "from_status": 1, "to_status": 0,
        "r1": 1, "x1": 2, "c1": 0, "tan1": 0},)";
    json.replace(json.find("\"line\": ["), std::string{"\"line\": ["}.size(), second);
    PowerGrid grid{minutes(json, 600)};
    step(grid, SimTime::zero());
    grid.receive(outage("line", "line:8"), SimTime::at_seconds(60));
    step(grid, SimTime::at_seconds(60));
    grid.receive(outage("line", "line:8", true), SimTime::at_seconds(120));
    step(grid, SimTime::at_seconds(120));
    // Were the ring closed, the two lines would share the current and the voltage would be higher.
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::at_seconds(120)),
                voltage_at_end(10000, 1e6, 0, 1, 2) / 10000, 1e-8);
    grid.receive(outage("line", "line:3"), SimTime::at_seconds(180));
    step(grid, SimTime::at_seconds(180));
    EXPECT_EQ(grid.bus_energised().at(1, SimTime::at_seconds(180)), 0);
}

TEST(PowerGrid, a_step_without_solution_is_flagged_and_the_run_goes_on) {
    engine::Port load = load_port(0);
    // Bus 6 hangs on an open line: dead from the start.
    const std::string json = two_buses(one_megawatt);
    std::string with_dead = json;
    with_dead.replace(with_dead.find("\"node\": ["), std::string{"\"node\": ["}.size(),
                      R"("node": [{"id": 6, "u_rated": 10000},)");
    with_dead.replace(
        with_dead.find("\"line\": ["), std::string{"\"line\": ["}.size(),
        R"("line": [{"id": 7, "from_node": 2, "to_node": 6, "from_status": 0, "to_status": 0,
                          "r1": 1, "x1": 2, "c1": 0, "tan1": 0},)");
    PowerGrid grid{minutes(with_dead, 240)};
    grid.connect({{.port = &load, .taps = {{.element = 0, .bus = 2, .gain_w = 1}}}});
    step(grid, SimTime::zero());
    step(grid, SimTime::at_seconds(60));
    // The line carries at most U^2 / (2 (R + Z)) = 15.45 MW: 60 MW has no solution.
    set(load, SimTime::at_seconds(120), 59e6);
    step(grid, SimTime::at_seconds(120));
    const SimTime failed = SimTime::at_seconds(120);
    EXPECT_EQ(grid.bus_voltage().at(0, failed), 0);
    EXPECT_TRUE(std::isnan(grid.bus_voltage().at(1, failed)));
    EXPECT_TRUE(std::isnan(grid.bus_voltage().at(2, failed)));
    EXPECT_THAT(grid.bus_energised().read(failed), ::testing::ElementsAre(0, 1, 1));
    EXPECT_EQ(port(grid, names::line_loss).at(0, failed), 0);
    EXPECT_TRUE(std::isnan(port(grid, names::line_loss).at(1, failed)));
    EXPECT_TRUE(std::isnan(port(grid, names::line_loading).at(1, failed)));
    set(load, SimTime::at_seconds(180), 0);
    step(grid, SimTime::at_seconds(180));
    step(grid, SimTime::at_seconds(240));
    const double end_v = voltage_at_end(10000, 1e6, 0, 1, 2);
    EXPECT_NEAR(grid.bus_voltage().at(2, SimTime::at_seconds(240)), end_v / 10000, 1e-8);
    EXPECT_EQ(figure(grid, "energy.unsolved_steps"), 1);
    EXPECT_EQ(figure(grid, "energy.unserved"), 4);
    EXPECT_NEAR(figure(grid, "energy.loss"), 1e12 / (end_v * end_v) * 3 * 60 / 3.6e9, 1e-10);
    EXPECT_NEAR(figure(grid, "energy.voltage_min"), end_v / 10000, 1e-8);
}

TEST(PowerGrid, without_any_source_everything_is_dead_and_nothing_fails) {
    PowerGrid grid{minutes(two_buses(one_megawatt), 120)};
    step(grid, SimTime::zero());
    grid.receive(outage("source", "source:4"), SimTime::at_seconds(60));
    step(grid, SimTime::at_seconds(60));
    EXPECT_THAT(grid.bus_voltage().read(SimTime::at_seconds(60)), ::testing::ElementsAre(0, 0));
    EXPECT_EQ(figure(grid, "energy.unserved"), 2);
    EXPECT_EQ(figure(grid, "energy.unsolved_steps"), 0);
    EXPECT_EQ(figure(grid, "energy.loss"), 0);
}

TEST(PowerGrid, a_port_without_data_draws_nothing_and_an_infinite_load_is_an_error) {
    engine::Port load = load_port(std::numeric_limits<double>::quiet_NaN());
    PowerGrid grid{minutes(two_buses(one_megawatt), 240)};
    grid.connect({{.port = &load, .taps = {{.element = 0, .bus = 1, .gain_w = 1}}}});
    step(grid, SimTime::zero());
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::zero()),
                voltage_at_end(10000, 1e6, 0, 1, 2) / 10000, 1e-8);
    set(load, SimTime::at_seconds(60), std::numeric_limits<double>::infinity());
    EXPECT_THROW(grid.act(SimTime::at_seconds(60)), ModelError);
}

TEST(PowerGrid, commands_for_unknown_assets_are_refused_with_an_example) {
    PowerGrid grid{minutes(two_buses(), 60)};
    EXPECT_TRUE(grid.accepts(outage("line", "line:3")));
    EXPECT_FALSE(grid.accepts(outage("pipe", "7")));
    try {
        grid.receive(outage("line", "line:99"), SimTime::zero());
        FAIL() << "accepted";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), ::testing::AllOf(::testing::HasSubstr("line:99"),
                                                   ::testing::HasSubstr("line:3"),
                                                   ::testing::HasSubstr("grid.json")));
    }
}

TEST(PowerGrid, the_scenarios_source_strength_replaces_the_files) {
    // The source is a reactance and resistance of U^2 / sk with R/X 0.1 (the core's default ratio)
    // before the line.
    auto config = minutes(two_buses(one_megawatt), 60);
    config.source_strength_va = 1e8;
    PowerGrid grid{std::move(config)};
    step(grid, SimTime::zero());
    const double z_ohm = 1e8 / 1e8;
    const double x_ohm = z_ohm / std::sqrt(1 + 0.1 * 0.1);
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::zero()),
                voltage_at_end(10000, 1e6, 0, 1 + 0.1 * x_ohm, 2 + x_ohm) / 10000, 1e-8);
}

TEST(PowerGrid, ports_are_those_of_the_contract) {
    PowerGrid grid{minutes(two_buses(), 60)};
    cityproof::testing::expect_contract(grid.outputs(), "energy/");
}

} // namespace
} // namespace cityproof::energy
