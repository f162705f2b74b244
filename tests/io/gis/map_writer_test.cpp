// SPDX-License-Identifier: Apache-2.0
#include "io/city/geopackage.hpp"
#include "io/city/sqlite_reader.hpp"
#include "io/gis/gdal_session.hpp"
#include "io/gis/map_writer.hpp"
#include "io/text/files.hpp"

#include "tests/io/gis/command.hpp"
#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::has_command;
using cityproof::testing::run_command;

std::vector<AssetTable> sample() {
    AssetTable lamp;
    lamp.name = "lamp";
    lamp.ids = {"l2", "l1", "O'Hara \"7\""};
    lamp.geometry = {
        {GeometryKind::point, {{500'000, 4'982'950.4}}}, {GeometryKind::point, {{1.5, 2.5}}}, {}};
    lamp.columns = {"power_w", "count", "mixed", "nothing"};
    lamp.attributes = {{110.5, std::monostate{}, 3.0},
                       {std::int64_t{1}, std::int64_t{2}, std::monostate{}},
                       {std::int64_t{1}, 2.5, std::monostate{}},
                       {std::monostate{}, std::monostate{}, std::monostate{}}};
    AssetTable area;
    area.name = "area";
    area.ids = {"a"};
    area.geometry = {{GeometryKind::polygon, {{0, 0}, {9, 0}, {9, 9}, {0, 0}}}};
    AssetTable both;
    both.name = "both";
    both.ids = {"p", "l"};
    both.geometry = {{GeometryKind::point, {{1, 1}}},
                     {GeometryKind::line, {{0, 0}, {1, 2}, {3, 4}}}};
    return {area, both, lamp};
}

class MapWriter : public ::testing::Test {
  protected:
    GdalSession session_;
    cityproof::testing::TemporaryFolder folder_;
    fs::path path_ = folder_.path() / "map.gpkg";
};

TEST_F(MapWriter, what_was_written_reads_back_through_sqlite) {
    for (const char* code :
         {"EPSG:32632", "local",
          "+proj=tmerc +lat_0=44.1 +lon_0=11.2 +ellps=WGS84 +units=m +no_defs"}) {
        const std::vector<AssetTable> tables = sample();
        fs::remove(path_);
        write_map(path_, tables, CityCrs{code});
        Problems problems;
        const std::vector<AssetTable> back = read_geopackage(path_, code, problems);
        EXPECT_TRUE(problems.list().empty()) << code << ": " << to_string(problems.list().front());
        ASSERT_EQ(back.size(), 3U);
        for (std::size_t t = 0; t < back.size(); ++t) {
            EXPECT_EQ(back[t].name, tables[t].name);
            EXPECT_EQ(back[t].ids, tables[t].ids);
            EXPECT_EQ(back[t].columns, tables[t].columns);
            for (std::size_t row = 0; row < back[t].size(); ++row) {
                EXPECT_EQ(back[t].geometry[row].kind, tables[t].geometry[row].kind);
                EXPECT_EQ(back[t].geometry[row].points, tables[t].geometry[row].points);
            }
        }
        EXPECT_EQ(back[2].attributes[0], tables[2].attributes[0]);
        EXPECT_EQ(back[2].attributes[1], tables[2].attributes[1]);
        EXPECT_EQ(back[2].attributes[2], (std::vector<Attribute>{1.0, 2.5, std::monostate{}}))
            << "whole numbers among others";
        EXPECT_EQ(back[2].attributes[3], tables[2].attributes[3]);
    }
}

TEST_F(MapWriter, the_same_tables_give_the_same_bytes) {
    const CityCrs crs{"EPSG:32632"};
    write_map(path_, sample(), crs);
    const fs::path second = folder_.path() / "other name.gpkg";
    write_map(second, sample(), crs);
    EXPECT_EQ(read_text_file(path_), read_text_file(second));
}

TEST_F(MapWriter, gdals_own_tools_see_the_right_place_on_earth) {
    if (!has_command("ogrinfo")) {
        GTEST_SKIP() << "ogrinfo (package gdal-bin) is not installed";
    }
    write_map(path_, sample(), CityCrs{"EPSG:32632"});
    const auto shown =
        run_command("ogr2ogr -f CSV /vsistdout/ -lco GEOMETRY=AS_XY -t_srs EPSG:4326 "
                    "-oo LIST_ALL_TABLES=NO -where \"id='l2'\" '" +
                    path_.string() + "' lamp");
    // Easting 500 km on the central meridian 9 E; 0.9996 * 4 984 944.378 m is latitude 45 (see the
    // test of CityCrs).
    EXPECT_EQ(shown.exit_code, 0) << shown.output;
    double x = 0;
    double y = 0;
    const std::size_t line = shown.output.find('\n') + 1;
    ASSERT_EQ(std::sscanf(shown.output.c_str() + line, "%lf,%lf", &x, &y), 2)
        << shown.output; // NOLINT(cert-err34-c)
    EXPECT_NEAR(x, 9, 1e-6);
    EXPECT_NEAR(y, 45, 1e-6);
}

TEST_F(MapWriter, layers_for_people_have_titles_and_styles_of_qgis) {
    MapLayer lamps{.table = sample()[2],
                   .description = "Town's lamps",
                   .fields = {{"nothing", "power [W]", "what it's called"}},
                   .styles = {{"power [W]", "<qgis/>", true}, {"count", "<qgis a='1'/>", false}}};
    lamps.table.name = "lamp's";
    write_map(path_, std::vector<MapLayer>{lamps}, CityCrs{"EPSG:32632"});
    const SqliteReader base{path_};
    std::vector<std::string> found;
    SqliteRows styles{
        base, "SELECT f_table_name || f_geometry_column || styleName || styleQML || useAsDefault "
              "FROM layer_styles ORDER BY id"};
    while (styles.next()) {
        found.push_back(styles.text(0));
    }
    EXPECT_EQ(found, (std::vector<std::string>{"lamp'sgeompower [W]<qgis/>1",
                                               "lamp'sgeomcount<qgis a='1'/>0"}));
    SqliteRows titles{
        base, "SELECT table_name || column_name || title || description FROM gpkg_data_columns"};
    ASSERT_TRUE(titles.next());
    EXPECT_EQ(titles.text(0), "lamp'snothingpower [W]what it's called");
}

TEST_F(MapWriter, refuses_to_write_over_a_file_and_reports_a_folder_that_is_none) {
    write_map(path_, sample(), CityCrs{"local"});
    EXPECT_THROW(write_map(path_, sample(), CityCrs{"local"}), InputError);
    EXPECT_THROW(write_map(folder_.path() / "none" / "map.gpkg", sample(), CityCrs{"local"}),
                 EngineError);
}

} // namespace
} // namespace cityproof::io
