// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/formats/grid_import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>

#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using ::testing::HasSubstr;

constexpr const char* pgm =
    R"({"version": "1.0", "type": "input", "is_batch": false, "attributes": {},
  "cityproof": {"ids": {"7": "bus:29"}},
  "data": {"node": [{"id": 7, "u_rated": 10000}, {"id": 8, "u_rated": 10000}]}})";

std::string message_of(std::string_view text, const std::string& file) {
    try {
        import_grid_text(text, file);
    } catch (const InputError& error) {
        return error.what();
    } catch (const ProblemsError& error) {
        return error.what();
    }
    return "";
}

TEST(GridImport, passes_power_grid_model_json_on_unchanged) {
    const GridImport grid = import_grid_text(pgm, "grid.json");
    EXPECT_EQ(grid.pgm_json, pgm);
    ASSERT_EQ(grid.places.size(), 2U);
    EXPECT_EQ(grid.places[0].bus, "bus:29");
    EXPECT_EQ(grid.places[1].bus, "bus:8");
    EXPECT_FALSE(grid.places[0].lon_lat_deg);
}

TEST(GridImport, finds_buses_in_rows_given_as_lists) {
    const GridImport grid =
        import_grid_text(R"({"type": "input", "attributes": {"node": ["u_rated", "id"]},
        "data": {"node": [[10000, 3]]}})",
                         "grid.json");
    ASSERT_EQ(grid.places.size(), 1U);
    EXPECT_EQ(grid.places[0].bus, "bus:3");
}

TEST(GridImport, reads_a_file_and_names_it_in_messages) {
    const testing::TemporaryFolder folder;
    const auto path = folder.path() / "broken.json";
    std::ofstream{path} << "{\n\"a\": }";
    try {
        import_grid(path);
        FAIL() << "accepted";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("broken.json:2"));
    }
    EXPECT_THROW(import_grid(folder.path() / "missing.json"), InputError);
}

TEST(GridImport, refuses_what_is_no_grid) {
    EXPECT_THAT(message_of("", "grid.json"), HasSubstr("is empty"));
    EXPECT_THAT(message_of(" \n\t", "grid.json"), HasSubstr("is empty"));
    EXPECT_THAT(message_of("hello", "grid.txt"), HasSubstr("no power grid that can be read"));
    EXPECT_THAT(message_of("[1, 2]", "grid.json"), HasSubstr("no power grid that can be read"));
    EXPECT_THAT(message_of("{}", "grid.json"), HasSubstr("no power grid that can be read"));
    EXPECT_THAT(message_of(R"({"type": "update"})", "grid.json"),
                HasSubstr("no power grid that can be read"));
    EXPECT_THAT(message_of(R"({"_class": "Other", "_object": {}})", "grid.json"),
                HasSubstr("no pandapower network"));
    EXPECT_THAT(message_of(R"({"_class": "pandapowerNet", "_object": "gAAAA"})", "grid.json"),
                HasSubstr("unencrypted"));
}

TEST(GridImport, refuses_json_that_is_hostile) {
    EXPECT_THAT(message_of("{\"a\": " + std::string(3'000'000, '['), "grid.json"),
                HasSubstr("nested too deeply"));
    EXPECT_THAT(message_of(R"({"type": "input", "x": 1e999})", "grid.json"),
                HasSubstr("cannot be read as JSON"));
    EXPECT_THAT(message_of(R"({"type": NaN})", "grid.json"), HasSubstr("not valid JSON"));
    EXPECT_THAT(message_of("{\"type\": \"inp\xffut\"}", "grid.json"), HasSubstr("not valid JSON"));
    for (
        const char* odd :
        {R"({"type": "input", "data": 3})", R"({"type": "input", "data": {"node": 3}})",
         R"({"type": "input", "cityproof": [], "attributes": [], "data": {"node": [3, [], {}]}})"}) {
        EXPECT_NO_THROW(import_grid_text(odd, "grid.json"))
            << odd; // the energy model's check refuses them
    }
}

TEST(GridImport, gives_the_same_text_every_time) {
    CITYPROOF_REQUIRE_DATA(file, "energy/mv_oberrhein/pandapower.json");
    const GridImport grid = import_grid(file);
    EXPECT_EQ(grid.pgm_json, import_grid(file).pgm_json);
    const auto json = nlohmann::json::parse(grid.pgm_json);
    EXPECT_EQ(json.at("data").at("node").size(), 179U);
    EXPECT_EQ(json.at("cityproof").at("frequency_hz"), 50);
}

} // namespace
} // namespace cityproof::io
