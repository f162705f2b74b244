// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "models/contracts/ports.hpp"

#include <cmath>
#include <map>

#include "tests/models/port_contract.hpp"
#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water {
namespace {

using contracts::CommandKind;

/// A tank on a circle of 100 m2 that loses `L/s` through each open pipe to a demand: level = 9 - t
/// * q / 100.
constexpr const char* draining_tank = R"([JUNCTIONS]
A 0 10
B 0 5
[TANKS]
T 40 9 0 10 11.283791671 0
[PIPES]
PA T A 50 400 140 0 Open
PB T B 50 400 140 0 Open
[OPTIONS]
Units LPS
Headloss H-W
[END]
)";

class Stepping : public ::testing::Test {
  protected:
    WaterNetwork::Config config(double end, std::int64_t step = 60) const {
        return {.network = folder_.write(draining_tank),
                .step = Duration::seconds(step),
                .end = at(end)};
    }

    InpFolder folder_;
};

TEST_F(Stepping, acts_at_each_multiple_of_the_step_and_at_the_end) {
    WaterNetwork model{config(200)};
    std::vector<SimTime> times;
    run(model, at(10'000), [&times](SimTime now) { times.push_back(now); });
    EXPECT_EQ(times, (std::vector<SimTime>{at(0), at(60), at(120), at(180), at(200)}));
    EXPECT_EQ(model.next_time(), SimTime::never());
    EXPECT_NEAR(tank_level(model, 0, at(200)), 9 - 200 * 0.015 / 100, 1e-6);
}

/// Landing exactly on any second, also against the file's own steps; the level tells the time,
/// since EPANET integrates a constant flow exactly: 1 s is 1.5e-4 m, and its rounded litres and
/// feet are 6e-6 m in two hours. B is shut at the odd time and opened 41 s later.
TEST_F(Stepping, lands_exactly_on_the_time_of_a_command) {
    for (const double when : {17.0, 61.0, 1801.0, 3600.0, 3601.0, 5000.0}) {
        WaterNetwork model{config(7200, 300)};
        model.receive(command(CommandKind::close_pipe, "pipe", "PB", at(when)), at(0));
        model.receive(command(CommandKind::open_pipe, "pipe", "PB", at(when + 41)), at(0));
        std::map<SimTime, double> levels;
        run(model, at(7200), [&](SimTime now) { levels[now] = tank_level(model, 0, now); });
        ASSERT_TRUE(levels.contains(at(when)) && levels.contains(at(when + 41))) << when;
        EXPECT_NEAR(levels[at(when)], 9 - when * 0.015 / 100, 2e-5) << when;
        EXPECT_NEAR(levels[at(when + 41)], 9 - (when * 0.015 + 41 * 0.010) / 100, 2e-5) << when;
        EXPECT_NEAR(levels[at(7200)], 9 - (7200 * 0.015 - 41 * 0.005) / 100, 2e-5) << when;
        EXPECT_NEAR(figure(model, "water.unserved"), 41 * 0.005, 1e-9) << when;
    }
}

TEST_F(Stepping, a_command_at_a_fraction_waits_for_the_next_whole_second) {
    WaterNetwork model{config(600)};
    run(model, at(60));
    model.receive(command(CommandKind::close_pipe, "pipe", "PB", at(100.25)), at(100.25));
    EXPECT_EQ(model.next_time(), at(101));
    EXPECT_NEAR(pipe_flow(model, "PB", at(100.9)), 0.005, 1e-6);
    run(model, at(101));
    EXPECT_EQ(pipe_flow(model, "PB", at(101)), 0.0);
    EXPECT_NEAR(tank_level(model, 0, at(101)), 9 - 101 * 0.015 / 100, 2e-5);
}

TEST_F(Stepping, a_late_act_of_the_same_instant_solves_without_moving_the_clock) {
    WaterNetwork model{config(600)};
    run(model, at(120));
    const double level = tank_level(model, 0, at(120));
    model.receive(command(CommandKind::close_pipe, "pipe", "PB", at(120)), at(120));
    EXPECT_EQ(model.next_time(), at(120));
    run(model, at(120));
    EXPECT_EQ(pipe_flow(model, "PB", at(120)), 0.0);
    EXPECT_EQ(tank_level(model, 0, at(120)), level);
    EXPECT_EQ(model.next_time(), at(180));
}

/// Several commands of one instant are one change of the network.
TEST_F(Stepping, commands_of_one_instant_are_carried_out_in_order_before_one_solution) {
    WaterNetwork model{config(600)};
    for (const CommandKind kind :
         {CommandKind::close_pipe, CommandKind::open_pipe, CommandKind::close_pipe}) {
        model.receive(command(kind, "pipe", "PB", at(90)), at(0));
    }
    model.receive(command(CommandKind::open_pipe, "pipe", "PA", at(90)), at(0));
    run(model, at(60));
    const std::uint64_t before = port(model, "water/pipe_flow").version();
    run(model, at(90));
    EXPECT_EQ(pipe_flow(model, "PB", at(90)), 0.0);
    EXPECT_NEAR(pipe_flow(model, "PA", at(90)), 0.010, 1e-6);
    EXPECT_EQ(port(model, "water/pipe_flow").version(), before + 1);
}

TEST_F(Stepping, a_supply_that_changes_at_a_fraction_acts_at_the_next_whole_second) {
    const auto file = folder_.write(
        "[JUNCTIONS]\nA 0 2\n[RESERVOIRS]\nR 20\n[TANKS]\nT 40 3 0 10 30 0\n[PIPES]\n"
        "P A T 200 200 120 0 Open\n[PUMPS]\nPU R A HEAD 1\n[CURVES]\n1 10 40\n[OPTIONS]\n"
        "Units LPS\nHeadloss H-W\n[END]\n");
    PumpSupply supply{1};
    WaterNetwork model{{.network = file, .end = at(600)}};
    model.set_pump_supply(supply.port());
    ASSERT_EQ(model.inputs().size(), 1U);
    run(model, at(60));
    supply.set(at(75.5), 0, false);
    act(model, at(75.5));
    EXPECT_EQ(model.next_time(), at(76));
    EXPECT_GT(pump_power(model, "PU", at(75.5)), 1000.0);
    run(model, at(76));
    EXPECT_EQ(pump_power(model, "PU", at(76)), 0.0);
    EXPECT_EQ(model.next_time(), at(120));
    act(model, at(90)); // another element of the port changed: nothing to do
    EXPECT_EQ(model.next_time(), at(120));
}

TEST_F(Stepping, starts_at_the_given_time_of_the_networks_clock) {
    const auto file = folder_.write(
        "[JUNCTIONS]\nA 0 10\n[RESERVOIRS]\nR 40\n[PIPES]\nP R A 50 400 140 0 Open\n"
        "[PATTERNS]\n1 1 2 3 4\n[TIMES]\nDuration 1:00\nPattern Timestep 1:00\n[OPTIONS]\n"
        "Units LPS\nHeadloss H-W\n[END]\n");
    // 2 h 30 min lies beyond the file's duration of one hour, which counts for nothing.
    WaterNetwork model{{.network = file, .start_at = Duration::seconds(9000), .end = at(3600)}};
    run(model, at(3600));
    EXPECT_NEAR(pipe_flow(model, "P", at(3600)), 0.040, 1e-6);
    // 30 min at 30 L/s, 30 min at 40 L/s; what came before the scenario does not count.
    EXPECT_NEAR(figure(model, "water.delivered"), 1800 * 0.030 + 1800 * 0.040, 1e-6);
}

TEST_F(Stepping, ports_have_the_contracted_names_units_and_tables) {
    WaterNetwork model{config(60)};
    const std::vector<std::array<std::string, 3>> wanted{
        {contracts::ports::node_pressure, "m", "water_node"},
        {contracts::ports::node_deficit, "m3/s", "water_node"},
        {contracts::ports::pipe_flow, "m3/s", "pipe"},
        {contracts::ports::tank_level, "m", "tank"},
        {contracts::ports::pump_power, "W", "pump"}};
    std::vector<std::array<std::string, 3>> offered;
    for (const engine::Port* output : model.outputs()) {
        offered.push_back({output->spec().name, output->spec().unit, output->spec().table});
        EXPECT_EQ(output->latency(), Duration{});
    }
    EXPECT_EQ(offered, wanted);
}

TEST_F(Stepping, key_figures_say_what_they_are) {
    WaterNetwork model{config(120)};
    run(model, at(120));
    std::vector<std::string> ids;
    for (const contracts::KeyFigure& figure : model.key_figures()) {
        ids.push_back(figure.id);
        EXPECT_FALSE(figure.unit.empty());
        EXPECT_FALSE(figure.definition.empty());
        EXPECT_TRUE(std::isfinite(figure.value)) << figure.id;
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"water.pump_energy", "water.unserved",
                                             "water.delivered", "water.unsolved_steps",
                                             "water.tank_level_min", "water.pressure_min"}));
}

TEST_F(Stepping, ports_are_those_of_the_contract) {
    WaterNetwork model{config(60)};
    cityproof::testing::expect_contract(model.outputs(), "water/");
}

} // namespace
} // namespace cityproof::water
