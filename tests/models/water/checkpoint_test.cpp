// SPDX-License-Identifier: Apache-2.0
// A run that is re-based and goes on, against a new network that is brought to the saved state: all
// that is published from then on, and the key figures, are equal bit by bit. The expected values
// are the other run's.
#include "tests/models/water/checkpoint_fixture.hpp"

namespace cityproof::water {
namespace {

using contracts::CommandKind;

const std::vector<SimTime> some_instants{at(600), at(630.5), at(900), at(1325)};

TEST(WaterCheckpoint, continues_bit_by_bit) {
    const InpFolder folder;
    expect_same_continuation(half_hour(folder.write(town(""))), {}, some_instants);
}

TEST(WaterCheckpoint, continues_with_level_controls_between_two_switchings) {
    const InpFolder folder;
    const auto file = folder.write(
        town("[CONTROLS]\nLINK PU CLOSED IF NODE T ABOVE 3.05\nLINK PU 0.9 IF NODE T BELOW 3.0\n"));
    expect_same_continuation(half_hour(file), {}, {at(300), at(600), at(660), at(900), at(1500)});
}

TEST(WaterCheckpoint, continues_with_timers_and_pressure_controls) {
    const InpFolder folder;
    const auto file = folder.write(town("[CONTROLS]\nLINK P3 CLOSED AT TIME 0:10\nLINK P3 OPEN AT "
                                        "TIME 0:16\nLINK V 30 AT TIME 0:12\nLINK W CLOSED IF NODE "
                                        "B ABOVE 10\n"));
    expect_same_continuation(half_hour(file), {}, some_instants);
}

TEST(WaterCheckpoint, continues_with_rules) {
    const InpFolder folder;
    const auto file = folder.write(town(
        "[RULES]\nRULE 1\nIF TANK T LEVEL ABOVE 3.04\nTHEN PUMP PU SETTING IS 0.8\nAND VALVE W "
        "STATUS IS CLOSED\nRULE 2\nIF TANK T LEVEL BELOW 2.99\nTHEN PUMP PU SETTING IS 1.2\n"
        "[TIMES]\nRule Timestep 0:00:30\n"));
    expect_same_continuation(half_hour(file), {}, some_instants);
}

TEST(WaterCheckpoint, continues_with_a_speed_pattern_and_demand_patterns) {
    const InpFolder folder;
    const auto file = folder.write(
        std::regex_replace(town("[PATTERNS]\nSP 1.0 1.1 0.9\n1 1.0 0.5 1.7\n[TIMES]\nPattern "
                                "Timestep 0:05\n"),
                           std::regex{"SPEED 1.1"}, "PATTERN SP"));
    const Story story{.switchings = {{at(500), 0, false}, {at(1000), 0, true}}};
    expect_same_continuation(half_hour(file), story, some_instants);
}

TEST(WaterCheckpoint, continues_while_a_pump_is_without_supply) {
    const InpFolder folder;
    const auto file = folder.write(
        town("[CONTROLS]\nLINK PU CLOSED AT TIME 0:12\nLINK PU 1.2 AT TIME 0:20\nLINK PU 1.05 IF "
             "NODE B BELOW 300\n"));
    const Story story{
        .switchings = {
            {at(500), 0, false}, {at(620.25), 0, true}, {at(630), 0, false}, {at(1250), 0, true}}};
    expect_same_continuation(half_hour(file), story, some_instants);
}

TEST(WaterCheckpoint, continues_while_rules_fire_on_a_pump_without_supply) {
    const InpFolder folder;
    const auto file = folder.write(
        town("[RULES]\nRULE 1\nIF SYSTEM TIME >= 0:09\nTHEN PUMP PU SETTING IS 1.3\nRULE 2\nIF "
             "SYSTEM TIME >= 0:18\nTHEN PUMP PU STATUS IS CLOSED\n[TIMES]\nRule Timestep 0:01\n"));
    const Story story{.switchings = {{at(500), 0, false}, {at(1260), 0, true}}};
    expect_same_continuation(half_hour(file), story, some_instants);
}

/// A rule fires again after the re-basing, and so after a timer that the pump's last order came
/// from.
TEST(WaterCheckpoint, continues_while_a_rule_fires_on_and_on_on_a_pump_without_supply) {
    const InpFolder folder;
    const auto file = folder.write(
        town("[CONTROLS]\nLINK PU 1.0 AT TIME 0:12\n[RULES]\nRULE 1\nIF SYSTEM TIME >= 0:09\nAND "
             "SYSTEM TIME < 0:19\nTHEN PUMP PU SETTING IS 1.3\n[TIMES]\nRule Timestep 0:01\n"));
    const Story story{.switchings = {{at(500), 0, false}, {at(1260), 0, true}}};
    expect_same_continuation(half_hour(file), story, {at(900)});
}

TEST(WaterCheckpoint, continues_after_timers_that_ran_out_before_the_supply_was_lost) {
    const InpFolder folder;
    const auto file = folder.write(
        town("[CONTROLS]\nLINK PU CLOSED AT TIME 0:01\n[RULES]\nRULE 1\nIF SYSTEM TIME >= "
             "0:03\nAND SYSTEM TIME < 0:05\nTHEN PUMP PU STATUS IS OPEN\n[TIMES]\nRule Timestep "
             "0:01\n"));
    const Story story{.switchings = {{at(500), 0, false}, {at(1260), 0, true}}};
    Twin probe{half_hour(file), story};
    probe.run(at(0), at(1801));
    EXPECT_GT(pump_power(probe.model, "PU", at(1800)), 0.0) << "or this test shows nothing";
    expect_same_continuation(half_hour(file), story, {at(600)});
}

TEST(WaterCheckpoint, continues_with_closed_pipes_and_commands_that_are_still_to_come) {
    const InpFolder folder;
    const Story story{.commands = {command(CommandKind::close_pipe, "pipe", "P3", at(200)),
                                   command(CommandKind::close_pipe, "valve", "V", at(629.5)),
                                   command(CommandKind::open_pipe, "pipe", "P3", at(900)),
                                   command(CommandKind::open_pipe, "valve", "V", at(1400.2)),
                                   command(CommandKind::close_pipe, "valve", "W", at(1324))}};
    const auto file = folder.write(town("[CONTROLS]\nLINK P3 OPEN IF NODE C BELOW 100\n"));
    expect_same_continuation(half_hour(file), story, some_instants);
}

/// Nothing reaches D and C while P4's and V's ways are closed: their demands are withheld, and
/// given back later.
TEST(WaterCheckpoint, continues_while_a_part_is_dry_and_after_it_was) {
    const InpFolder folder;
    const Story story{.commands = {command(CommandKind::close_pipe, "valve", "V", at(300)),
                                   command(CommandKind::close_pipe, "valve", "W", at(300)),
                                   command(CommandKind::close_pipe, "pipe", "P2", at(300)),
                                   command(CommandKind::close_pipe, "pipe", "P3", at(300)),
                                   command(CommandKind::open_pipe, "pipe", "P3", at(800)),
                                   command(CommandKind::open_pipe, "valve", "V", at(1000))}};
    // Gallons: 1.7 of them come back from EPANET with another last bit than they went in.
    const auto file = folder.write(std::regex_replace(town(""), std::regex{"LPS"}, "GPM"));
    expect_same_continuation(half_hour(file), story, some_instants);
}

/// The tank runs empty, its outlet is closed by the solution only, and fills again.
TEST(WaterCheckpoint, continues_with_tanks_that_are_empty_or_full) {
    const InpFolder folder;
    const std::string small =
        std::regex_replace(town(""), std::regex{"T 40 3 0 6 12 0"}, "T 40 0.5 0 0.9 2 0");
    const auto file = folder.write(small);
    const Story story{.switchings = {{at(60), 0, false}, {at(1000), 0, true}}};
    Twin probe{half_hour(file), story};
    probe.run(at(0), at(900));
    EXPECT_NEAR(tank_level(probe.model, 0, at(840)), 0.0, 0.001) << "or this test shows nothing";
    expect_same_continuation(half_hour(file), story,
                             {at(600), at(900), at(1000), at(1200), at(1740)});
}

TEST(WaterCheckpoint, continues_while_a_pump_cannot_lift_so_high) {
    const InpFolder folder;
    const auto file =
        folder.write(std::regex_replace(town(""), std::regex{"T 40 3 0 6 12 0"}, "T 90 3 0 6 4 0"));
    Twin probe{half_hour(file), {}};
    probe.run(at(0), at(120));
    EXPECT_EQ(pump_power(probe.model, "PU", at(60)), 0.0) << "or this test shows nothing";
    expect_same_continuation(half_hour(file), {}, some_instants);
}

/// The pump lifts up to 84.5 m (shut-off head 53.3 m at speed 1, 1.1^2 of it, from 20 m). Only the
/// solution closes it while the tank stands higher, so it runs once the tank has fallen.
TEST(WaterCheckpoint, re_basing_leaves_a_pump_ready_that_cannot_lift_so_high_now) {
    const InpFolder folder;
    const auto file =
        folder.write(std::regex_replace(town(""), std::regex{"T 40 3 0 6 12 0"}, "T 80 5 0 6 2 0"));
    WaterNetwork model{half_hour(file)};
    run(model, at(60));
    EXPECT_EQ(pump_power(model, "PU", at(60)), 0.0) << "or this test shows nothing";
    model.rebase(at(120));
    run(model, at(1800));
    EXPECT_LT(tank_level(model, 0, at(1800)), 4.5) << "or this test shows nothing";
    EXPECT_GT(pump_power(model, "PU", at(1800)), 1000.0);
}

/// Worst pressure difference that hourly re-basing makes over a day. The bound is 0.1 mm, a
/// tenth of what a pressure sensor tells; measured: 0.005 mm.
TEST(WaterCheckpoint, hourly_re_basing_moves_no_pressure_that_anybody_could_measure) {
    CITYPROOF_REQUIRE_DATA(packed, "water/networks/L-TOWN.inp.gz");
    const InpFolder folder;
    const WaterNetwork::Config config{.network = folder.unpack(packed),
                                      .step = Duration::seconds(300),
                                      .end = at(86400),
                                      .convergence = Convergence{}};
    WaterNetwork plain{config};
    WaterNetwork based{config};
    SimTime next_rebase = at(3600);
    double worst_m = 0;
    while (plain.next_time() <= config.end) {
        const SimTime now = plain.next_time();
        if (now >= next_rebase) {
            based.rebase(next_rebase);
            next_rebase = next_rebase + Duration::seconds(3600);
        }
        act(plain, now);
        act(based, now);
        const auto expected = port(plain, "water/node_pressure").read(now);
        const auto found = port(based, "water/node_pressure").read(now);
        for (std::size_t node = 0; node < expected.size(); ++node) {
            worst_m = std::max(worst_m, std::abs(found[node] - expected[node]));
        }
    }
    EXPECT_GT(worst_m, 0.0) << "or this test shows nothing";
    EXPECT_LT(worst_m, 1e-4);
}

TEST(WaterCheckpoint, continues_with_emitters_and_pressure_driven_demands) {
    const InpFolder folder;
    auto config = half_hour(folder.write(town("[EMITTERS]\nB 0.3\nD 0.1\n")));
    config.pressure_driven = PressureDriven{.minimum_pressure_m = 5, .required_pressure_m = 60};
    expect_same_continuation(config, {}, some_instants);
}

TEST(WaterCheckpoint, re_basing_twice_at_one_instant_is_re_basing_once) {
    const InpFolder folder;
    const auto config = half_hour(folder.write(town("")));
    const Story story;
    Twin once{config, story};
    Twin twice{config, story};
    for (Twin* twin : {&once, &twice}) {
        twin->run(at(0), at(600));
        twin->model.rebase(at(600));
    }
    twice.model.rebase(at(600));
    EXPECT_EQ(saved(twice.model), saved(once.model));
    const SimTime end = at(1801);
    expect_equal(twice.run(at(600), end), once.run(at(600), end));
}

TEST(WaterCheckpoint, saved_before_the_first_act_it_is_the_start) {
    const InpFolder folder;
    const auto config = half_hour(folder.write(town("")));
    const Story story{.commands = {command(CommandKind::close_pipe, "pipe", "P3", at(200))}};
    Twin straight{config, story};
    straight.receive_all();
    const std::string state = saved(straight.model);
    Twin resumed{config, story};
    restore(resumed.model, state, at(0));
    expect_equal(resumed.run(at(0), at(1801)), straight.run(at(0), at(1801)));
}

/// Networks of the trade, without their quality simulation, over hours with a power cut of the
/// first pump and a closed pipe.
class RealNetworkCheckpoint : public ::testing::TestWithParam<const char*> {};

TEST_P(RealNetworkCheckpoint, continues_bit_by_bit) {
    CITYPROOF_REQUIRE_DATA(packed, std::string{"water/networks/"} + GetParam() + ".inp.gz");
    const InpFolder folder;
    const std::regex quality{"(^|\\n)[ \\t]*[Qq](uality|UALITY)[ \\t]+(?![Tt])[^\\n]*"};
    const auto file =
        folder.write(std::regex_replace(InpFolder::unpacked(packed), quality, "$1 Quality None"));
    const auto tables = read_water_tables(file);
    Story story;
    if (!tables.pumps.empty()) {
        story.switchings = {{at(5000), 0, false}, {at(9000), 0, true}};
    }
    // The last pipe, since the first one may be all that comes from the source.
    const auto pipe =
        std::find_if(tables.pipes.rbegin(), tables.pipes.rend(),
                     [](const WaterTables::Link& link) { return link.kind == LinkKind::pipe; });
    story.commands = {command(CommandKind::close_pipe, "pipe", pipe->id, at(4000)),
                      command(CommandKind::open_pipe, "pipe", pipe->id, at(8000))};
    expect_same_continuation({.network = file,
                              .step = Duration::seconds(600),
                              .start_at = Duration::seconds(18000),
                              .end = at(18000)},
                             story, {at(3600), at(7200), at(10800)});
}

INSTANTIATE_TEST_SUITE_P(Networks, RealNetworkCheckpoint,
                         ::testing::Values("Anytown", "BWSN_Network_1", "Hanoi", "L-TOWN",
                                           "MICROPOLIS_v1", "Net1", "Net2", "Net3",
                                           "Richmond_standard", "ky2", "ky4"),
                         [](const auto& network) {
                             return std::regex_replace(network.param, std::regex{"[-_]"}, "");
                         });

} // namespace
} // namespace cityproof::water
