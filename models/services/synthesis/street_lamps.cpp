// SPDX-License-Identifier: Apache-2.0
#include "models/services/synthesis/street_lamps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numbers>
#include <optional>

namespace cityproof::services {
namespace {

using contracts::CityModel;
using contracts::Place;
using contracts::StreetClass;
using contracts::StreetSegment;

constexpr double beside_street_m = 40; ///< from a lamp to the wall of a house
constexpr double mapped_near_m = 20;

struct LampRow {
    double spacing_m = 0;
    double power_w = 0;
    double beside_m = 0; ///< from the middle of the street
};

std::optional<LampRow> row_of(StreetClass street_class) {
    switch (street_class) {
    case StreetClass::primary:
        return LampRow{35, 110, 7};
    case StreetClass::secondary:
        return LampRow{35, 80, 6};
    case StreetClass::tertiary:
        return LampRow{38, 60, 5};
    case StreetClass::residential:
        return LampRow{42, 35, 4};
    case StreetClass::service:
    case StreetClass::path:
        return LampRow{42, 25, 2};
    case StreetClass::motorway:
    case StreetClass::trunk:
        break;
    }
    return std::nullopt;
}

/// Finds mapped lamps near a place.
class MappedLamps {
  public:
    explicit MappedLamps(std::span<const Place> lamps) {
        for (const Place& lamp : lamps) {
            cells_[cell(lamp)].push_back(lamp);
        }
    }

    bool near(const Place& place) const {
        const auto [column, row] = cell(place);
        for (std::int64_t c = column - 1; c <= column + 1; ++c) {
            for (std::int64_t r = row - 1; r <= row + 1; ++r) {
                const auto found = cells_.find({c, r});
                if (found == cells_.end()) {
                    continue;
                }
                for (const Place& lamp : found->second) {
                    if (std::hypot(lamp.x_m - place.x_m, lamp.y_m - place.y_m) < mapped_near_m) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

  private:
    static std::pair<std::int64_t, std::int64_t> cell(const Place& place) {
        return {static_cast<std::int64_t>(std::floor(place.x_m / mapped_near_m)),
                static_cast<std::int64_t>(std::floor(place.y_m / mapped_near_m))};
    }

    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<Place>> cells_;
};

/// Finds houses beside a street; a house is a circle of its footprint's area.
class Houses {
  public:
    explicit Houses(const CityModel& city) {
        for (const contracts::Building& building : city.buildings) {
            if (building.use == contracts::BuildingUse::ancillary) {
                continue;
            }
            const double radius_m = std::sqrt(building.footprint_m2 / std::numbers::pi);
            // A large one stands in every cell that it may be beside.
            const auto reach =
                static_cast<std::int64_t>(std::ceil((radius_m + beside_street_m) / cell_m));
            const auto [column, row] = cell(building.centre);
            for (std::int64_t c = column - reach; c <= column + reach; ++c) {
                for (std::int64_t r = row - reach; r <= row + reach; ++r) {
                    cells_[{c, r}].push_back({building.centre, radius_m});
                }
            }
        }
    }

    bool beside(const Place& place) const {
        const auto found = cells_.find(cell(place));
        return found != cells_.end() && std::ranges::any_of(found->second, [&](const House& house) {
                   return std::hypot(house.centre.x_m - place.x_m, house.centre.y_m - place.y_m) <=
                          house.radius_m + beside_street_m;
               });
    }

  private:
    struct House {
        Place centre;
        double radius_m = 0;
    };

    static constexpr double cell_m = 50;

    static std::pair<std::int64_t, std::int64_t> cell(const Place& place) {
        return {static_cast<std::int64_t>(std::floor(place.x_m / cell_m)),
                static_cast<std::int64_t>(std::floor(place.y_m / cell_m))};
    }

    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<House>> cells_;
};

/// Whether a lamp belongs here when nothing is mapped.
bool is_street(const CityModel& city, const StreetSegment& segment) {
    return segment.street_class >= StreetClass::primary &&
           segment.street_class <= StreetClass::residential && segment.component < city.street_nets;
}

/// Calls `visit` with every lamp of a row along a street.
template <typename Visit>
void along(const StreetSegment& segment, const LampRow& row, Visit&& visit) {
    double next_m = row.spacing_m / 2;
    double start_m = 0;
    double side = 1;
    for (std::size_t i = 1; i < segment.shape.size(); ++i) {
        const Place& a = segment.shape[i - 1];
        const Place& b = segment.shape[i];
        const double piece_m = std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
        for (; piece_m > 0 && next_m <= start_m + piece_m; next_m += row.spacing_m) {
            const double t = (next_m - start_m) / piece_m;
            const double out_m = side * row.beside_m / piece_m;
            visit(Place{a.x_m + t * (b.x_m - a.x_m) - out_m * (b.y_m - a.y_m),
                        a.y_m + t * (b.y_m - a.y_m) + out_m * (b.x_m - a.x_m)});
            side = -side;
        }
        start_m += piece_m;
    }
}

} // namespace

std::vector<LampSite> place_street_lamps(const CityModel& city, std::span<const Place> mapped) {
    const Houses houses{city};
    const MappedLamps known{mapped};
    std::vector<LampSite> lamps;
    for (const StreetSegment& segment : city.segments) {
        const auto row = row_of(segment.street_class);
        if (!row || segment.mapped_unlit || !(segment.mapped_lit || is_street(city, segment))) {
            continue;
        }
        int number = 0;
        along(segment, *row, [&](const Place& place) {
            ++number;
            if (!known.near(place) && (segment.mapped_lit || houses.beside(place))) {
                lamps.push_back(
                    {fmt::format("lamp:{}:{}", segment.id, number), place, row->power_w});
            }
        });
    }
    return lamps;
}

} // namespace cityproof::services
