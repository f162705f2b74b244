// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "models/energy/grid_document.hpp"
#include "models/energy/grid_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/models/energy/grid_support.hpp"

namespace cityproof::energy {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::two_buses;

/// Everything that is wrong with `json`, one problem a line; "" when nothing is.
std::string problems_of(const std::string& json) {
    try {
        read_grid_tables(json, "grid.json");
        return "";
    } catch (const InputError& error) {
        return error.what();
    } catch (const ProblemsError& error) {
        return error.what();
    }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return place == std::string::npos ? text : text.replace(place, from.size(), to);
}

TEST(GridDocument, reads_rows_given_as_lists) {
    const GridTables tables = read_grid_tables(
        R"({"version": "1.0", "type": "input", "is_batch": false,
            "attributes": {"node": ["u_rated", "id"]},
            "data": {"node": [[10000, 7], [400, 9]], "source": [{"id": 1, "node": 7, "status": 1, "u_ref": 1}]}})",
        "grid.json");
    EXPECT_THAT(tables.bus_ids, ElementsAre("bus:7", "bus:9"));
    EXPECT_THAT(tables.bus_rated_v, ElementsAre(10000, 400));
    EXPECT_THAT(tables.source_bus, ElementsAre(0));
    EXPECT_EQ(tables.find_bus("bus:9"), 1U);
    EXPECT_EQ(tables.find_bus("bus:1"), std::nullopt);
}

TEST(GridDocument, gives_assets_the_names_of_the_cityproof_object) {
    const std::string named = replaced(
        two_buses(), "\"data\"",
        R"("cityproof": {"frequency_hz": 60, "ids": {"1": "bus:29", "3": "line:62"}}, "data")");
    const GridTables tables = read_grid_tables(named, "grid.json");
    EXPECT_THAT(tables.bus_ids, ElementsAre("bus:29", "bus:2"));
    EXPECT_THAT(tables.lines.ids, ElementsAre("line:62"));
    EXPECT_THAT(tables.lines.from_bus, ElementsAre(0));
    EXPECT_THAT(tables.lines.to_bus, ElementsAre(1));
    EXPECT_EQ(read_grid_document(named, "grid.json").frequency_hz, 60);
    EXPECT_EQ(read_grid_document(two_buses(), "grid.json").frequency_hz, 50);
}

TEST(GridDocument, lists_generic_branches_after_the_transformers) {
    const GridTables tables = read_grid_tables(
        two_buses(
            R"(, "generic_branch": [{"id": 9, "from_node": 2, "to_node": 1, "from_status": 1, "to_status": 1,
                        "r1": 1, "x1": 1, "g1": 0, "b1": 0}],
                     "transformer": [{"id": 8, "from_node": 1, "to_node": 2, "from_status": 1, "to_status": 1,
                        "u1": 10000, "u2": 10000, "sn": 1e6, "uk": 0.05, "pk": 1000, "i0": 0.01, "p0": 100,
                        "winding_from": 1, "winding_to": 1, "clock": 0, "tap_side": 0, "tap_min": -1, "tap_max": 1,
                        "tap_size": 100}])"),
        "grid.json");
    EXPECT_THAT(tables.transformers.ids, ElementsAre("transformer:8", "transformer:9"));
    EXPECT_THAT(tables.transformers.from_bus, ElementsAre(0, 1));
}

TEST(GridDocument, names_the_line_of_broken_json) {
    EXPECT_THAT(problems_of("{\n  \"type\": \"input\",\n  \"data\": {,}\n}"),
                HasSubstr("grid.json:3"));
}

TEST(GridDocument, refuses_every_truncation_of_a_good_file) {
    const std::string good = two_buses();
    ASSERT_EQ(problems_of(good), "");
    for (std::size_t length = 0; length < good.size(); ++length) {
        EXPECT_NE(problems_of(good.substr(0, length)), "") << length;
    }
}

TEST(GridDocument, refuses_what_is_no_grid_file) {
    EXPECT_THAT(problems_of("[]"), HasSubstr("not a JSON object"));
    EXPECT_THAT(problems_of("3"), HasSubstr("not a JSON object"));
    EXPECT_THAT(problems_of("{}"), HasSubstr("no power-grid-model input"));
    EXPECT_THAT(problems_of(R"({"type": "update", "data": {}})"),
                HasSubstr("no power-grid-model input"));
    EXPECT_THAT(problems_of(R"({"type": 7, "data": {}})"), HasSubstr("no power-grid-model input"));
    EXPECT_THAT(problems_of(R"({"type": "input", "data": []})"), HasSubstr("data"));
    EXPECT_THAT(problems_of(R"({"type": "input", "version": "9.0", "data": {}})"),
                HasSubstr("\"9.0\" is not known"));
    EXPECT_THAT(problems_of(R"({"type": "input", "is_batch": true, "data": {}})"),
                HasSubstr("batch"));
    EXPECT_THAT(problems_of(R"({"type": "input", "data": {"node": {}}})"),
                HasSubstr("data.node: is no list"));
    EXPECT_THAT(problems_of(R"({"type": "input", "data": {"node": [3]}})"),
                HasSubstr("data.node[0]: 3 is no component"));
    EXPECT_THAT(problems_of(R"({"type": "input", "attributes": 3, "data": {"node": [[1, 2]]}})"),
                HasSubstr("missing"));
    EXPECT_THAT(
        problems_of(R"({"type": "input", "attributes": {"node": 3}, "data": {"node": [[1, 2]]}})"),
        HasSubstr("attributes.node: is no list"));
    EXPECT_THAT(problems_of(std::string("{\"type\": \"input\xff\"}")), HasSubstr("not valid JSON"));
    EXPECT_THAT(problems_of(std::string("\0\0\0", 3)), HasSubstr("not valid JSON"));
}

TEST(GridDocument, refuses_deep_nesting_and_equal_keys) {
    EXPECT_THAT(problems_of(std::string(5'000'000, '[')), HasSubstr("nested too deeply"));
    EXPECT_THAT(problems_of(replaced(two_buses(), "\"r1\": 1", "\"r1\": 1, \"r1\": 5")),
                AllOf(HasSubstr("r1"), HasSubstr("twice")));
    EXPECT_THAT(problems_of(replaced(two_buses(), "\"data\"", "\"type\": \"input\", \"data\"")),
                HasSubstr("twice"));
}

TEST(GridDocument, refuses_values_that_are_no_numbers_of_their_kind) {
    const auto with = [](const char* from, const char* to) {
        return problems_of(replaced(two_buses(), from, to));
    };
    EXPECT_THAT(with("\"r1\": 1", "\"r1\": \"1\""),
                HasSubstr("data.line[0].r1: \"1\" is not accepted"));
    EXPECT_THAT(with("\"r1\": 1", "\"r1\": null"), HasSubstr("data.line[0].r1: is missing"));
    EXPECT_THAT(with("\"r1\": 1", "\"r1\": true"), HasSubstr("r1"));
    EXPECT_THAT(with("\"r1\": 1", "\"r1\": [1]"), HasSubstr("array is not accepted"));
    EXPECT_THAT(with("\"r1\": 1", "\"r1\": -1"), HasSubstr("0 or greater"));
    EXPECT_THAT(with("\"r1\": 1", "\"r1\": NaN"), HasSubstr("not valid JSON"));
    EXPECT_THAT(with("\"r1\": 1", "\"r1\": 1e999"), HasSubstr("grid.json"));
    EXPECT_THAT(with("\"id\": 3", "\"id\": 3.5"), HasSubstr("whole number"));
    EXPECT_THAT(with("\"id\": 3", "\"id\": 99999999999999999999999"), HasSubstr("whole number"));
    EXPECT_THAT(with("\"id\": 3", "\"id\": -3"), HasSubstr("whole number"));
    EXPECT_THAT(with("\"from_status\": 1", "\"from_status\": 2"), HasSubstr("0 or 1"));
    EXPECT_EQ(with("\"from_status\": 1", "\"from_status\": true"), "");
    EXPECT_THAT(with("\"u_rated\": 10000", "\"u_rated\": 0"), HasSubstr("greater than 0"));
    EXPECT_THAT(with("\"i_n\": 100", "\"i_n\": 0"), HasSubstr("greater than 0"));
}

TEST(GridDocument, refuses_ids_and_references_that_do_not_hold) {
    const auto with = [](const char* from, const char* to) {
        return problems_of(replaced(two_buses(), from, to));
    };
    EXPECT_THAT(with("\"id\": 3", "\"id\": 1"),
                AllOf(HasSubstr("id 1 is used twice"), HasSubstr("by a node")));
    EXPECT_THAT(with("\"to_node\": 2", "\"to_node\": 77"),
                HasSubstr("(id 3): node 77 does not exist"));
    EXPECT_THAT(with("\"to_node\": 2", "\"to_node\": 3"), HasSubstr("node 3 does not exist"));
    EXPECT_THAT(with("\"node\": 1,", "\"node\": 5,"), HasSubstr("node 5 does not exist"));
}

TEST(GridDocument, refuses_components_that_it_does_not_simulate) {
    EXPECT_THAT(
        problems_of(two_buses(R"(, "three_winding_transformer": [{"id": 9}])")),
        HasSubstr("data.three_winding_transformer: this kind of component is not simulated"));
    EXPECT_THAT(problems_of(two_buses(R"(, "transformer_tap_regulator": [{"id": 9}])")),
                HasSubstr("not simulated"));
    EXPECT_EQ(problems_of(two_buses(
                  R"(, "three_winding_transformer": [], "sym_power_sensor": [{"id": 9}])")),
              "");
}

TEST(GridDocument, refuses_a_cityproof_object_that_does_not_fit) {
    const auto with = [](const std::string& extra) {
        return problems_of(
            replaced(two_buses(), "\"data\"", "\"cityproof\": " + extra + ", \"data\""));
    };
    EXPECT_THAT(with("3"), HasSubstr("cityproof: is no object"));
    EXPECT_THAT(with(R"({"ids": []})"), HasSubstr("cityproof.ids: is no object"));
    EXPECT_THAT(with(R"({"ids": {"77": "bus:1"}})"),
                HasSubstr("cityproof.ids.77: no component has this id"));
    EXPECT_THAT(with(R"({"ids": {"1x": "bus:1"}})"), HasSubstr("cityproof.ids.1x"));
    EXPECT_THAT(with(R"({"ids": {"1": ""}})"), HasSubstr("is no asset id"));
    EXPECT_THAT(with(R"({"ids": {"1": "a", "2": "a"}})"), HasSubstr("two assets have the id a"));
    EXPECT_THAT(with(R"({"frequency_hz": "50"})"), HasSubstr("frequency_hz"));
    // One name must not stand for two assets of a table, also when one of them is a name by
    // default.
    EXPECT_THAT(with(R"({"ids": {"1": "bus:2"}})"), HasSubstr("two assets have the id bus:2"));
}

TEST(GridDocument, lists_all_problems_at_once) {
    const std::string json =
        replaced(replaced(two_buses(), "\"r1\": 1", "\"r1\": -1"), "\"u_ref\": 1", "\"u_ref\": 0");
    EXPECT_THAT(problems_of(json),
                AllOf(HasSubstr("data.line[0].r1"), HasSubstr("data.source[0].u_ref")));
}

} // namespace
} // namespace cityproof::energy
