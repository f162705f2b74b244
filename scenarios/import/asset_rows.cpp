// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/asset_rows.hpp"

#include "scenarios/import/sensed_quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>

namespace cityproof::scenarios {
namespace {

constexpr double least_reach_m = 1000; ///< beyond the city as imported: new quarters are planned
constexpr double reach_share = 0.1;    ///< of its extent
constexpr double sensor_reach_m = 150; ///< a sensor at the other end of a long block

double distance_m(const io::Point& p, const io::Point& a, const io::Point& b) {
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2, 0.0, 1.0)
                    : 0;
    return std::hypot(a.x_m + t * dx - p.x_m, a.y_m + t * dy - p.y_m);
}

/// From a point to a point or line; infinite when there is none.
double distance_m(const io::Point& p, const io::Geometry& to) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < to.points.size(); ++i) {
        best = std::min(best, distance_m(p, to.points[i == 0 ? 0 : i - 1], to.points[i]));
    }
    return best;
}

bool is_drawn(const io::Geometry& geometry) {
    return geometry.kind != io::GeometryKind::none && !geometry.points.empty();
}

} // namespace

AssetRowCheck::AssetRowCheck(const io::City& city, Problems& problems)
    : city_{city},
      problems_{problems},
      map_{city.map.string()} {
    const io::Bounds& box = city.bounds;
    const double extent_m = std::max(box.east_m - box.west_m, box.north_m - box.south_m);
    has_reach_ = extent_m > 0;
    const double reach_m = std::max(least_reach_m, reach_share * extent_m);
    reach_ = {box.west_m - reach_m, box.south_m - reach_m, box.east_m + reach_m,
              box.north_m + reach_m};
}

void AssetRowCheck::check(const io::AssetTable& table, LimitedProblems& listed) const {
    check_places(table, listed);
    check_values(table, listed);
    if (table.name == "sensor") {
        check_sensor_places(table);
    }
}

Location AssetRowCheck::where(const io::AssetTable& table, std::size_t row,
                              const char* column) const {
    return {map_, 0, fmt::format("{} \"{}\" {}", table.name, table.ids[row], column)};
}

double AssetRowCheck::beyond_m(const io::Point& point) const {
    if (!has_reach_) {
        return 0;
    }
    const double x_m = std::max({reach_.west_m - point.x_m, point.x_m - reach_.east_m, 0.0});
    const double y_m = std::max({reach_.south_m - point.y_m, point.y_m - reach_.north_m, 0.0});
    return std::hypot(x_m, y_m);
}

void AssetRowCheck::check_places(const io::AssetTable& table, LimitedProblems& listed) const {
    const bool must_be_drawn = table.name == "lamp" || table.name == "meter";
    for (std::size_t row = 0; row < table.size(); ++row) {
        const io::Geometry& geometry = table.geometry[row];
        if (!is_drawn(geometry)) {
            if (must_be_drawn) {
                listed.error(where(table, row, "geometry"), "has no place", "a point",
                             "draw it in QGIS, or delete the row");
            }
            continue;
        }
        double far_m = 0;
        for (const io::Point& point : geometry.points) {
            far_m = std::max(far_m, beyond_m(point));
        }
        if (!(far_m <= 0)) {
            listed.error(where(table, row, "geometry"),
                         fmt::format("lies far outside the city, {:.1f} km beyond what belongs to "
                                     "it",
                                     far_m / 1000),
                         fmt::format("a place within x {:.0f} to {:.0f} m, y {:.0f} to {:.0f} m",
                                     reach_.west_m, reach_.east_m, reach_.south_m, reach_.north_m),
                         "move it in QGIS; what is pasted from another map may be in its CRS");
        }
    }
}

void AssetRowCheck::check_number(const io::AssetTable& table, std::size_t row, const char* column,
                                 LimitedProblems& listed) const {
    const auto value = table.number(row, column);
    if (!value || !(*value >= 0) || !std::isfinite(*value)) {
        listed.error(where(table, row, column), "is missing, no number, or negative",
                     "a number of zero or more", "fill the cell in QGIS");
    }
}

void AssetRowCheck::check_values(const io::AssetTable& table, LimitedProblems& listed) const {
    const bool consumer = table.name == "lamp" || table.name == "meter";
    const bool zone = table.name == "charging_zone";
    if (!consumer && !zone && table.name != "signal") {
        return;
    }
    for (std::size_t row = 0; row < table.size(); ++row) {
        const bool draws = consumer || !table.text(row, "supplied_by").empty();
        if (draws) {
            check_number(table, row, "power_w", listed);
        }
        if (draws && zone) {
            check_number(table, row, "share", listed);
        }
        if (table.name != "meter") {
            continue;
        }
        const std::string profile = table.text(row, "profile");
        if (profile != "household" && profile != "commercial") {
            listed.error(where(table, row, "profile"),
                         profile.empty() ? std::string{"is missing"}
                                         : fmt::format("\"{}\" is no load profile", profile),
                         "household or commercial", "fill the cell in QGIS");
        }
    }
}

void AssetRowCheck::check_sensor_places(const io::AssetTable& sensors) const {
    using Rows = std::map<std::string_view, std::size_t>;
    std::map<std::string_view, Rows> by_layer;
    std::size_t far = 0;
    std::string first;
    for (std::size_t row = 0; row < sensors.size(); ++row) {
        const SensedQuantity* quantity = sensed_quantity(sensors.text(row, "quantity"));
        const io::AssetTable* layer = quantity == nullptr ? nullptr : city_.table(quantity->layer);
        const io::Geometry& place = sensors.geometry[row];
        if (layer == nullptr || !is_drawn(place) || beyond_m(place.points.front()) > 0) {
            continue; // the last is an error already
        }
        auto [rows, is_new] = by_layer.try_emplace(quantity->layer);
        for (std::size_t i = 0; is_new && i < layer->size(); ++i) {
            rows->second.emplace(layer->ids[i], i);
        }
        const std::string target = sensors.text(row, "target");
        const auto found = rows->second.find(target);
        if (found == rows->second.end() || !is_drawn(layer->geometry[found->second])) {
            continue;
        }
        const double away_m = distance_m(place.points.front(), layer->geometry[found->second]);
        if (away_m > sensor_reach_m && far++ == 0) {
            first = fmt::format("\"{}\", {:.0f} m from {} \"{}\"", sensors.ids[row], away_m,
                                quantity->layer, target);
        }
    }
    if (far > 0) {
        problems_.warning({map_, 0, "sensor"},
                          fmt::format("{} of {} sensors lie far from what they measure, the first "
                                      "is {}",
                                      far, sensors.size(), first),
                          fmt::format("a place within {:.0f} m of the target", sensor_reach_m),
                          "a moved sensor goes on measuring its target: change that, too");
    }
}

} // namespace cityproof::scenarios
