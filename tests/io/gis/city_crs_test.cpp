// SPDX-License-Identifier: Apache-2.0
#include "io/gis/city_crs.hpp"
#include "io/gis/gdal_session.hpp"

#include <stdexcept>

#include "tests/io/text/input_error.hpp"

namespace cityproof::io {
namespace {

const Location where{"t", 1, "x"};

class Crs : public ::testing::Test {
    GdalSession session_;
};

TEST_F(Crs, converts_by_the_definition_of_utm) {
    const CityCrs crs{"EPSG:32632"};
    // UTM: false easting 500 km on the central meridian (9 degrees in zone 32), northing 0 on the
    // equator.
    const Point origin = crs.from_lon_lat({9, 0}, where);
    EXPECT_NEAR(origin.x_m, 500'000, 1e-6);
    EXPECT_NEAR(origin.y_m, 0, 1e-6);
    // On the central meridian the northing is 0.9996 times the meridian arc; the arc of WGS 84 from
    // the equator to latitude 45 is 4 984 944.378 m (Deakin, Hunter: Geometric geodesy, part A,
    // 2013, table of meridian distances).
    const Point middle = crs.from_lon_lat({9, 45}, where);
    EXPECT_NEAR(middle.x_m, 500'000, 1e-6);
    EXPECT_NEAR(middle.y_m, 0.9996 * 4'984'944.378, 0.01);
    const LonLat back = crs.to_lon_lat(middle);
    EXPECT_NEAR(back.lon_deg, 9, 1e-9) << "x is east whatever order the authority names";
    EXPECT_NEAR(back.lat_deg, 45, 1e-9);
}

TEST_F(Crs, finds_the_code_of_sumos_projections) {
    EXPECT_EQ(crs_from_projection("+proj=utm +zone=32 +ellps=WGS84 +datum=WGS84 +units=m +no_defs",
                                  where),
              "EPSG:32632");
    EXPECT_EQ(crs_from_projection(
                  "+proj=utm +zone=19 +south +ellps=WGS84 +datum=WGS84 +units=m +no_defs", where),
              "EPSG:32719");
    const std::string own = "+proj=tmerc +lat_0=44.1 +lon_0=11.2 +k=0.99987 +x_0=1000 +y_0=2000 "
                            "+ellps=WGS84 +units=m +no_defs";
    EXPECT_EQ(crs_from_projection(own, where), own);
    EXPECT_NEAR(CityCrs{own}.from_lon_lat({11.2, 44.1}, where).x_m, 1000, 1e-6)
        << "its own false easting";
}

TEST_F(Crs, refuses_what_is_not_in_metres_or_unknown) {
    EXPECT_THROW(crs_from_projection("+proj=longlat +datum=WGS84", where), InputError);
    EXPECT_THROW(crs_from_projection("+proj=nonsense", where), InputError);
    EXPECT_THROW(CityCrs{"EPSG:4326"}, InputError);
    EXPECT_THROW(CityCrs{"EPSG:999999"}, InputError);
    EXPECT_THROW(CityCrs{"EPSG:2263"}, InputError) << "New York in feet";
    EXPECT_THROW(CityCrs{"file.prj"}, InputError);
    EXPECT_THROW(CityCrs{"http://localhost/x"}, InputError);
}

TEST_F(Crs, refuses_positions_that_are_none) {
    const CityCrs crs{"EPSG:32632"};
    for (const LonLat bad : {LonLat{181, 0}, LonLat{0, 91}, LonLat{0, -90.5}}) {
        EXPECT_EQ(cityproof::testing::refusal([&] { crs.from_lon_lat(bad, where); }).where.line, 1);
    }
}

TEST_F(Crs, zones_are_six_degrees_wide) {
    EXPECT_EQ(utm_crs({11.3, 44.5}), "EPSG:32632");   // 6 to 12 degrees east: zone 32
    EXPECT_EQ(utm_crs({-74, 40.7}), "EPSG:32618");    // New York
    EXPECT_EQ(utm_crs({151.2, -33.9}), "EPSG:32756"); // Sydney
    EXPECT_EQ(utm_crs({180, 0}), "EPSG:32660");
}

TEST_F(Crs, a_local_city_has_no_place_on_earth) {
    const CityCrs crs{"local"};
    EXPECT_FALSE(crs.is_on_earth());
    EXPECT_THROW(crs.from_lon_lat({0, 0}, where), std::logic_error);
}

} // namespace
} // namespace cityproof::io
