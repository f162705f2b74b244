// SPDX-License-Identifier: Apache-2.0
// Expected values: PROJ, through `echo X Y | gdaltransform -s_srs EPSG:N -t_srs EPSG:4326` of GDAL
// 3.6.2. A hundred-millionth of a degree is a millimetre.
#include "gui/data/latitude_longitude.hpp"

#include <gtest/gtest.h>

namespace cityproof::gui {
namespace {

struct Place {
    const char* crs;
    double x_m, y_m, longitude_deg, latitude_deg;
};

class LatitudeLongitudeTest : public ::testing::TestWithParam<Place> {};

TEST_P(LatitudeLongitudeTest, is_that_of_proj) {
    const Place& place = GetParam();
    const auto found = latitude_longitude(place.crs, place.x_m, place.y_m);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->longitude_deg, place.longitude_deg, 1e-8);
    EXPECT_NEAR(found->latitude_deg, place.latitude_deg, 1e-8);
}

INSTANTIATE_TEST_SUITE_P(
    Utm, LatitudeLongitudeTest,
    ::testing::Values(Place{"EPSG:32632", 500000, 5538630.70, 9, 49.9999999742098},
                      Place{"EPSG:32632", 567890.12, 5623456.78, 9.96254406661594,
                            50.7589079513374},
                      Place{"EPSG:32733", 262000, 6243000, 12.4253302373327, -33.9265697737916},
                      Place{"EPSG:25832", 350000, 5800000, 6.79867252370457, 52.3297830803805},
                      Place{"EPSG:32601", 400000, 100, -177.89863766032, 0.00090461934277838}));

TEST(LatitudeLongitude, other_reference_systems_are_unknown) {
    for (const char* crs : {"", "EPSG:4326", "EPSG:31468", "EPSG:32600", "EPSG:32661",
                            "EPSG:32632x", "ESRI:32632", "EPSG:99999999999"}) {
        EXPECT_FALSE(latitude_longitude(crs, 500000, 5500000)) << crs;
    }
}

} // namespace
} // namespace cityproof::gui
