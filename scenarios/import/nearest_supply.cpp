// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/nearest_supply.hpp"

#include "io/gis/polygon_repair.hpp"
#include "models/energy/synthesis/place_index.hpp"
#include "scenarios/import/made_layer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace cityproof::scenarios {
namespace {

using contracts::Place;
using energy::PlaceIndex;

constexpr double low_voltage_v = 1000;

Place place_of(const io::Geometry& geometry) {
    const io::Point at = io::centre_of(geometry);
    return {at.x_m, at.y_m};
}

PlaceIndex index_of(const std::vector<std::pair<std::uint32_t, Place>>& places) {
    std::vector<Place> all;
    all.reserve(places.size());
    for (const auto& [number, place] : places) {
        all.push_back(place);
    }
    const auto [low, high] = energy::corners_of(all);
    PlaceIndex index{low, high, all.size()};
    for (const auto& [number, place] : places) {
        index.add(number, place);
    }
    return index;
}

/// Rows of layer bus with a place, those of low voltage if there are any; busbars of stations only
/// when wanted and there are some.
PlaceIndex bus_index(const io::AssetTable& buses, bool busbars_only) {
    std::vector<std::pair<std::uint32_t, Place>> all;
    std::vector<std::pair<std::uint32_t, Place>> low;
    std::vector<std::pair<std::uint32_t, Place>> busbars;
    for (std::uint32_t row = 0; row < buses.size(); ++row) {
        if (buses.geometry[row].kind == io::GeometryKind::none) {
            continue;
        }
        const Place place = place_of(buses.geometry[row]);
        all.emplace_back(row, place);
        if (buses.number(row, "rated_v").value_or(low_voltage_v + 1) <= low_voltage_v) {
            low.emplace_back(row, place);
        }
        if (buses.text(row, "kind") == "station_lv") {
            busbars.emplace_back(row, place);
        }
    }
    if (busbars_only && !busbars.empty()) {
        return index_of(busbars);
    }
    return index_of(low.empty() ? all : low);
}

std::size_t join(io::AssetTable& table, const io::AssetTable& buses, const PlaceIndex& index) {
    std::size_t joined = 0;
    std::vector<io::Attribute>& column = column_of(table, "supplied_by");
    for (std::size_t row = 0; row < table.size(); ++row) {
        const bool given = std::holds_alternative<std::string>(column[row]) &&
                           !std::get<std::string>(column[row]).empty();
        if (given || table.geometry[row].kind == io::GeometryKind::none) {
            continue;
        }
        if (const auto hit = index.nearest(place_of(table.geometry[row]))) {
            column[row] = buses.ids[hit->number];
            ++joined;
        }
    }
    return joined;
}

bool is_for_cars(const std::string& street_class) {
    for (const char* other : {"footway", "path", "pedestrian", "steps", "cycleway", "rail", "tram",
                              "bus", "motorway"}) {
        if (street_class.find(other) != std::string::npos) {
            return false;
        }
    }
    return true;
}

/// Points along the streets, 20 m apart or less.
PlaceIndex street_index(const io::AssetTable& streets) {
    constexpr double spacing_m = 20;
    std::vector<std::pair<std::uint32_t, Place>> places;
    for (std::uint32_t row = 0; row < streets.size(); ++row) {
        if (!is_for_cars(streets.text(row, "class"))) {
            continue;
        }
        const std::vector<io::Point>& points = streets.geometry[row].points;
        for (std::size_t i = 1; i < points.size(); ++i) {
            const Place a{points[i - 1].x_m, points[i - 1].y_m};
            const Place b{points[i].x_m, points[i].y_m};
            const double pieces = std::max(1.0, std::ceil(energy::distance_m(a, b) / spacing_m));
            for (double k = 0.5; k < pieces; k += 1) {
                const double t = k / pieces;
                places.emplace_back(
                    row, Place{a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)});
            }
        }
    }
    return index_of(places);
}

} // namespace

void join_to_nearest_bus(CityDraft& draft) {
    const io::AssetTable* buses = draft.table("bus");
    if (buses == nullptr) {
        return;
    }
    const PlaceIndex any = bus_index(*buses, false);
    const PlaceIndex busbars = bus_index(*buses, true);
    std::string text;
    for (const char* layer : {"meter", "lamp", "signal", "pump", "charger", "sensor", "gateway",
                              "air_station", "noise_station", "charging_zone"}) {
        io::AssetTable* table = draft.table(layer);
        if (table == nullptr) {
            continue;
        }
        const std::string_view name = layer;
        const bool strong = name == "pump" || name == "charger" || name == "charging_zone";
        if (const std::size_t count = join(*table, *buses, strong ? busbars : any); count > 0) {
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", layer, count);
        }
    }
    if (!text.empty()) {
        draft.assumed("links: supplied by the nearest bus: " + text);
    }
}

void add_zones_of_chargers(CityDraft& draft) {
    constexpr double share_per_point = 0.02;
    constexpr double highest_share = 0.1;
    constexpr double point_w = 22000;
    const io::AssetTable* chargers = draft.table("charger");
    const io::AssetTable* streets = draft.table("street");
    if (chargers == nullptr || streets == nullptr || draft.table("charging_zone") != nullptr) {
        return;
    }

    struct Zone {
        double points = 0;
        std::string bus;
    };

    std::map<std::uint32_t, Zone> zones; // by the street's row
    const PlaceIndex index = street_index(*streets);
    for (std::size_t row = 0; row < chargers->size(); ++row) {
        const auto hit = index.nearest(place_of(chargers->geometry[row]));
        const std::string bus = chargers->text(row, "supplied_by");
        if (hit && !bus.empty()) {
            Zone& zone = zones[hit->number];
            zone.points += chargers->number(row, "points").value_or(1);
            zone.bus = zone.bus.empty() ? bus : zone.bus;
        }
    }
    MadeLayer layer{"charging_zone", {"supplied_by", "power_w", "share"}};
    const std::string rule = "the street at a charger; 2 % of its vehicles charge for each "
                             "charging point, at most 10 % (assumed)";
    for (const auto& [street, zone] : zones) {
        layer.add(streets->ids[street], streets->geometry[street],
                  {zone.bus, point_w, std::min(highest_share, share_per_point * zone.points)},
                  rule);
    }
    io::AssetTable table = layer.take();
    if (table.size() > 0) {
        draft.assumed(fmt::format("charging zones: {}, {}", table.size(), rule));
        draft.add(std::move(table), io::Provenance::synthetic, rule);
    }
}

} // namespace cityproof::scenarios
