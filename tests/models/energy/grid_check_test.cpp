// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_check.hpp"
#include "models/energy/power_grid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

#include "tests/models/energy/grid_support.hpp"

namespace cityproof::energy {
namespace {

using nlohmann::json;
using ::testing::AllOf;
using ::testing::HasSubstr;

/// 110/20 kV: a source, a transformer with a tap changer and a line.
json network() {
    return json::parse(
        R"({"version": "1.0", "type": "input", "is_batch": false, "attributes": {}, "data": {
        "node": [{"id": 1, "u_rated": 110000}, {"id": 2, "u_rated": 20000}, {"id": 3, "u_rated": 20000}],
        "line": [{"id": 4, "from_node": 2, "to_node": 3, "from_status": 1, "to_status": 1,
                  "r1": 0.1, "x1": 0.2, "c1": 1e-8, "tan1": 0, "i_n": 300}],
        "link": [],
        "generic_branch": [],
        "transformer": [{"id": 5, "from_node": 1, "to_node": 2, "from_status": 1, "to_status": 1,
            "u1": 110000, "u2": 21000, "sn": 25e6, "uk": 0.112, "pk": 70500, "i0": 0.00116, "p0": 29000,
            "winding_from": 2, "winding_to": 1, "clock": 5, "tap_side": 0, "tap_pos": -2, "tap_min": -9, "tap_max": 9,
            "tap_nom": 0, "tap_size": 1650}],
        "source": [{"id": 6, "node": 1, "status": 1, "u_ref": 1, "sk": 1e9}],
        "sym_load": [{"id": 7, "node": 3, "status": 1, "type": 0, "p_specified": 1e6, "q_specified": 1e5}]}})");
}

/// Everything wrong with the network, one problem a line; "" when nothing is.
std::string problems_of(const json& grid, std::optional<double> strength_va = {}) {
    const GridDocument document = read_grid_document(grid.dump(), "grid.json");
    Problems problems;
    check_grid(document, problems);
    check_source_strength(document, strength_va, problems);
    std::string text;
    for (const Problem& problem : problems.list()) {
        text += to_string(problem) + "\n";
    }
    return text;
}

/// The network with one attribute of one component set to another value.
std::string with(const char* component, const char* attribute, const json& value) {
    json grid = network();
    grid["data"][component][0][attribute] = value;
    return problems_of(grid);
}

TEST(GridCheck, a_sound_network_has_no_problem_and_a_solution) {
    EXPECT_EQ(problems_of(network()), "");
    PowerGrid grid{{.grid_json = network().dump(),
                    .file = "grid.json",
                    .tick = Duration::seconds(60),
                    .source_strength_va = {},
                    .end = SimTime::at_seconds(60)}};
    testing::run_until(grid, SimTime::at_seconds(60));
    EXPECT_EQ(testing::figure(grid, "energy.unsolved_steps"), 0);
    // 2 taps of 1.5 % below nominal on the 110 kV side and a 21 kV winding: about 1.05 / 0.97 less
    // the drop.
    EXPECT_NEAR(grid.bus_voltage().at(1, SimTime::zero()), 21.0 / 20 / 0.97, 0.01);
}

TEST(GridCheck, a_line_needs_an_impedance) {
    json grid = network();
    grid["data"]["line"][0]["r1"] = 0;
    EXPECT_EQ(problems_of(grid), "");
    grid["data"]["line"][0]["x1"] = 0;
    EXPECT_THAT(problems_of(grid), AllOf(HasSubstr("grid.json: data.line[0].r1 (id 4)"),
                                         HasSubstr("both 0"), HasSubstr("use a link")));
}

TEST(GridCheck, a_line_joins_equal_voltages) {
    EXPECT_THAT(with("line", "from_node", 1),
                AllOf(HasSubstr("data.line[0].to_node (id 4)"), HasSubstr("110000 V and 20000 V"),
                      HasSubstr("u_rated")));
}

TEST(GridCheck, a_link_joins_equal_voltages) {
    json grid = network();
    grid["data"]["link"].push_back(
        {{"id", 9}, {"from_node", 1}, {"to_node", 2}, {"from_status", 1}, {"to_status", 1}});
    EXPECT_THAT(problems_of(grid),
                AllOf(HasSubstr("data.link[0].to_node (id 9)"), HasSubstr("rated")));
}

TEST(GridCheck, a_branch_has_two_different_ends) {
    EXPECT_THAT(with("line", "from_node", 3), HasSubstr("both ends are at node 3"));
    EXPECT_THAT(with("transformer", "to_node", 1), HasSubstr("both ends are at node 1"));
}

TEST(GridCheck, a_transformer_fits_its_nodes) {
    json grid = network();
    std::swap(grid["data"]["transformer"][0]["from_node"],
              grid["data"]["transformer"][0]["to_node"]);
    EXPECT_THAT(problems_of(grid), AllOf(HasSubstr("data.transformer[0].u1 (id 5)"),
                                         HasSubstr("data.transformer[0].u2 (id 5)"),
                                         HasSubstr("turn the transformer")));
    EXPECT_THAT(with("transformer", "u2", 400),
                HasSubstr("400 V does not fit to_node, rated 20000 V"));
}

TEST(GridCheck, a_transformers_losses_stay_below_its_impedance_and_current) {
    EXPECT_THAT(with("transformer", "pk", 3e6),
                AllOf(HasSubstr("transformer[0].pk"), HasSubstr("2800000 W")));
    EXPECT_THAT(with("transformer", "p0", 30000),
                AllOf(HasSubstr("transformer[0].p0"), HasSubstr("29000 W")));
}

TEST(GridCheck, a_tap_is_one_that_the_tap_changer_has) {
    EXPECT_THAT(with("transformer", "tap_pos", 12),
                AllOf(HasSubstr("tap 12"), HasSubstr("from -9 to 9")));
}

TEST(GridCheck, a_clock_fits_the_windings) {
    EXPECT_THAT(with("transformer", "clock", 6), HasSubstr("clock 6 is not possible"));
    EXPECT_THAT(with("transformer", "winding_from", 1), HasSubstr("clock 5 is not possible"));
}

TEST(GridCheck, a_generic_branch_needs_an_impedance) {
    json grid = network();
    grid["data"]["generic_branch"].push_back({{"id", 9},
                                              {"from_node", 2},
                                              {"to_node", 3},
                                              {"from_status", 1},
                                              {"to_status", 1},
                                              {"r1", 0},
                                              {"x1", 0},
                                              {"g1", 0},
                                              {"b1", 0}});
    EXPECT_THAT(problems_of(grid), HasSubstr("data.generic_branch[0].r1 (id 9)"));
}

TEST(GridCheck, a_network_has_nodes_and_a_source_in_service) {
    EXPECT_THAT(with("source", "status", 0), HasSubstr("no source is in service"));
    json grid = network();
    grid["data"].erase("source");
    EXPECT_THAT(problems_of(grid), HasSubstr("data.source: no source is in service"));
    grid["data"] = json::object();
    EXPECT_THAT(problems_of(grid), HasSubstr("the network has no node"));
}

TEST(GridCheck, a_source_needs_a_strength_from_the_file_or_the_scenario) {
    json grid = network();
    grid["data"]["source"][0].erase("sk");
    EXPECT_THAT(problems_of(grid), AllOf(HasSubstr("data.source[0].sk (id 6)"), HasSubstr("1e15"),
                                         HasSubstr("scenario")));
    EXPECT_EQ(problems_of(grid, 1e9), "");
    EXPECT_THAT(problems_of(grid, -1.0), HasSubstr("not possible"));
}

TEST(GridCheck, the_model_refuses_what_the_check_finds) {
    json grid = network();
    grid["data"]["source"][0].erase("sk");
    grid["data"]["line"][0]["from_node"] = 1;
    const PowerGrid::Config config{.grid_json = grid.dump(),
                                   .file = "grid.json",
                                   .tick = Duration::seconds(60),
                                   .source_strength_va = {},
                                   .end = SimTime::at_seconds(60)};
    try {
        const PowerGrid model{config};
        FAIL() << "accepted";
    } catch (const ProblemsError& error) {
        EXPECT_EQ(error.problems().size(), 2U);
    }
}

} // namespace
} // namespace cityproof::energy
