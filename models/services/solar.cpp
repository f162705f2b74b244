// SPDX-License-Identifier: Apache-2.0
#include "models/services/solar.hpp"

#include <cmath>
#include <numbers>

namespace cityproof::services {
namespace {

constexpr double radian = std::numbers::pi / 180.0;

double sin_deg(double degrees) {
    return std::sin(degrees * radian);
}

double cos_deg(double degrees) {
    return std::cos(degrees * radian);
}

} // namespace

double solar_elevation_deg(std::int64_t utc_s, double latitude_deg, double longitude_deg) {
    // Days since J2000.0 (2000-01-01 12:00 UTC = 946728000).
    const double days = static_cast<double>(utc_s - 946728000) / 86400.0;
    const double mean_anomaly = 357.52911 + 0.98560028 * days;
    const double mean_longitude = 280.46646 + 0.98564736 * days;
    const double ecliptic_longitude =
        mean_longitude + 1.914602 * sin_deg(mean_anomaly) + 0.019993 * sin_deg(2 * mean_anomaly);
    const double obliquity = 23.439291 - 0.00000036 * days;
    const double right_ascension =
        std::atan2(cos_deg(obliquity) * sin_deg(ecliptic_longitude), cos_deg(ecliptic_longitude)) /
        radian;
    const double declination = std::asin(sin_deg(obliquity) * sin_deg(ecliptic_longitude)) / radian;
    const double sidereal_deg = 280.46061837 + 360.98564736629 * days;
    const double hour_angle = std::remainder(sidereal_deg + longitude_deg - right_ascension, 360.0);
    const double sine = sin_deg(latitude_deg) * sin_deg(declination) +
                        cos_deg(latitude_deg) * cos_deg(declination) * cos_deg(hour_angle);
    return std::asin(sine) / radian;
}

} // namespace cityproof::services
