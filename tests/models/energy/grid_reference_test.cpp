// SPDX-License-Identifier: Apache-2.0
// Reference results: pandapower 3.5.6, Newton-Raphson, pi model of transformers, loading by power
// (test data energy/*, SOURCE.md). pandapower's external grid is ideal, so the source strength is
// 1e15 VA here.
#include "core/base/log.hpp"
#include "models/contracts/ports.hpp"
#include "models/energy/power_grid.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <ctime>

#include "tests/models/energy/grid_support.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::energy {
namespace {

using namespace testing;
namespace names = contracts::ports;

PowerGrid::Config grid_of(const std::filesystem::path& folder, std::int64_t end_s) {
    return {.grid_json = read_file(folder / "pgm_input.json"),
            .file = "pgm_input.json",
            .tick = Duration::seconds(60),
            .source_strength_va = 1e15,
            .end = SimTime::at_seconds(end_s)};
}

/// The pandapower index that an asset such as "line:179" came from.
std::map<std::string, int> pandapower_index(const std::filesystem::path& folder,
                                            const std::vector<std::string>& ids) {
    const auto map = nlohmann::json::parse(read_file(folder / "pgm_id_map.json"));
    std::map<std::string, int> result;
    for (const std::string& id : ids) {
        result[id] = map.at(id.substr(id.find(':') + 1)).at("id_reference").at("index").get<int>();
    }
    return result;
}

class GridReference : public ::testing::TestWithParam<const char*> {};

TEST_P(GridReference, agrees_with_pandapower) {
    CITYPROOF_REQUIRE_DATA(folder, std::string{"energy/"} + GetParam());
    PowerGrid grid{grid_of(folder, 60)};
    step(grid, SimTime::zero());
    const GridTables& tables = grid.tables();

    const Reference buses = read_reference(folder / "ref_bus_trafo_pi.csv");
    const auto bus_index = pandapower_index(folder, tables.bus_ids);
    ASSERT_EQ(tables.bus_ids.size(), buses.size());
    for (std::size_t i = 0; i < tables.bus_ids.size(); ++i) {
        EXPECT_NEAR(grid.bus_voltage().at(i, SimTime::zero()),
                    buses.at(bus_index.at(tables.bus_ids[i])).at("vm_pu"), 1e-6);
    }
    const Reference lines = read_reference(folder / "ref_line_trafo_pi.csv");
    const auto line_index = pandapower_index(folder, tables.lines.ids);
    ASSERT_EQ(tables.lines.ids.size(), lines.size());
    for (std::size_t i = 0; i < tables.lines.ids.size(); ++i) {
        const auto& line = lines.at(line_index.at(tables.lines.ids[i]));
        EXPECT_NEAR(port(grid, names::line_loading).at(i, SimTime::zero()),
                    line.at("loading_percent") / 100, 1e-6);
        EXPECT_NEAR(port(grid, names::line_loss).at(i, SimTime::zero()), line.at("pl_mw") * 1e6,
                    0.1);
    }
    if (!std::filesystem::exists(folder / "ref_trafo_trafo_pi.csv")) {
        return;
    }
    const Reference transformers = read_reference(folder / "ref_trafo_trafo_pi.csv");
    const auto transformer_index = pandapower_index(folder, tables.transformers.ids);
    ASSERT_EQ(tables.transformers.ids.size(), transformers.size());
    for (std::size_t i = 0; i < tables.transformers.ids.size(); ++i) {
        const auto& transformer = transformers.at(transformer_index.at(tables.transformers.ids[i]));
        EXPECT_NEAR(port(grid, names::transformer_loading).at(i, SimTime::zero()),
                    transformer.at("loading_percent") / 100, 1e-6);
    }
}

INSTANTIATE_TEST_SUITE_P(networks, GridReference,
                         ::testing::Values("mv_oberrhein", "cigre_mv", "case33bw",
                                           "simbench_1-mv-urban-0-sw",
                                           "simbench_1-lv-rural1-0-sw"));

TEST(MvOberrhein, an_outage_of_line_62_leaves_44_buses_dead_for_440_bus_minutes) {
    // Three independent couplings with pandapower agree on 440 bus-minutes (test data,
    // baseline/README.md): line 62 out from 1800 s to 2400 s, sampled at each minute's end.
    CITYPROOF_REQUIRE_DATA(folder, "energy/mv_oberrhein");
    PowerGrid grid{grid_of(folder, 3600)};
    std::string line_62;
    for (const auto& [id, index] : pandapower_index(folder, grid.tables().lines.ids)) {
        if (index == 62) {
            line_62 = id;
        }
    }
    run_until(grid, SimTime::at_seconds(1799));
    grid.receive({{}, contracts::CommandKind::outage, "line", line_62, "fault"},
                 SimTime::at_seconds(1800));
    run_until(grid, SimTime::at_seconds(2399));
    grid.receive({{}, contracts::CommandKind::restore, "line", line_62, "repair"},
                 SimTime::at_seconds(2400));
    run_until(grid, SimTime::at_seconds(3600));
    EXPECT_EQ(figure(grid, "energy.unserved"), 440);
    EXPECT_EQ(figure(grid, "energy.unsolved_steps"), 0);
    EXPECT_EQ(grid.solve_count(), 3U);
}

TEST(MvOberrhein, energy_balances_over_sources_loads_and_losses) {
    CITYPROOF_REQUIRE_DATA(folder, "energy/mv_oberrhein");
    PowerGrid grid{grid_of(folder, 3600)};
    run_until(grid, SimTime::at_seconds(3600));
    // The generators of this network are scaled to 0, and it has no shunts.
    EXPECT_NEAR(figure(grid, "energy.supplied"),
                figure(grid, "energy.peak_load") + figure(grid, "energy.loss") +
                    figure(grid, "energy.transformer_loss"),
                1e-6);
    // Sum of pl_mw over ref_line_trafo_pi.csv and ref_trafo_trafo_pi.csv.
    double lines_mw = 0;
    for (const auto& [index, line] : read_reference(folder / "ref_line_trafo_pi.csv")) {
        lines_mw += line.at("pl_mw");
    }
    double transformers_mw = 0;
    for (const auto& [index, transformer] : read_reference(folder / "ref_trafo_trafo_pi.csv")) {
        transformers_mw += transformer.at("pl_mw");
    }
    EXPECT_NEAR(figure(grid, "energy.loss"), lines_mw, 1e-6);
    EXPECT_NEAR(figure(grid, "energy.transformer_loss"), transformers_mw, 1e-6);
}

TEST(MvOberrhein, sixty_times_the_load_has_no_solution_and_says_so) {
    // Loads of 37 MW (61.86 MW scaled by 0.6) times 60 on two transformers of 25 MVA.
    CITYPROOF_REQUIRE_DATA(folder, "energy/mv_oberrhein");
    auto document = nlohmann::json::parse(read_file(folder / "pgm_input.json"));
    for (auto& load : document["data"]["sym_load"]) {
        load["p_specified"] = load["p_specified"].get<double>() * 60;
        load["q_specified"] = load["q_specified"].get<double>() * 60;
    }
    auto config = grid_of(folder, 120);
    config.grid_json = document.dump();
    std::vector<Log::Warning> warnings;
    const Log::Listener listener{[&](const Log::Warning& one) { warnings.push_back(one); }};
    PowerGrid grid{std::move(config)};
    run_until(grid, SimTime::at_seconds(120));
    ASSERT_EQ(warnings.size(), 1U) << "when it begins";
    EXPECT_EQ(warnings[0].at, SimTime::zero());
    EXPECT_EQ(figure(grid, "energy.unsolved_steps"), 3); // 0, 60 and 120 s
    EXPECT_TRUE(std::isnan(grid.bus_voltage().at(0, SimTime::at_seconds(120))));
    EXPECT_EQ(grid.bus_energised().at(0, SimTime::at_seconds(120)), 1);
}

TEST(MvOberrhein, connectivity_without_power_flow_agrees_with_the_core) {
    // Every line out in turn: the core's own answer is the reference.
    CITYPROOF_REQUIRE_DATA(folder, "energy/mv_oberrhein");
    const GridDocument document =
        read_grid_document(read_file(folder / "pgm_input.json"), "pgm_input.json");
    GridSwitches switches{document};
    const Connectivity connectivity{document};
    PowerFlow flow{document, 1e15, {}};
    std::size_t with_dead_buses = 0;
    for (std::size_t line = 0; line < document.table("line").size; ++line) {
        switches.set_outage("line", line, true);
        flow.set_positions(switches.positions());
        ASSERT_FALSE(flow.solve()) << line;
        const auto live = connectivity.energised(switches.positions());
        EXPECT_EQ(live, flow.result().energised) << line;
        with_dead_buses += std::ranges::count(live, 0) > 0 ? 1U : 0U;
        switches.set_outage("line", line, false);
    }
    EXPECT_GT(with_dead_buses, 100U); // rings are open, so most lines feed someone alone
}

TEST(MvOberrhein, cpu_time_of_a_solve_is_reported) {
    CITYPROOF_REQUIRE_DATA(folder, "energy/mv_oberrhein");
    engine::Port load{{"test/load", "W", "thing", ""}, 1, Duration{}, 0};
    PowerGrid grid{grid_of(folder, 60 * 500)};
    grid.connect({{.port = &load, .taps = {{.element = 0, .bus = 3, .gain_w = 1}}}});
    const std::clock_t start = std::clock();
    for (int minute = 0; minute <= 500; ++minute) {
        const SimTime now = SimTime::at_seconds(60 * minute);
        load.publish(now, std::vector{1000.0 * minute});
        load.commit();
        step(grid, now);
    }
    const double ms = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / 501;
    RecordProperty("cpu_ms_per_solve", std::to_string(ms));
    std::cout << "mv_oberrhein: " << ms << " ms CPU per act with a solve\n";
    EXPECT_EQ(grid.solve_count(), 501U);
    EXPECT_LT(ms, 50); // a day at one minute must stay far below a minute of CPU
}

} // namespace
} // namespace cityproof::energy
