// SPDX-License-Identifier: Apache-2.0
// Parts that no source reaches. EPANET by itself (tried with the library's own Python bindings on
// this network, pipe P2 closed): demand-driven it draws 8.0 of 5 L/s through P1 and reports 3 L/s
// delivered at B at -3.2e6 m; with an emitter at C it lets 3 L/s flow in from there;
// pressure-driven it reports 0 m and no warning.
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string>

#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water {
namespace {

using contracts::CommandKind;

constexpr const char* network = R"([JUNCTIONS]
A 0 5
B 0 0
C 0 0
[RESERVOIRS]
R 50
[PIPES]
P1 R A 1000 300 130 0 Open
P2 A B 500 200 130 0 Open
P3 B C 500 200 130 0 Open
[DEMANDS]
A 5
B 1 ;household
B 1.5 day ;industry
C 0.25 day
[PATTERNS]
1 1.2
day 0.5 2.0
[TIMES]
Pattern Timestep 0:05
[OPTIONS]
Units LPS
Headloss H-W
Accuracy 1e-7
Demand Multiplier 2
)";

/// Demands in L/s by the file: multiplier 2; A and the household, which name no pattern, follow
/// pattern 1 = 1.2, since that is the default pattern even where [OPTIONS] does not name it; the
/// others "day", 0.5 and 2.0 in turns of 5 min.
constexpr double demand_a = 2 * 5 * 1.2;
constexpr double demand_b_first = 2 * (1 * 1.2 + 1.5 * 0.5);
constexpr double demand_b_second = 2 * (1 * 1.2 + 1.5 * 2.0);
constexpr double demand_c_first = 2 * 0.25 * 0.5;
constexpr double demand_c_second = 2 * 0.25 * 2.0;
constexpr double litres = 1000;

struct Analysis {
    const char* name;
    bool pressure_driven;
    const char* emitters;
};

void PrintTo(const Analysis& analysis, std::ostream* out) {
    *out << analysis.name;
}

class DryPart : public ::testing::TestWithParam<Analysis> {
  protected:
    WaterNetwork::Config config() const {
        WaterNetwork::Config config;
        config.network = folder_.write(std::string{network} + GetParam().emitters + "[END]\n");
        config.end = at(600);
        if (GetParam().pressure_driven) {
            config.pressure_driven =
                PressureDriven{.minimum_pressure_m = 0, .required_pressure_m = 15};
        }
        return config;
    }

    InpFolder folder_;
};

TEST_P(DryPart, has_no_pressure_no_delivery_and_draws_nothing) {
    WaterNetwork model{config()};
    model.receive(command(CommandKind::close_pipe, "pipe", "P2", at(0)), at(0));
    int acts = 0;
    run(model, at(600), [&](SimTime now) {
        ++acts;
        EXPECT_TRUE(std::isnan(pressure(model, "B", now))) << to_string(now);
        EXPECT_TRUE(std::isnan(pressure(model, "C", now))) << to_string(now);
    });
    EXPECT_EQ(acts, 11); // each minute from 0 to 10
    EXPECT_NEAR(pipe_flow(model, "P1", at(600)) * litres, demand_a, 1e-3);
    EXPECT_EQ(pipe_flow(model, "P3", at(600)), 0.0);
    EXPECT_GT(pressure(model, "A", at(600)), 40.0);
    // Two pattern periods of 300 s.
    const double withheld_m3 =
        300 * (demand_b_first + demand_b_second + demand_c_first + demand_c_second) / litres;
    EXPECT_NEAR(figure(model, "water.unserved"), withheld_m3, 1e-9);
    EXPECT_NEAR(figure(model, "water.delivered"), 600 * demand_a / litres, 1e-4);
    EXPECT_NEAR(figure(model, "water.pressure_min"), pressure(model, "A", at(600)), 1e-3);
}

TEST_P(DryPart, asks_for_all_demand_categories_with_their_patterns) {
    WaterNetwork model{config()};
    model.receive(command(CommandKind::close_pipe, "pipe", "P2", at(0)), at(0));
    run(model, at(0));
    EXPECT_NEAR(deficit(model, "B", at(0)) * litres, demand_b_first, 1e-9);
    EXPECT_NEAR(deficit(model, "C", at(0)) * litres, demand_c_first, 1e-9);
    EXPECT_EQ(deficit(model, "A", at(0)), 0.0);
    run(model, at(300));
    EXPECT_NEAR(deficit(model, "B", at(300)) * litres, demand_b_second, 1e-9);
    EXPECT_NEAR(deficit(model, "C", at(300)) * litres, demand_c_second, 1e-9);
}

TEST_P(DryPart, is_as_before_once_water_is_back) {
    WaterNetwork undisturbed{config()};
    WaterNetwork model{config()};
    model.receive(command(CommandKind::close_pipe, "pipe", "P2", at(60)), at(0));
    model.receive(command(CommandKind::open_pipe, "pipe", "P2", at(180)), at(0));
    run(undisturbed, at(600));
    run(model, at(120));
    EXPECT_TRUE(std::isnan(pressure(model, "C", at(120))));
    run(model, at(600));
    for (const char* node : {"A", "B", "C"}) {
        EXPECT_NEAR(pressure(model, node, at(600)), pressure(undisturbed, node, at(600)), 1e-5)
            << node;
        EXPECT_EQ(deficit(model, node, at(600)), deficit(undisturbed, node, at(600))) << node;
    }
    for (const char* pipe : {"P1", "P2", "P3"}) {
        EXPECT_NEAR(pipe_flow(model, pipe, at(600)), pipe_flow(undisturbed, pipe, at(600)), 1e-8)
            << pipe;
    }
    EXPECT_NEAR(figure(model, "water.unserved"), 120 * (demand_b_first + demand_c_first) / litres,
                1e-9);
}

INSTANTIATE_TEST_SUITE_P(
    Analyses, DryPart,
    ::testing::Values(Analysis{"demand_driven", false, ""},
                      Analysis{"demand_driven_with_emitter", false, "[EMITTERS]\nC 0.5\n"},
                      Analysis{"pressure_driven", true, ""},
                      Analysis{"pressure_driven_with_emitter", true, "[EMITTERS]\nC 0.5\n"}),
    [](const auto& instance) { return std::string{instance.param.name}; });

class Reach : public ::testing::Test {
  protected:
    InpFolder folder_;
};

/// A district of meshed streets behind one pipe, "FEED". Once that is closed, EPANET 2.3.5 by
/// itself ends with error 110, with and without demands (tried with the library's own Python
/// bindings, with lengths and diameters drawn at random: from 12 x 12 junctions on always).
std::string district(int side) {
    const auto name = [](int row, int column) { return fmt::format("N{}_{}", row, column); };
    std::string junctions = "[JUNCTIONS]\n";
    std::string pipes = "[PIPES]\nFEED R N0_0 100 300 130 0 Open\n";
    const auto add_pipe = [&](const std::string& from, const std::string& to, int number) {
        constexpr std::array lengths_m{1, 10, 1000};
        constexpr std::array diameters_mm{50, 600, 100, 600, 50};
        pipes += fmt::format("{}-{} {} {} {} {} 130 0 Open\n", from, to, from, to,
                             lengths_m.at(static_cast<std::size_t>(number % 3)),
                             diameters_mm.at(static_cast<std::size_t>(number % 5)));
    };
    int number = 0;
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            junctions += name(row, column) + " 0 0.1\n";
            if (column > 0) {
                add_pipe(name(row, column - 1), name(row, column), ++number);
            }
            if (row > 0) {
                add_pipe(name(row - 1, column), name(row, column), ++number);
            }
        }
    }
    return junctions + "[RESERVOIRS]\nR 50\n" + pipes +
           "[OPTIONS]\nUnits LPS\nHeadloss H-W\nAccuracy 1e-6\n[END]\n";
}

TEST_F(Reach, a_meshed_district_that_is_cut_off_ends_no_run) {
    constexpr int side = 12;
    const auto file = folder_.write(district(side));
    WaterNetwork undisturbed{{.network = file, .end = at(600)}};
    WaterNetwork model{{.network = file, .end = at(600)}};
    model.receive(command(CommandKind::close_pipe, "pipe", "FEED", at(60)), at(0));
    model.receive(command(CommandKind::open_pipe, "pipe", "FEED", at(360)), at(0));
    run(undisturbed, at(600));
    run(model, at(300));
    EXPECT_TRUE(std::isnan(pressure(model, "N0_0", at(300))));
    EXPECT_TRUE(std::isnan(pressure(model, "N11_11", at(300))));
    EXPECT_EQ(pipe_flow(model, "N5_5-N5_6", at(300)), 0.0);
    run(model, at(600));
    for (const char* node : {"N0_0", "N5_6", "N11_11"}) {
        EXPECT_NEAR(pressure(model, node, at(600)), pressure(undisturbed, node, at(600)), 1e-3)
            << node;
    }
    constexpr double demand = side * side * 0.1 / litres;
    EXPECT_NEAR(figure(model, "water.unserved"), 300 * demand, 1e-9);
}

TEST_F(Reach, a_part_behind_a_pump_without_supply_is_dry) {
    const auto file = folder_.write(
        "[JUNCTIONS]\nA 0 1\nB 0 2\n[RESERVOIRS]\nR 30\n[PIPES]\nP R A 10 300 130 0 Open\n"
        "[PUMPS]\nPU A B HEAD 1\n[CURVES]\n1 5 20\n[OPTIONS]\nUnits LPS\nHeadloss H-W\n[END]\n");
    PumpSupply supply{1};
    WaterNetwork model{{.network = file, .end = at(120)}};
    model.set_pump_supply(supply.port());
    run(model, at(0));
    EXPECT_GT(pressure(model, "B", at(0)), 40.0);
    supply.set(at(60), 0, false);
    run(model, at(60));
    EXPECT_TRUE(std::isnan(pressure(model, "B", at(60))));
    EXPECT_NEAR(deficit(model, "B", at(60)), 0.002, 1e-12);
    EXPECT_GT(pressure(model, "A", at(60)), 29.0);
    EXPECT_NEAR(pipe_flow(model, "P", at(60)), 0.001, 1e-6);
}

TEST_F(Reach, an_empty_tank_is_no_source) {
    // The tank holds 0.1 m above its minimum on 1 m2 (diameter 1.12838 m): 100 L, gone after 100 s
    // at 1 L/s.
    const auto file =
        folder_.write("[JUNCTIONS]\nJ 0 1\n[TANKS]\nT 40 1.1 1.0 5 1.1283792 0\n[PIPES]\n"
                      "P T J 10 300 130 0 Open\n[OPTIONS]\nUnits LPS\nHeadloss H-W\n[END]\n");
    WaterNetwork model{{.network = file, .end = at(300)}};
    run(model, at(60));
    EXPECT_NEAR(pressure(model, "J", at(60)), 41.04, 1e-3);
    run(model, at(300));
    EXPECT_TRUE(std::isnan(pressure(model, "J", at(300))));
    EXPECT_NEAR(tank_level(model, 0, at(300)), 1.0, 2e-3);
    EXPECT_NEAR(figure(model, "water.delivered"), 0.1, 2e-3);
    EXPECT_NEAR(figure(model, "water.unserved"), 0.2, 2e-3);
}

TEST_F(Reach, a_pipe_that_a_full_tank_shuts_is_still_a_way_out_of_it) {
    // The tank is full and stands higher than anything draws from it: its inlet is closed by
    // EPANET, not by anybody.
    const auto file = folder_.write(
        "[JUNCTIONS]\nJ 0 1\n[RESERVOIRS]\nR 60\n[TANKS]\nT 40 5 0 5 10 0\n[PIPES]\n"
        "P R J 10 300 130 0 Open\nQ J T 10 300 130 0 Open\n[OPTIONS]\nUnits LPS\nHeadloss "
        "H-W\n[END]\n");
    WaterNetwork model{{.network = file, .end = at(300)}};
    run(model, at(60));
    EXPECT_NEAR(pipe_flow(model, "Q", at(60)), 0.0, 1e-9);
    EXPECT_NEAR(tank_level(model, 0, at(60)), 5.0, 1e-6);
    model.receive(command(CommandKind::close_pipe, "pipe", "P", at(120)), at(60));
    run(model, at(120));
    EXPECT_NEAR(pressure(model, "J", at(120)), 45.0, 0.01);
    EXPECT_NEAR(pipe_flow(model, "Q", at(120)), -0.001, 1e-6);
}

TEST_F(Reach, a_search_follows_directions_and_stops_at_empty_tanks) {
    // 0 -> 1 -> 2 -> 3, the last pipe against its direction; 4 hangs behind node 1, which blocks in
    // the second search.
    SupplyReach reach{5, {{0, 1}, {1, 2}, {3, 2}, {1, 4}}};
    const std::vector<Passage> open{Passage::both, Passage::forward, Passage::forward,
                                    Passage::both};
    const std::vector<char> source{1, 0, 0, 0, 0};
    const std::vector<char> nothing(5, 0);
    EXPECT_EQ(reach.search(open, source, nothing), (std::vector<char>{1, 1, 1, 0, 1}));
    const std::vector<char> blocks{0, 1, 0, 0, 0};
    EXPECT_EQ(reach.search(open, source, blocks), (std::vector<char>{1, 1, 0, 0, 0}));
}

} // namespace
} // namespace cityproof::water
