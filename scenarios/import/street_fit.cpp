// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/street_fit.hpp"

#include "scenarios/import/sensor_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::scenarios {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void grow(io::Bounds& box, const io::Point& point) {
    box.west_m = std::min(box.west_m, point.x_m);
    box.south_m = std::min(box.south_m, point.y_m);
    box.east_m = std::max(box.east_m, point.x_m);
    box.north_m = std::max(box.north_m, point.y_m);
}

io::Bounds box_of(const io::SumoNet& net) {
    io::Bounds box{infinity, infinity, -infinity, -infinity};
    for (const io::SumoEdge& edge : net.edges) {
        for (const io::Point& point : edge.shape) {
            grow(box, to_city(point, net));
        }
    }
    return box;
}

/// Of the streets; of everything when there is none.
io::Bounds box_of(const io::City& city) {
    const io::AssetTable* streets = city.table("street");
    if (streets == nullptr || streets->size() == 0) {
        return city.bounds;
    }
    io::Bounds box{infinity, infinity, -infinity, -infinity};
    for (const io::Geometry& geometry : streets->geometry) {
        for (const io::Point& point : geometry.points) {
            grow(box, point);
        }
    }
    return box;
}

/// Whether a system puts the corners of a box where the city's does: the zones of UTM on WGS 84 and
/// on ETRS 89 do.
bool is_same_system(const std::string& code, const io::CityCrs& city, const io::Bounds& box) {
    if (code == city.code()) {
        return true;
    }
    if (code == "local" || !city.is_on_earth()) {
        return false;
    }
    constexpr double tolerance_m = 1;
    const io::CityCrs own{code};
    try {
        for (const io::Point& corner :
             {io::Point{box.west_m, box.south_m}, io::Point{box.east_m, box.north_m}}) {
            const io::Point there = city.from_lon_lat(own.to_lon_lat(corner), {});
            if (!(std::hypot(there.x_m - corner.x_m, there.y_m - corner.y_m) <= tolerance_m)) {
                return false;
            }
        }
    } catch (const std::runtime_error&) {
        return false; // out of the reach of one of them
    }
    return true;
}

std::string name_of(const std::string& code) {
    return code == "local" ? "local metres" : code;
}

std::string range_text(const io::Bounds& box) {
    return fmt::format("x {:.0f} to {:.0f} m, y {:.0f} to {:.0f} m", box.west_m, box.east_m,
                       box.south_m, box.north_m);
}

double distance_m(const io::Point& p, const io::Point& a, const io::Point& b) {
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    const double length2 = dx * dx + dy * dy;
    const double along = (p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy;
    const double t = length2 > 0 ? std::clamp(along / length2, 0.0, 1.0) : 0;
    return std::hypot(a.x_m + t * dx - p.x_m, a.y_m + t * dy - p.y_m);
}

} // namespace

void check_new_streets(const TrafficSource& source, const io::CityCrs& crs, const io::City& city) {
    const std::string file = source.net.file.string();
    const int line = source.net.location_line;
    const io::Bounds box = box_of(source.net);
    if (!is_same_system(source.crs, crs, box)) {
        throw InputError(
            {file, line, "location projParameter"},
            fmt::format("is in {}, and the city in {}", name_of(source.crs), name_of(crs.code())),
            "a net in the city's coordinate system",
            crs.is_on_earth() ? fmt::format("make it from its source with netconvert --proj \"{}\"",
                                            crs.proj_text())
                              : std::string{"import the city anew with this net"});
    }
    const io::Bounds old = box_of(city);
    if (box.west_m > old.east_m || box.east_m < old.west_m || box.south_m > old.north_m ||
        box.north_m < old.south_m) {
        throw InputError({file, line, "location netOffset"},
                         "puts the streets elsewhere than the city, at " + range_text(box),
                         "streets within " + range_text(old), "take a net of this city");
    }
}

bool lies_at(const io::Geometry& geometry, const io::Geometry& street) {
    constexpr double reach_m = 150;
    const io::Geometry middle = middle_of(geometry);
    if (middle.points.empty() || street.points.empty()) {
        return true;
    }
    double nearest_m = infinity;
    for (std::size_t i = 0; i < street.points.size(); ++i) {
        nearest_m =
            std::min(nearest_m, distance_m(middle.points.front(), street.points[i == 0 ? 0 : i - 1],
                                           street.points[i]));
    }
    return nearest_m <= reach_m;
}

} // namespace cityproof::scenarios
