// SPDX-License-Identifier: Apache-2.0
// Published values: NREL's worked example of the Solar Position Algorithm (Reda & Andreas,
// NREL/TP-560-34302, appendix A.5), USNO's "Earth's Seasons" for the instants of equinox and
// solstice, the obliquity of the ecliptic 23.436 degrees (Astronomical Almanac), and the extremes
// of the equation of time (Meeus, Astronomical Algorithms, ch. 28: -14 min 15 s near 11 February,
// +16 min 25 s near 3 November). Tolerance: the 0.05 degrees that the header promises, or less.
#include "core/base/sim_time.hpp"
#include "models/services/local_clock.hpp"
#include "models/services/solar.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cityproof::services {
namespace {

std::int64_t utc(const std::string& text) {
    return LocalClock{text, "UTC"}.utc_s(SimTime::zero());
}

TEST(SolarElevation, agrees_with_nrels_worked_example) {
    // 2003-10-17 12:30:30 at UTC-7, Golden, Colorado: elevation 39.872046 without refraction.
    EXPECT_NEAR(solar_elevation_deg(utc("2003-10-17 19:30:30"), 39.742476, -105.1786), 39.872046,
                0.02);
}

TEST(SolarElevation, is_the_declination_at_the_pole) {
    EXPECT_NEAR(solar_elevation_deg(utc("2026-03-20 14:46"), 90, 0), 0, 0.02);
    EXPECT_NEAR(solar_elevation_deg(utc("2026-06-21 08:24"), 90, 0), 23.436, 0.02);
    EXPECT_NEAR(solar_elevation_deg(utc("2026-09-23 00:05"), 90, 0), 0, 0.02);
    EXPECT_NEAR(solar_elevation_deg(utc("2026-12-21 20:50"), 90, 0), -23.436, 0.02);
    EXPECT_NEAR(solar_elevation_deg(utc("2026-12-21 20:50"), -90, 0), 23.436, 0.02);
}

struct Noon {
    std::int64_t utc_s = 0;
    double elevation_deg = -90;
};

Noon noon(const std::string& day, double latitude, double longitude) {
    Noon best;
    const std::int64_t midnight = utc(day + " 00:00");
    for (std::int64_t second = 0; second < 86400; ++second) {
        const double elevation = solar_elevation_deg(midnight + second, latitude, longitude);
        if (elevation > best.elevation_deg) {
            best = {midnight + second, elevation};
        }
    }
    return best;
}

TEST(SolarElevation, noon_height_is_90_minus_latitude_plus_declination) {
    EXPECT_NEAR(noon("2026-06-21", 52.5, 0).elevation_deg, 90 - 52.5 + 23.436, 0.02);
    EXPECT_NEAR(noon("2026-12-21", 52.5, 0).elevation_deg, 90 - 52.5 - 23.436, 0.02);
    EXPECT_NEAR(noon("2026-06-21", -33.9, 0).elevation_deg, 90 - 33.9 - 23.436, 0.02);
}

TEST(SolarElevation, noon_comes_by_the_equation_of_time) {
    EXPECT_NEAR(static_cast<double>(noon("2026-11-03", 0, 0).utc_s),
                static_cast<double>(utc("2026-11-03 11:43:35")), 15);
    EXPECT_NEAR(static_cast<double>(noon("2026-02-11", 0, 0).utc_s),
                static_cast<double>(utc("2026-02-11 12:14:15")), 15);
}

TEST(SolarElevation, sun_is_earlier_in_the_east_by_four_minutes_a_degree) {
    const std::int64_t at_greenwich = noon("2026-04-15", 45, 0).utc_s;
    EXPECT_NEAR(static_cast<double>(at_greenwich - noon("2026-04-15", 45, 15).utc_s), 3600, 5);
}

} // namespace
} // namespace cityproof::services
