// SPDX-License-Identifier: Apache-2.0
// A grid and its consumers' supply in one instant group, run to the end and again from each of its
// checkpoints; the expected values are the uninterrupted run's, bit by bit.
#include "core/base/errors.hpp"
#include "core/base/log.hpp"
#include "models/energy/power_grid.hpp"
#include "models/energy/supply_points.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/models/checkpoint_support.hpp"
#include "tests/models/energy/grid_support.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::energy {
namespace {

using cityproof::testing::refusal;
using cityproof::testing::Script;
using contracts::Command;
using contracts::CommandKind;
using ::testing::HasSubstr;
using testing::read_file;
using testing::two_buses;

constexpr std::int64_t run_s = 3000;

/// What the consumers ask for, changing all the time, and what is switched.
struct Story {
    std::string grid_json;
    double peak_w = 1e6;

    struct Switching {
        std::int64_t second;
        CommandKind kind;
        const char* table;
        std::string target;
    };

    std::vector<Switching> switchings = {};
};

/// One consumer at each bus but the first, whose load is taken off when it has no supply.
struct Town {
    static constexpr std::int64_t rebase_s = 330; // not at each tick

    explicit Town(const Story& story)
        : grid{{.grid_json = story.grid_json,
                .file = "grid.json",
                .tick = Duration::seconds(60),
                .source_strength_va = 1e10,
                .end = end}},
          buses{grid.tables().bus_ids.size()},
          load{{"test/load", "W", "consumer", ""}, buses, Duration{}, 0},
          supply{{.wires = {consumers(buses)},
                  .bus_voltage = &grid.bus_voltage(),
                  .bus_energised = &grid.bus_energised(),
                  .threshold_pu = 0.85}},
          script{steps(story), {&load}} {
        contracts::LoadWire wire{.port = &load, .taps = {}, .supply = supply.port("consumer")};
        for (std::uint32_t bus = 1; bus < buses; ++bus) {
            wire.taps.push_back({.element = bus, .bus = bus, .gain_w = 1});
        }
        grid.connect({wire});
        const engine::InstantGroupId group = engine.add_group("instant group");
        engine.add_to_group(group, script, engine::Phase::inputs, 0);
        engine.add_to_group(group, grid, engine::Phase::domain_solve, 0);
        engine.add_to_group(group, supply, engine::Phase::domain_solve, 1);
    }

    static contracts::SupplyWire consumers(std::size_t buses) {
        contracts::SupplyWire wire{.table = "consumer", .ids = {}, .bus = {}};
        for (std::size_t i = 0; i < buses; ++i) {
            wire.ids.push_back("c" + std::to_string(i));
            wire.bus.push_back(static_cast<std::int32_t>(i));
        }
        return wire;
    }

    void publish_loads(double peak_w, SimTime now) {
        std::vector<double> loads(buses);
        for (std::size_t i = 0; i < buses; ++i) {
            const auto place = static_cast<double>(i);
            loads[i] = peak_w / static_cast<double>(buses - 1) *
                       (1 + std::sin(now.to_seconds() / 500 + place));
        }
        load.publish(now, loads);
    }

    std::vector<Script::Step> steps(const Story& story) {
        std::vector<Script::Step> list;
        for (std::int64_t second = 0; second <= run_s; second += 60) {
            list.push_back(
                {SimTime::at_seconds(second),
                 [this, peak_w = story.peak_w](SimTime now) { publish_loads(peak_w, now); }});
        }
        for (const Story::Switching& switching : story.switchings) {
            list.push_back({SimTime::at_seconds(switching.second), [this, switching](SimTime now) {
                                const Command command{now, switching.kind, switching.table,
                                                      switching.target, "test"};
                                if (grid.accepts(command)) {
                                    grid.receive(command, now);
                                } else {
                                    supply.receive(command, now);
                                }
                            }});
        }
        std::ranges::stable_sort(list, {}, &Script::Step::when);
        return list;
    }

    std::vector<const contracts::KeyFigureSource*> sources() const { return {&grid}; }

    SimTime end = SimTime::at_seconds(run_s);
    PowerGrid grid;
    std::size_t buses;
    engine::Port load;
    SupplyPoints supply;
    Script script;
    engine::Engine engine{{.rebase_every = Duration::seconds(rebase_s)}};
};

/// Three buses: source, line, line.
std::string three_buses() {
    return R"({"version": "1.0", "type": "input", "is_batch": false, "attributes": {}, "data": {
        "node": [{"id": 1, "u_rated": 10000}, {"id": 2, "u_rated": 10000},
                 {"id": 6, "u_rated": 10000}],
        "line": [{"id": 3, "from_node": 1, "to_node": 2, "from_status": 1, "to_status": 1,
                  "r1": 1, "x1": 2, "c1": 0, "tan1": 0, "i_n": 100},
                 {"id": 7, "from_node": 2, "to_node": 6, "from_status": 1, "to_status": 1,
                  "r1": 1, "x1": 2, "c1": 0, "tan1": 0, "i_n": 100}],
        "source": [{"id": 4, "node": 1, "status": 1, "u_ref": 1, "sk": 1e15}]}})";
}

TEST(GridCheckpoint, continues_bit_by_bit) {
    cityproof::testing::expect_same_continuations<Town>(Story{.grid_json = three_buses()});
}

TEST(GridCheckpoint, continues_with_a_line_out_of_service_and_islands) {
    cityproof::testing::expect_same_continuations<Town>(
        Story{.grid_json = three_buses(),
              .switchings = {{200, CommandKind::outage, "line", "line:7"},
                             {700, CommandKind::outage, "line", "line:3"},
                             {990, CommandKind::restore, "line", "line:3"},
                             {1500, CommandKind::restore, "line", "line:7"},
                             {1700, CommandKind::outage, "source", "source:4"},
                             {2100, CommandKind::restore, "source", "source:4"}}});
}

TEST(GridCheckpoint, continues_with_consumers_without_supply_by_command) {
    cityproof::testing::expect_same_continuations<Town>(
        Story{.grid_json = three_buses(),
              .switchings = {{300, CommandKind::supply_loss, "consumer", "c1"},
                             {2000, CommandKind::supply_restore, "consumer", "c1"},
                             {1320, CommandKind::supply_loss, "consumer", "c2"}}});
}

/// The load pulls the voltage below the threshold, goes, and tries again at the next tick.
TEST(GridCheckpoint, continues_while_consumers_starve_their_own_bus) {
    const Story story{.grid_json = three_buses(), .peak_w = 5e6};
    Town probe{story};
    probe.engine.run(SimTime::at_seconds(300), nullptr);
    EXPECT_EQ(probe.supply.port("consumer")->at(2, SimTime::at_seconds(300)), 0)
        << "or this test shows nothing";
    EXPECT_EQ(probe.supply.next_time(), SimTime::at_seconds(360)) << "it tries again";
    cityproof::testing::expect_same_continuations<Town>(story);
}

/// So much load that there is no solution: supply stays as it was.
TEST(GridCheckpoint, continues_without_a_solution) {
    const Story story{.grid_json = three_buses(), .peak_w = 60e6};
    Town probe{story};
    probe.engine.run(SimTime::at_seconds(600), nullptr);
    EXPECT_GT(testing::figure(probe.grid, "energy.unsolved_steps"), 0)
        << "or this test shows nothing";
    cityproof::testing::expect_same_continuations<Town>(story);
}

// Said once a run, so that a resumed run records what an uninterrupted one does.
TEST(GridCheckpoint, does_not_warn_again_of_what_the_run_before_it_warned_of) {
    const Story story{.grid_json = three_buses(), .peak_w = std::nan("")};
    std::vector<Log::Warning> warnings;
    const Log::Listener listener{[&](const Log::Warning& one) { warnings.push_back(one); }};
    Town saved{story};
    saved.engine.run(SimTime::at_seconds(30), nullptr);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].at, SimTime::zero());
    EXPECT_EQ(warnings[0].target, "bus/" + saved.grid.tables().bus_ids[1]); // the first with a load
    saved.grid.rebase(SimTime::at_seconds(30));
    Town resumed{story};
    EXPECT_EQ(refusal(saved.grid, resumed.grid, SimTime::at_seconds(30)), "");
    resumed.publish_loads(story.peak_w, SimTime::at_seconds(60));
    resumed.grid.act(SimTime::at_seconds(60));
    EXPECT_EQ(warnings.size(), 1U) << to_string(warnings.back());
}

class RealGridCheckpoint : public ::testing::TestWithParam<std::pair<const char*, double>> {};

TEST_P(RealGridCheckpoint, continues_bit_by_bit_through_an_outage) {
    CITYPROOF_REQUIRE_DATA(folder, std::string{"energy/"} + GetParam().first);
    Story story{.grid_json = read_file(folder / "pgm_input.json"), .peak_w = GetParam().second};
    const PowerGrid probe{{.grid_json = story.grid_json,
                           .file = "grid.json",
                           .tick = Duration::seconds(60),
                           .source_strength_va = 1e10,
                           .end = SimTime::zero()}};
    const std::vector<std::string>& lines = probe.tables().lines.ids;
    story.switchings = {{500, CommandKind::outage, "line", lines[lines.size() / 2]},
                        {1500, CommandKind::outage, "line", lines.front()},
                        {2000, CommandKind::restore, "line", lines.front()},
                        {2400, CommandKind::restore, "line", lines[lines.size() / 2]}};
    cityproof::testing::expect_same_continuations<Town>(story);
}

INSTANTIATE_TEST_SUITE_P(grids, RealGridCheckpoint,
                         ::testing::Values(std::pair{"case33bw", 0.5e6}, std::pair{"cigre_mv", 2e6},
                                           std::pair{"mv_oberrhein", 2e6}),
                         [](const auto& grid) { return std::string{grid.param.first}; });

TEST(GridCheckpoint, re_basing_twice_at_one_instant_is_re_basing_once_and_changes_no_result) {
    const Story story{.grid_json = three_buses()};
    Town never{story};
    Town often{story};
    never.engine.run(SimTime::at_seconds(320), nullptr);
    often.engine.run(SimTime::at_seconds(320), nullptr);
    often.grid.rebase(SimTime::at_seconds(330));
    often.grid.rebase(SimTime::at_seconds(330));
    never.grid.act(SimTime::at_seconds(360));
    often.grid.act(SimTime::at_seconds(360));
    EXPECT_EQ(cityproof::testing::outcome_of(often).figures,
              cityproof::testing::outcome_of(never).figures);
}

TEST(GridCheckpoint, of_another_grid_is_refused) {
    const SimTime start = SimTime::zero();
    Town saved{{.grid_json = three_buses()}};
    Town other{{.grid_json = two_buses()}};
    EXPECT_THAT(refusal(saved.grid, other.grid, start), HasSubstr("run.checkpoint"));
    EXPECT_THAT(refusal(saved.supply, other.supply, start), HasSubstr("other consumers"));
    Town same{{.grid_json = three_buses()}};
    EXPECT_EQ(refusal(saved.grid, same.grid, start), "") << "or this test shows nothing";
    EXPECT_EQ(refusal(saved.supply, same.supply, start), "");
}

TEST(GridCheckpoint, of_another_time_is_refused) {
    Town saved{{.grid_json = three_buses()}};
    Town other{{.grid_json = three_buses()}};
    EXPECT_THAT(refusal(saved.grid, other.grid, SimTime::at_seconds(1)), HasSubstr("another time"));
}

TEST(GridCheckpoint, with_switches_that_the_file_leaves_open_is_refused) {
    std::string open = three_buses();
    open.replace(open.find("\"to_status\": 1"), 14, "\"to_status\": 0");
    Town saved{{.grid_json = three_buses()}};
    Town other{{.grid_json = open}};
    EXPECT_THAT(refusal(saved.grid, other.grid, SimTime::zero()), HasSubstr("switch positions"));
}

} // namespace
} // namespace cityproof::energy
