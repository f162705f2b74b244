// SPDX-License-Identifier: Apache-2.0
#include "io/gis/gdal_session.hpp"
#include "io/gis/survey_crs.hpp"

#include <cmath>

#include "tests/io/text/input_error.hpp"

namespace cityproof::io {
namespace {

using cityproof::testing::refusal;

class SurveyCrsTest : public ::testing::Test {
  protected:
    /// The place in the city's CRS, UTM zone 32.
    BuildingVertex moved(const char* name, double x, double y, double z = 0) {
        const auto reference = survey_reference(name);
        if (!reference) {
            ADD_FAILURE() << name;
            return {};
        }
        SurveyCrs system{*reference, city_, {"town.gml", 1, "srsName"}, name};
        BuildingRing ring{{x, y, z}};
        system.to_city(ring);
        is_exchanged_ = system.is_exchanged();
        return ring[0];
    }

    void expect_at(const BuildingVertex& vertex, double x, double y, double within_m) {
        EXPECT_NEAR(vertex.x, x, within_m);
        EXPECT_NEAR(vertex.y, y, within_m);
    }

    GdalSession session_;
    CityCrs city_{"EPSG:32632"};
    bool is_exchanged_ = false;
};

TEST(SurveyReferenceTest, understands_the_usual_names) {
    struct Case {
        const char* name;
        int epsg;
        bool is_authority_order;
    };

    for (const Case& known :
         {Case{"EPSG:25832", 25832, false}, Case{"urn:ogc:def:crs:EPSG::25832", 25832, true},
          Case{"urn:ogc:def:crs:EPSG:6.12:25832", 25832, true},
          Case{"http://www.opengis.net/def/crs/EPSG/0/25832", 25832, true},
          Case{"https://www.opengis.net/def/crs/epsg/9.9.1/7415", 7415, true},
          Case{"http://www.opengis.net/gml/srs/epsg.xml#4326", 4326, false},
          Case{"urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::7837", 25832, true},
          Case{"urn:ogc:def:crs,crs:EPSG:6.12:31467,crs:EPSG:6.12:5783", 31467, true},
          Case{"http://www.opengis.net/def/crs-compound?1=http://www.opengis.net/def/crs/EPSG/0/"
               "25832&2=http://www.opengis.net/def/crs/EPSG/0/7837",
               25832, true},
          Case{"urn:ogc:def:crs:OGC:1.3:CRS84", 4326, false},
          Case{"urn:adv:crs:ETRS89_UTM32*DE_DHHN92_NH", 25832, false},
          Case{"urn:adv:crs:ETRS89_UTM33", 25833, false},
          Case{"urn:adv:crs:DE_DHDN_3GK4*DE_DHHN2016_NH", 31468, false},
          Case{"urn:adv:crs:ETRS89_Lat-Lon-h", 4258, true}}) {
        const auto reference = survey_reference(known.name);
        ASSERT_TRUE(reference.has_value()) << known.name;
        EXPECT_EQ(reference->epsg, known.epsg) << known.name;
        EXPECT_EQ(reference->is_authority_order, known.is_authority_order) << known.name;
    }
}

TEST(SurveyReferenceTest, does_not_guess_at_other_names) {
    for (const char* name : {"", "local", "EPSG:", "EPSG:x", "EPSG:99999999999999", "EPSG:-1",
                             "urn:adv:crs:ETRS89_UTM321", "urn:adv:crs:DE_42-83_3GK4"}) {
        EXPECT_FALSE(survey_reference(name).has_value()) << name;
    }
}

// 45 N 9 E lies at (500000, 0.9996 * 4984944.378) in zone 32: see the test of CityCrs.
TEST_F(SurveyCrsTest, reads_latitude_first_where_the_authority_has_it_so) {
    const double north_m = 0.9996 * 4'984'944.378;
    expect_at(moved("urn:ogc:def:crs:EPSG::4326", 45, 9), 500'000, north_m, 0.01);
    expect_at(moved("EPSG:4326", 9, 45), 500'000, north_m, 0.01);
    // Japan's files: latitude, longitude and a height above sea level. Its area has none of both.
    expect_at(moved("http://www.opengis.net/def/crs/EPSG/0/6697", 45, 9), 500'000, north_m, 1);
    expect_at(moved("urn:ogc:def:crs:OGC:1.3:CRS84", 9, 45), 500'000, north_m, 0.01);
    expect_at(moved("urn:ogc:def:crs:EPSG::25832", 500'000, north_m), 500'000, north_m, 0.01);
    EXPECT_FALSE(is_exchanged_);
}

// Gauss-Krueger zone 3 has its meridian at 9 E, too; the datum moves a place. Source:
// echo 3500000 5540000 | gdaltransform -s_srs EPSG:31467 -t_srs EPSG:32632. Which of the datum's
// transformations PROJ has is a matter of metres.
TEST_F(SurveyCrsTest, exchanges_axes_that_only_fit_the_other_way_round) {
    expect_at(moved("urn:ogc:def:crs:EPSG::31467", 5'540'000, 3'500'000), 499'925, 5'538'224, 5);
    EXPECT_FALSE(is_exchanged_);
    expect_at(moved("urn:ogc:def:crs:EPSG::31467", 3'500'000, 5'540'000), 499'925, 5'538'224, 5);
    EXPECT_TRUE(is_exchanged_);
    expect_at(moved("urn:adv:crs:DE_DHDN_3GK3", 3'500'000, 5'540'000), 499'925, 5'538'224, 5);
    EXPECT_FALSE(is_exchanged_);
}

TEST_F(SurveyCrsTest, keeps_the_stated_order_when_neither_fits) {
    moved("urn:ogc:def:crs:EPSG::25832", 1e9, 1e9);
    EXPECT_FALSE(is_exchanged_);
}

// EPSG 2263 (New York) is in US survey feet, without a height system of its own: feet upwards, too.
TEST_F(SurveyCrsTest, brings_heights_to_metres) {
    EXPECT_NEAR(moved("EPSG:2263", 980'000, 200'000, 3937).z, 1200, 1e-6);
    EXPECT_EQ(moved("urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::7837", 5e5, 5e6, 12.5).z, 12.5);
    EXPECT_EQ(moved("EPSG:4979", 9, 45, 7).z, 7);
}

TEST_F(SurveyCrsTest, refuses_numbers_that_epsg_does_not_have) {
    const Problem problem = refusal([&] {
        SurveyCrs{{99, false}, city_, {"town.gml", 7, "srsName"}, "EPSG:99"};
    });
    EXPECT_EQ(problem.where.line, 7);
    EXPECT_EQ(problem.message, "\"EPSG:99\" is not known");
}

} // namespace
} // namespace cityproof::io
