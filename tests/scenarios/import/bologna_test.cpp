// SPDX-License-Identifier: Apache-2.0
#include "io/city/city.hpp"
#include "scenarios/import/check_city.hpp"
#include "scenarios/import/import_city.hpp"

#include <zlib.h>

#include <array>
#include <fstream>

#include "tests/io/gis/command.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

void unpack(const fs::path& from, const fs::path& to) {
    gzFile input = gzopen(from.c_str(), "rb");
    ASSERT_NE(input, nullptr);
    std::ofstream output{to, std::ios::binary};
    std::array<char, 65536> buffer{};
    int got = 0;
    while ((got = gzread(input, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
        output.write(buffer.data(), got);
    }
    gzclose(input);
}

/// Real inputs that have never seen each other: streets of Bologna, a grid of the upper Rhine,
/// EPANET's Net3.
class Bologna : public ::testing::Test {
  protected:
    void SetUp() override {
        CITYPROOF_REQUIRE_DATA(acosta, "traffic/bologna/acosta");
        CITYPROOF_REQUIRE_DATA(grid, "energy/mv_oberrhein/pandapower.json");
        CITYPROOF_REQUIRE_DATA(net3, "water/networks/Net3.inp.gz");
        fs::copy(acosta, folder_.path() / "acosta");
        unpack(net3, folder_.path() / "Net3.inp");
        options_.sumo = folder_.path() / "acosta" / "run.sumocfg";
        options_.grid = grid;
        options_.water = folder_.path() / "Net3.inp";
        options_.demand_class = io::PrivacyClass::synthetic;
        options_.output = folder_.path() / "bologna.city";
    }

    cityproof::testing::TemporaryFolder folder_;
    ImportOptions options_;
};

// Expected counts: common.py of the baseline (178 edges that are not internal, 7 traffic lights);
// pandapower's mv_oberrhein has 179 buses, 181 lines, 2 transformers (its documentation); EPANET's
// Net3 has 92 junctions, 2 reservoirs, 3 tanks, 117 pipes, 2 pumps (EPANET example networks).
TEST_F(Bologna, has_the_counts_that_its_sources_are_known_for) {
    const std::string summary = import_city(options_);
    const io::City city = io::read_city(options_.output);
    const std::vector<std::pair<const char*, std::size_t>> expected{
        {"street", 178}, {"signal", 7},      {"bus", 179}, {"line", 181}, {"transformer", 2},
        {"pipe", 117},   {"water_node", 97}, {"pump", 2},  {"tank", 3}};
    EXPECT_EQ(city.tables.size(), expected.size());
    for (const auto& [layer, count] : expected) {
        ASSERT_NE(city.table(layer), nullptr) << layer;
        EXPECT_EQ(city.table(layer)->size(), count) << layer;
    }
    EXPECT_EQ(city.crs, "EPSG:32632");
    EXPECT_NE(summary.find("178 streets"), std::string::npos);
    EXPECT_NE(summary.find("8779 vehicles"), std::string::npos);
    Problems problems;
    check_city(options_.output, problems);
    EXPECT_TRUE(problems.list().empty()) << to_string(problems.list().front());
}

// The acosta scenario is the quarter around Via Andrea Costa, west of the old town; the stadium
// Renato Dall'Ara (44.4923 N, 11.3097 E, Wikipedia) stands at its western end.
TEST_F(Bologna, lies_where_it_is_on_earth) {
    if (!cityproof::testing::has_command("ogr2ogr")) {
        GTEST_SKIP() << "ogr2ogr (package gdal-bin) is not installed";
    }
    import_city(options_);
    const auto shown = cityproof::testing::run_command(
        "ogr2ogr -f CSV /vsistdout/ -lco GEOMETRY=AS_XY -t_srs EPSG:4326 '" +
        (options_.output / "map.gpkg").string() + "' signal");
    ASSERT_EQ(shown.exit_code, 0) << shown.output;
    std::istringstream lines{shown.output};
    std::string line;
    std::getline(lines, line);
    int signals = 0;
    while (std::getline(lines, line)) {
        double lon = 0;
        double lat = 0;
        ASSERT_EQ(std::sscanf(line.c_str(), "%lf,%lf", &lon, &lat), 2)
            << line; // NOLINT(cert-err34-c)
        EXPECT_NEAR(lon, 11.3097, 0.025) << line;
        EXPECT_NEAR(lat, 44.4923, 0.01) << line;
        ++signals;
    }
    EXPECT_EQ(signals, 7);
    const auto info = cityproof::testing::run_command(
        "ogrinfo -ro -so '" + (options_.output / "map.gpkg").string() + "' street");
    EXPECT_NE(info.output.find("Feature Count: 178"), std::string::npos);
    EXPECT_NE(info.output.find("ID[\"EPSG\",32632]"), std::string::npos);
}

TEST_F(Bologna, strangers_are_fitted_into_the_city_and_marked_assumed) {
    import_city(options_);
    const io::City city = io::read_city(options_.output);
    for (const io::LayerNote& layer : city.layers) {
        const bool of_the_city = layer.name == "street" || layer.name == "signal";
        EXPECT_EQ(layer.provenance,
                  of_the_city ? io::Provenance::surveyed : io::Provenance::assumed)
            << layer.name;
    }
    for (const char* layer : {"bus", "water_node"}) {
        for (const io::Geometry& geometry : city.table(layer)->geometry) {
            ASSERT_EQ(geometry.kind, io::GeometryKind::point) << layer;
            const io::Point& point = geometry.points[0];
            EXPECT_TRUE(point.x_m >= city.bounds.west_m && point.x_m <= city.bounds.east_m &&
                        point.y_m >= city.bounds.south_m && point.y_m <= city.bounds.north_m)
                << layer;
        }
    }
}

} // namespace
} // namespace cityproof::scenarios
