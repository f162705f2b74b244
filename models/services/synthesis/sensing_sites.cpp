// SPDX-License-Identifier: Apache-2.0
#include "models/services/synthesis/sensing_sites.hpp"

#include "models/services/synthesis/city_equipment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>

namespace cityproof::services {
namespace {

using contracts::Building;
using contracts::CityModel;
using contracts::Place;
using contracts::StreetClass;

double distance_m(const Place& a, const Place& b) {
    return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

double residents_of(const CityModel& city) {
    double sum = 0;
    for (const Building& building : city.buildings) {
        sum += building.residents;
    }
    return sum;
}

/// Middle points of streets with traffic, those with the most people at them first.
std::vector<std::pair<std::uint32_t, Place>> busy_streets(const CityModel& city) {
    std::vector<double> people(city.segments.size(), 0);
    for (const Building& building : city.buildings) {
        if (building.segment != contracts::no_segment) {
            people[building.segment] += building.residents + 1;
        }
    }
    std::vector<std::uint32_t> order;
    for (std::uint32_t s = 0; s < city.segments.size(); ++s) {
        const auto& segment = city.segments[s];
        if (segment.component < city.street_nets && segment.street_class >= StreetClass::primary &&
            segment.street_class <= StreetClass::tertiary) {
            const auto rank = static_cast<double>(segment.street_class) -
                              static_cast<double>(StreetClass::primary);
            people[s] *= 3 - rank; // a primary street counts three times a tertiary one
            order.push_back(s);
        }
    }
    std::ranges::stable_sort(order, [&](auto a, auto b) { return people[a] > people[b]; });
    std::vector<std::pair<std::uint32_t, Place>> places;
    for (const std::uint32_t s : order) {
        const auto& shape = city.segments[s].shape;
        const Place& a = shape[(shape.size() - 1) / 2];
        const Place& b = shape[shape.size() / 2];
        places.emplace_back(s, Place{(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2});
    }
    return places;
}

std::vector<StationSite> beside_streets(const CityModel& city, const char* prefix, double count,
                                        double apart_m) {
    std::vector<StationSite> sites;
    for (const auto& [segment, place] : busy_streets(city)) {
        if (static_cast<double>(sites.size()) >= count) {
            break;
        }
        if (std::ranges::none_of(sites, [&, at = place](const StationSite& other) {
                return distance_m(other.place, at) < apart_m;
            })) {
            sites.push_back(
                {fmt::format("{}:{}", prefix, city.segments[segment].id), "traffic", place});
        }
    }
    return sites;
}

} // namespace

std::vector<StationSite> place_air_stations(const CityModel& city) {
    const double residents = residents_of(city);
    const double each = std::max(1.0, std::round(residents / 50000));
    std::vector<StationSite> sites = beside_streets(city, "air", each, 1000);
    for (const std::uint32_t b : spread_by_residents(city, residents / each, "air background")) {
        const Building& building = city.buildings[b];
        sites.push_back({fmt::format("air:{}", building.id), "background", building.centre});
    }
    return sites;
}

std::vector<StationSite> place_noise_stations(const CityModel& city) {
    return beside_streets(city, "noise", std::max(2.0, std::round(residents_of(city) / 10000)),
                          300);
}

std::vector<GatewaySite> place_gateways(const CityModel& city, std::span<const Place> devices) {
    constexpr double side_m = 500;
    std::map<std::pair<std::int64_t, std::int64_t>, std::uint32_t> highest;
    for (std::uint32_t b = 0; b < city.buildings.size(); ++b) {
        const Place& at = city.buildings[b].centre;
        const auto [found, is_new] =
            highest.try_emplace({static_cast<std::int64_t>(std::floor(at.y_m / side_m)),
                                 static_cast<std::int64_t>(std::floor(at.x_m / side_m))},
                                b);
        if (!is_new && city.buildings[b].height_m > city.buildings[found->second].height_m) {
            found->second = b;
        }
    }
    std::vector<bool> covered(devices.size(), false);
    std::vector<GatewaySite> chosen;
    while (true) {
        std::uint32_t best = contracts::no_segment;
        std::size_t most = 0;
        for (const auto& [square, b] : highest) {
            std::size_t gain = 0;
            for (std::size_t d = 0; d < devices.size(); ++d) {
                gain += !covered[d] &&
                                distance_m(devices[d], city.buildings[b].centre) <= gateway_range_m
                            ? 1U
                            : 0U;
            }
            if (gain > most) {
                most = gain;
                best = b;
            }
        }
        if (best == contracts::no_segment) {
            return chosen;
        }
        const Building& building = city.buildings[best];
        for (std::size_t d = 0; d < devices.size(); ++d) {
            covered[d] = covered[d] || distance_m(devices[d], building.centre) <= gateway_range_m;
        }
        chosen.push_back({fmt::format("gateway:{}", building.id), building.centre,
                          building.height_m, gateway_range_m, most});
    }
}

} // namespace cityproof::services
