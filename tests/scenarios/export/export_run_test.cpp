// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/city/geopackage.hpp"
#include "io/text/files.hpp"
#include "scenarios/export/export_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

#include "tests/io/text/input_error.hpp"
#include "tests/scenarios/export/small_run.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::exporting {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ExportRun : public ::testing::Test {
  protected:
    ExportRun() { write_run(testing::small_layout()); }

    void write_run(const io::RunFileLayout& layout) {
        fs::remove(run_);
        testing::write_small_run(run_, layout);
    }

    ExportRequest request(const char* output, const char* time = "") const {
        return {.run = run_, .output = folder_.path() / output, .time = time};
    }

    std::string text(const char* file) const { return io::read_text_file(folder_.path() / file); }

    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator{folder_.path()}) {
            found.push_back(entry.path().filename().string());
        }
        std::ranges::sort(found);
        return found;
    }

    cityproof::testing::TemporaryFolder folder_;
    fs::path run_ = folder_.path() / "run.h5";
};

TEST_F(ExportRun, long_csv_has_a_row_for_each_channel_frame_and_entity) {
    ExportRequest wanted = request("x.csv", "06:31..06:32");
    wanted.wanted.channels = {"traffic/street_speed"};
    EXPECT_THAT(export_run(wanted), HasSubstr("1 table, 1 channel -> "));
    EXPECT_EQ(text("x.csv"),
              "time_s,local_time,table,id,channel,value,unit\n"
              "60,2026-11-10 06:31:00,street,a,traffic/street_speed,10,m/s\n"
              "60,2026-11-10 06:31:00,street,\"b, \"\"c\"\"\",traffic/street_speed,1.3,m/s\n"
              "120,2026-11-10 06:32:00,street,a,traffic/street_speed,20,m/s\n"
              "120,2026-11-10 06:32:00,street,\"b, \"\"c\"\"\",traffic/street_speed,,m/s\n");
}

TEST_F(ExportRun, wide_csv_has_a_file_for_each_table_and_a_column_for_each_channel) {
    ExportRequest wanted = request("wide/", "3 min");
    wanted.format = Format::csv;
    export_run(wanted);
    EXPECT_EQ(text("wide/street.csv"),
              "time_s,local_time,id,traffic/street_speed [m/s],traffic/street_halting [1]\n"
              "180,2026-11-10 06:33:00,a,30,0\n"
              "180,2026-11-10 06:33:00,\"b, \"\"c\"\"\",2.5,3\n");
    EXPECT_TRUE(fs::exists(folder_.path() / "wide" / "meter.csv"));
    EXPECT_FALSE(fs::exists(folder_.path() / "wide" / "park.csv")) << "it has no channel";
}

TEST_F(ExportRun, geojson_is_of_wgs84_with_null_for_what_is_missing) {
    ExportRequest wanted = request("x.geojson", "2 min");
    wanted.wanted.tables = {"street"};
    export_run(wanted);
    const auto json = nlohmann::json::parse(text("x.geojson"));
    EXPECT_EQ(json.at("type"), "FeatureCollection");
    const auto& a = json.at("features").at(0);
    EXPECT_EQ(a.at("properties").at("id"), "a");
    EXPECT_EQ(a.at("properties").at("traffic_street_speed"), 20);
    EXPECT_TRUE(json.at("features").at(1).at("properties").at("traffic_street_speed").is_null());
    // Easting 500 km lies on the central meridian 9 E; this northing on latitude 45 (tests of
    // CityCrs).
    EXPECT_NEAR(a.at("geometry").at("coordinates").at(0).at(0).get<double>(), 9, 1e-7);
    EXPECT_NEAR(a.at("geometry").at("coordinates").at(0).at(1).get<double>(), 45, 1e-7);
    EXPECT_EQ(json.at("cityproof").at("properties").at("traffic_street_speed").at("unit"), "m/s");
}

TEST_F(ExportRun, rings_of_geojson_run_anticlockwise) {
    ExportRequest wanted = request("x.geojson");
    wanted.wanted.tables = {"park"}; // given clockwise: north, then north-east
    export_run(wanted);
    const auto json = nlohmann::json::parse(text("x.geojson"));
    const auto& ring = json.at("features").at(0).at("geometry").at("coordinates").at(0);
    ASSERT_EQ(ring.size(), 4U);
    EXPECT_EQ(ring.front(), ring.back());
    EXPECT_GT(ring.at(1).at(0).get<double>(), ring.at(0).at(0).get<double>()) << "north-east first";
    EXPECT_DOUBLE_EQ(ring.at(2).at(0).get<double>(), ring.at(0).at(0).get<double>());
}

TEST_F(ExportRun, a_span_is_shown_by_mean_least_and_greatest_over_frames_with_data) {
    ExportRequest wanted = request("x.geojson");
    wanted.wanted = {.channels = {"traffic/street_speed"}, .tables = {"street"}};
    export_run(wanted);
    const auto json = nlohmann::json::parse(text("x.geojson"));
    const auto& a = json.at("features").at(0).at("properties");
    EXPECT_EQ(a.at("traffic_street_speed_mean"), 20);
    EXPECT_EQ(a.at("traffic_street_speed_min"), 10);
    EXPECT_EQ(a.at("traffic_street_speed_max"), 30);
    const auto& b = json.at("features").at(1).at("properties");
    EXPECT_NEAR(b.at("traffic_street_speed_mean").get<double>(), 1.9, 1e-6) << "of 1.3 and 2.5";
}

TEST_F(ExportRun, a_geopackage_holds_every_table_with_values_and_shapes) {
    export_run(request("x.gpkg", "2 min"));
    Problems problems;
    const std::vector<io::AssetTable> tables =
        io::read_geopackage(folder_.path() / "x.gpkg", "EPSG:32632", problems);
    EXPECT_THAT(problems.list(), IsEmpty());
    ASSERT_EQ(tables.size(), 3U) << "meter, park, street";
    EXPECT_EQ(tables[1].name, "park");
    EXPECT_EQ(tables[1].geometry[0].kind, io::GeometryKind::polygon);
    const io::AssetTable& street = tables[2];
    EXPECT_EQ(street.ids, (std::vector<std::string>{"a", "b, \"c\""}));
    EXPECT_EQ(street.number(0, "traffic_street_speed"), 20);
    EXPECT_EQ(street.number(1, "traffic_street_speed"), std::nullopt);
    EXPECT_EQ(street.number(1, "traffic_street_halting"), 2);
}

TEST_F(ExportRun, numbers_are_those_that_people_know) {
    export_run(request("x.gpkg", "1 min"));
    Problems problems;
    const auto tables = io::read_geopackage(folder_.path() / "x.gpkg", "EPSG:32632", problems);
    EXPECT_EQ(tables[2].number(1, "traffic_street_speed"), 1.3) << "not 1.2999999523162842";
}

TEST_F(ExportRun, the_same_request_gives_the_same_bytes) {
    for (const char* ending : {"gpkg", "csv"}) {
        const std::string one = std::string{"one."} + ending;
        const std::string two = std::string{"two."} + ending;
        export_run(request(one.c_str()));
        export_run(request(two.c_str()));
        EXPECT_TRUE(text(one.c_str()) == text(two.c_str())) << ending;
    }
}

TEST_F(ExportRun, a_growing_or_abandoned_part_is_refused_and_a_recovered_file_is_not) {
    const fs::path path = folder_.path() / "cut.h5";
    {
        io::RunFileWriter writer{path, testing::small_layout()};
        writer.append_frame("record", 60, {{10, 1}, {0, 1}, {1, 1, 0}});
        writer.abandon();
    }
    ExportRequest wanted = request("x.csv");
    wanted.run = path.string() + ".part";
    const Problem problem = cityproof::testing::refusal([&] { export_run(wanted); });
    EXPECT_THAT(problem.remedy, HasSubstr("cityproof recover"));
    io::recover_run_file(wanted.run, path);
    wanted.run = path;
    export_run(wanted);
    EXPECT_THAT(text("x.csv"), HasSubstr("traffic/street_speed,10,m/s"));
}

TEST_F(ExportRun, unknown_names_are_refused_with_the_nearest_ones) {
    ExportRequest wanted = request("x.csv");
    wanted.wanted.channels = {"traffic/street_sped"};
    EXPECT_THAT(cityproof::testing::refusal([&] { export_run(wanted); }).remedy,
                HasSubstr("did you mean \"traffic/street_speed\"?"));
    wanted.wanted = {.tables = {"stret"}};
    EXPECT_THAT(cityproof::testing::refusal([&] { export_run(wanted); }).remedy,
                HasSubstr("did you mean \"street\"?"));
    wanted.wanted = {.channels = {"supply/meter"}, .tables = {"street"}};
    EXPECT_THAT(cityproof::testing::refusal([&] { export_run(wanted); }).message,
                HasSubstr("no channel"));
}

TEST_F(ExportRun, what_the_run_withheld_is_said_to_be_withheld) {
    io::RunFileLayout layout = testing::small_layout();
    layout.privacy = {{"meter_loads", "withheld: they are made from persons' data"}};
    write_run(layout);
    ExportRequest wanted = request("x.csv");
    wanted.wanted.channels = {"services/meter_load"};
    EXPECT_THAT(cityproof::testing::refusal([&] { export_run(wanted); }).message,
                HasSubstr("withheld: they are made from persons' data"));
}

TEST_F(ExportRun, nothing_is_replaced_unasked_and_folders_never) {
    export_run(request("x.csv"));
    const std::string before = text("x.csv");
    ExportRequest again = request("x.csv", "1 min");
    cityproof::testing::refusal([&] { export_run(again); });
    EXPECT_EQ(text("x.csv"), before);
    again.replace = true;
    export_run(again);
    EXPECT_NE(text("x.csv"), before);
    ExportRequest onto_folder = request("");
    onto_folder.output = folder_.path();
    onto_folder.format = Format::csv;
    onto_folder.replace = true;
    EXPECT_THAT(cityproof::testing::refusal([&] { export_run(onto_folder); }).expected,
                HasSubstr("never replaced"));
}

TEST_F(ExportRun, the_run_itself_is_never_replaced) {
    const std::string before = text("run.h5");
    fs::create_hard_link(run_, folder_.path() / "link.csv");
    for (const char* name : {"run.h5", "link.csv"}) {
        ExportRequest wanted = request(name);
        wanted.format = Format::csv;
        wanted.replace = true;
        EXPECT_THAT(cityproof::testing::refusal([&] { export_run(wanted); }).message,
                    HasSubstr("would replace the run"));
    }
    EXPECT_EQ(text("run.h5"), before);
}

TEST_F(ExportRun, a_failed_export_leaves_nothing_and_what_was_there) {
    std::ofstream{folder_.path() / "x.geojson"} << "old";
    ExportRequest wanted = request("x.geojson");
    wanted.replace = true; // but one file cannot hold two tables
    cityproof::testing::refusal([&] { export_run(wanted); });
    ExportRequest stopped = request("x.gpkg");
    stopped.check_interrupt = [] { throw Interrupted{ExitCode::interrupted, "stopped"}; };
    EXPECT_THROW(export_run(stopped), Interrupted);
    EXPECT_EQ(names(), (std::vector<std::string>{"run.h5", "x.geojson"}));
    EXPECT_EQ(text("x.geojson"), "old");
}

TEST_F(ExportRun, a_city_without_a_place_on_earth_has_no_geojson_but_a_map) {
    io::RunFileLayout layout = testing::small_layout();
    layout.meta[2].value = "local";
    write_run(layout);
    ExportRequest wanted = request("all");
    wanted.format = Format::geojson;
    EXPECT_THAT(cityproof::testing::refusal([&] { export_run(wanted); }).message,
                HasSubstr("without a place on earth"));
    export_run(request("x.gpkg"));
    EXPECT_TRUE(fs::exists(folder_.path() / "x.gpkg"));
}

TEST_F(ExportRun, a_damaged_reference_system_is_refused_by_the_run_files_name) {
    io::RunFileLayout layout = testing::small_layout();
    layout.meta[2].value = "EPSG:banana";
    write_run(layout);
    const Problem problem = cityproof::testing::refusal([&] { export_run(request("x.gpkg")); });
    EXPECT_EQ(problem.where.file, run_.string());
}

TEST_F(ExportRun, tables_that_a_geopackage_is_made_of_are_no_layers) {
    for (const char* name : {"gpkg_contents", "layer_styles", "RTree_x", "Meter", "a\"; DROP"}) {
        io::RunFileLayout layout = testing::small_layout();
        layout.tables[2].name = name;
        try {
            write_run(layout);
        } catch (const std::invalid_argument&) {
            continue; // no run file can have it
        }
        cityproof::testing::refusal([&] { export_run(request("x.gpkg")); });
    }
}

TEST_F(ExportRun, a_run_without_a_readable_start_still_knows_seconds) {
    io::RunFileLayout layout = testing::small_layout();
    layout.meta[5].value = "yesterday";
    write_run(layout);
    ExportRequest wanted = request("x.csv", "60 s");
    wanted.wanted.channels = {"traffic/street_speed"};
    export_run(wanted);
    EXPECT_THAT(text("x.csv"), HasSubstr("\n60,,street,a,traffic/street_speed,10,m/s\n"));
    cityproof::testing::refusal([&] { export_run(request("y.csv", "06:31")); });
}

} // namespace
} // namespace cityproof::exporting
