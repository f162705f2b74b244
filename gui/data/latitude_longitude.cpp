// SPDX-License-Identifier: Apache-2.0
#include "gui/data/latitude_longitude.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

namespace cityproof::gui {
namespace {

constexpr double equator_m = 6'378'137; ///< semi-major axis of WGS 84 and GRS 80
constexpr double flattening = 1 / 298.257223563;
constexpr double scale_at_meridian = 0.9996;
constexpr double false_easting_m = 500'000;
constexpr double false_northing_south_m = 10'000'000;
constexpr double degrees = 180 / std::numbers::pi;

struct Zone {
    int number = 0; ///< 1 to 60, from 180 degrees west
    bool south = false;
};

std::optional<Zone> zone_of(std::string_view crs) {
    constexpr std::string_view authority = "EPSG:";
    if (!crs.starts_with(authority)) {
        return std::nullopt;
    }
    crs.remove_prefix(authority.size());
    int code = 0;
    const auto [end, error] = std::from_chars(crs.data(), crs.data() + crs.size(), code);
    if (error != std::errc{} || end != crs.data() + crs.size()) {
        return std::nullopt;
    }
    if (code > 32600 && code <= 32660) {
        return Zone{code - 32600, false};
    }
    if (code > 32700 && code <= 32760) {
        return Zone{code - 32700, true};
    }
    if (code >= 25828 && code <= 25838) {
        return Zone{code - 25800, false};
    }
    return std::nullopt;
}

} // namespace

std::optional<LatitudeLongitude> latitude_longitude(std::string_view crs, double x_m, double y_m) {
    const std::optional<Zone> zone = zone_of(crs);
    if (!zone) {
        return std::nullopt;
    }
    const double n = flattening / (2 - flattening);
    const double n2 = n * n;
    const double n3 = n2 * n;
    const double radius_m = equator_m / (1 + n) * (1 + n2 / 4 + n2 * n2 / 64);
    const std::array beta{n / 2 - 2 * n2 / 3 + 37 * n3 / 96, n2 / 48 + n3 / 15, 17 * n3 / 480};
    const std::array delta{2 * n - 2 * n2 / 3 - 2 * n3, 7 * n2 / 3 - 8 * n3 / 5, 56 * n3 / 15};

    const double north_m = y_m - (zone->south ? false_northing_south_m : 0);
    const double xi = north_m / (scale_at_meridian * radius_m);
    const double eta = (x_m - false_easting_m) / (scale_at_meridian * radius_m);
    double xi_sphere = xi;
    double eta_sphere = eta;
    for (std::size_t i = 0; i < beta.size(); ++i) {
        const double j = 2 * static_cast<double>(i + 1);
        xi_sphere -= beta[i] * std::sin(j * xi) * std::cosh(j * eta);
        eta_sphere -= beta[i] * std::cos(j * xi) * std::sinh(j * eta);
    }
    const double conformal = std::asin(std::sin(xi_sphere) / std::cosh(eta_sphere));
    double latitude = conformal;
    for (std::size_t i = 0; i < delta.size(); ++i) {
        latitude += delta[i] * std::sin(2 * static_cast<double>(i + 1) * conformal);
    }
    const double meridian_deg = 6 * zone->number - 183;
    const double longitude_deg =
        meridian_deg + degrees * std::atan2(std::sinh(eta_sphere), std::cos(xi_sphere));
    return LatitudeLongitude{degrees * latitude, std::remainder(longitude_deg, 360)};
}

} // namespace cityproof::gui
