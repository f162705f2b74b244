// SPDX-License-Identifier: Apache-2.0
#include "io/gis/gdal_session.hpp"
#include "io/gis/map_writer.hpp"
#include "io/gis/vector_layer.hpp"

#include <sys/stat.h>

#include <fstream>

#include "tests/io/gis/command.hpp"
#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::refusal;

constexpr const char* head = R"({"type": "FeatureCollection", "features": [)";

class VectorLayer : public ::testing::Test {
  protected:
    fs::path write(const std::string& file, const std::string& content) const {
        std::ofstream{folder_.path() / file, std::ios::binary} << content;
        return folder_.path() / file;
    }

    AssetTable read(const std::string& features) {
        problems_ = {};
        return read_vector_layer(write("a.geojson", head + features + "]}"), "building", crs_,
                                 problems_);
    }

    GdalSession session_;
    cityproof::testing::TemporaryFolder folder_;
    CityCrs crs_{"EPSG:32632"};
    Problems problems_;
};

std::string feature(const std::string& properties, const std::string& geometry) {
    return R"({"type": "Feature", "properties": )" + properties + R"(, "geometry": )" + geometry +
           "}";
}

TEST_F(VectorLayer, reads_geojson_into_the_citys_crs) {
    const AssetTable table = read(
        feature(
            R"({"id": 7, "name": "Hall", "floors": 3, "height": 9.5})",
            R"({"type": "Polygon", "coordinates": [[[9, 45], [9.001, 45], [9.001, 45.001], [9, 45]]]})") +
        "," +
        feature(R"({"id": "b", "name": null})", R"({"type": "Point", "coordinates": [9, 0]})"));
    EXPECT_TRUE(problems_.list().empty());
    EXPECT_EQ(table.name, "building");
    EXPECT_EQ(table.ids, (std::vector<std::string>{"7", "b"}));
    ASSERT_EQ(table.geometry[0].kind, GeometryKind::polygon);
    ASSERT_EQ(table.geometry[0].points.size(), 4U);
    EXPECT_NEAR(table.geometry[0].points[0].x_m, 500'000,
                0.001); // central meridian, see the test of CityCrs
    EXPECT_NEAR(table.geometry[0].points[0].y_m, 0.9996 * 4'984'944.378, 0.01);
    EXPECT_NEAR(table.geometry[1].points[0].y_m, 0, 0.001);
    EXPECT_EQ(table.text(0, "name"), "Hall");
    EXPECT_EQ(table.number(0, "floors"), 3);
    EXPECT_EQ(table.number(0, "height"), 9.5);
    EXPECT_EQ(table.text(1, "name"), "");
}

TEST_F(VectorLayer, names_features_without_id_and_says_so) {
    const AssetTable table =
        read(feature(R"({"name": "x"})", R"({"type": "Point", "coordinates": [9, 45]})") + "," +
             feature(R"({"name": "y"})", R"({"type": "Point", "coordinates": [9, 45]})"));
    EXPECT_EQ(table.ids, (std::vector<std::string>{"building:1", "building:2"}));
    ASSERT_EQ(problems_.list().size(), 1U);
    EXPECT_EQ(problems_.list()[0].severity, Severity::warning);
}

TEST_F(VectorLayer, lists_features_that_cannot_be_used) {
    const AssetTable table =
        read(feature(R"({"id": "a"})", R"({"type": "Point", "coordinates": [9, 45]})") + "," +
             feature(R"({"id": "a"})", R"({"type": "Point", "coordinates": [9, 45]})") + "," +
             feature(R"({"id": "c"})", "null") + "," +
             feature(R"({"id": "d"})", R"({"type": "Point", "coordinates": [9, 450]})"));
    EXPECT_EQ(table.ids, std::vector<std::string>{"a"});
    EXPECT_EQ(problems_.list().size(), 3U);
}

TEST_F(VectorLayer, reads_shapefiles_and_geopackages_with_their_own_crs) {
    if (!cityproof::testing::has_command("ogr2ogr")) {
        GTEST_SKIP() << "ogr2ogr (package gdal-bin) is not installed";
    }
    const fs::path json = write(
        "a.geojson",
        head + feature(R"({"id": "b"})", R"({"type": "Point", "coordinates": [9, 45]})") + "]}");
    for (const char* name : {"a.shp", "a.gpkg"}) {
        const fs::path path = folder_.path() / name;
        ASSERT_EQ(cityproof::testing::run_command("ogr2ogr -t_srs EPSG:3035 '" + path.string() +
                                                  "' '" + json.string() + "'")
                      .exit_code,
                  0);
        Problems problems;
        const AssetTable table = read_vector_layer(path, "building", crs_, problems);
        ASSERT_EQ(table.ids, std::vector<std::string>{"b"}) << name;
        EXPECT_NEAR(table.geometry[0].points[0].x_m, 500'000, 0.01) << name;
        EXPECT_NEAR(table.geometry[0].points[0].y_m, 0.9996 * 4'984'944.378, 0.02) << name;
    }
}

TEST_F(VectorLayer, refuses_files_that_are_no_layers) {
    Problems problems;
    const auto refuse = [&](const fs::path& path) {
        EXPECT_THROW(read_vector_layer(path, "x", crs_, problems), InputError) << path;
    };
    refuse(folder_.path() / "missing.geojson");
    refuse(folder_.path());
    refuse(write("text.geojson", "hello"));
    refuse(write("cut.geojson", head + feature(R"({"id": "a"})", R"({"type": "Poi)")));
    // A virtual layer could read any other file, or a host.
    refuse(write(
        "a.vrt",
        "<OGRVRTDataSource><OGRVRTLayer "
        "name=\"x\"><SrcDataSource>a.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"));
    const fs::path fifo = folder_.path() / "fifo.geojson";
    ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    refuse(fifo);
    EXPECT_THROW(read_vector_layer(write("a.geojson", head + std::string{"]}"}), "x",
                                   CityCrs{"local"}, problems),
                 InputError);
}

TEST_F(VectorLayer, reads_points_from_csv_with_places_for_messages) {
    const fs::path path = write(
        "lamps.csv",
        "id,lon,lat,power\nl1,9,45,110 W\nl2,9,95,1 W\nl1,9,45,1 W\nl3,x,45,1 W\n,9,45,1 W\n");
    const AssetTable table = read_point_csv(path, "lamp", crs_, {"power"}, {"bus"}, problems_);
    EXPECT_EQ(table.ids, std::vector<std::string>{"l1"});
    EXPECT_NEAR(table.geometry[0].points[0].x_m, 500'000, 0.001);
    EXPECT_EQ(table.text(0, "power"), "110 W");
    ASSERT_EQ(problems_.list().size(), 4U);
    EXPECT_EQ(to_string(problems_.list()[0].where), path.string() + ":3: lon");
    EXPECT_EQ(to_string(problems_.list()[1].where), path.string() + ":4: id");
    EXPECT_EQ(to_string(problems_.list()[2].where), path.string() + ":5: lon");
    EXPECT_EQ(to_string(problems_.list()[3].where), path.string() + ":6: id");
}

} // namespace
} // namespace cityproof::io
