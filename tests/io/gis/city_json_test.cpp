// SPDX-License-Identifier: Apache-2.0
#include "io/gis/city_json.hpp"
#include "io/gis/gdal_session.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

/// A footprint of four corners in whole units of 1e-5, about `first` and `second`.
std::string model(int epsg, const std::string& first, const std::string& second) {
    return fmt::format(
        R"({{"type": "CityJSON", "version": "1.1",
            "metadata": {{"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/{}"}},
            "transform": {{"scale": [1e-5, 1e-5, 1], "translate": [{}, {}, 0]}},
            "vertices": [[0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 10, 0]],
            "CityObjects": {{"a": {{"type": "Building", "geometry": [
                {{"type": "MultiSurface", "lod": "0", "boundaries": [[[0, 1, 2, 3]]]}}]}}}}}})",
        epsg, first, second);
}

class CityJson : public ::testing::Test {
  protected:
    AssetTable read(const std::string& content) {
        problems_ = {};
        const auto path = folder_.path() / "a.city.json";
        std::ofstream{path} << content;
        return read_city_json(path, "building", crs_, problems_);
    }

    GdalSession session_;
    cityproof::testing::TemporaryFolder folder_;
    CityCrs crs_{"EPSG:32654"}; ///< UTM zone 54, about 141 E
    Problems problems_;
};

// 45 N on the meridian lies at (500000, 0.9996 * 4984944.378): see the test of CityCrs.
TEST_F(CityJson, exchanges_axes_of_files_that_have_latitude_first) {
    for (const bool is_north_first : {false, true}) {
        const AssetTable table =
            read(is_north_first ? model(6697, "45", "141") : model(6697, "141", "45"));
        ASSERT_EQ(table.size(), 1U);
        ASSERT_EQ(table.geometry[0].kind, GeometryKind::polygon);
        EXPECT_NEAR(table.geometry[0].points[0].x_m, 500'000, 1);
        EXPECT_NEAR(table.geometry[0].points[0].y_m, 0.9996 * 4'984'944.378, 1);
        ASSERT_EQ(problems_.list().size(), is_north_first ? 1U : 0U);
        if (is_north_first) {
            EXPECT_NE(problems_.list()[0].message.find("exchanged"), std::string::npos);
        }
    }
}

} // namespace
} // namespace cityproof::io
