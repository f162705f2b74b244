// SPDX-License-Identifier: Apache-2.0
#include "models/services/synthesis/city_equipment.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

namespace cityproof::services {
namespace {

using contracts::Building;
using contracts::BuildingUse;
using contracts::CityModel;
using contracts::Place;

double distance_m(const Place& a, const Place& b) {
    return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

std::uint64_t residents_of(const CityModel& city) {
    return std::accumulate(
        city.buildings.begin(), city.buildings.end(), std::uint64_t{0},
        [](std::uint64_t sum, const Building& building) { return sum + building.residents; });
}

/// Sites of which `mapped` exist already: the remaining ones, spread over the whole city.
std::vector<EquipmentSite> spread(const CityModel& city, const char* kind, double residents_each,
                                  std::size_t mapped, double size) {
    const double wanted = std::round(static_cast<double>(residents_of(city)) / residents_each) -
                          static_cast<double>(mapped);
    std::vector<EquipmentSite> sites;
    if (wanted < 1) {
        return sites;
    }
    const double step = static_cast<double>(residents_of(city)) / wanted;
    for (const std::uint32_t b : spread_by_residents(city, step, kind)) {
        const Building& building = city.buildings[b];
        sites.push_back(
            {fmt::format("{}:{}", kind, building.id), kind, building.connection, b, size});
    }
    return sites;
}

} // namespace

std::vector<std::uint32_t> spread_by_residents(const CityModel& city, double step,
                                               const std::string& purpose) {
    constexpr double side_m = 500;
    std::vector<std::uint32_t> order;
    for (std::uint32_t b = 0; b < city.buildings.size(); ++b) {
        if (city.buildings[b].residents > 0) {
            order.push_back(b);
        }
    }
    const auto place_in_walk = [&](std::uint32_t b) {
        const Place& at = city.buildings[b].centre;
        const auto row = static_cast<std::int64_t>(std::floor(at.y_m / side_m));
        const auto column = static_cast<std::int64_t>(std::floor(at.x_m / side_m));
        return std::tuple{row, row % 2 == 0 ? column : -column, b};
    };
    std::ranges::sort(order, {}, place_in_walk);
    engine::Draws draws{city.seed, 0, entity_hash("equipment", purpose),
                        engine::Purpose::asset_synthesis, 0};
    double next = step * draws.uniform();
    double walked = 0;
    std::vector<std::uint32_t> chosen;
    for (const std::uint32_t b : order) {
        walked += city.buildings[b].residents;
        if (walked > next) {
            chosen.push_back(b);
            next += step * std::max(1.0, std::ceil((walked - next) / step));
        }
    }
    return chosen;
}

std::vector<EquipmentSite> place_residual_containers(const CityModel& city) {
    constexpr double litres_per_person = 20;
    constexpr std::array sizes{120.0, 240.0, 660.0};
    constexpr double largest = 1100;
    std::vector<EquipmentSite> sites;
    for (std::uint32_t b = 0; b < city.buildings.size(); ++b) {
        const Building& building = city.buildings[b];
        if (building.residents == 0) {
            continue;
        }
        const double needed = building.residents * litres_per_person;
        double size = largest * std::ceil(needed / largest);
        for (const double one : sizes) {
            size = needed <= one ? std::min(size, one) : size;
        }
        sites.push_back(
            {fmt::format("container:{}", building.id), "residual", building.centre, b, size});
    }
    return sites;
}

std::vector<EquipmentSite> place_recycling_islands(const CityModel& city, std::size_t mapped) {
    return spread(city, "recycling", 900, mapped, 3000);
}

std::vector<EquipmentSite> place_car_parks(const CityModel& city, std::span<const Place> mapped) {
    constexpr double smallest_m2 = 1500;
    constexpr double near_m = 150;
    std::vector<EquipmentSite> sites;
    for (std::uint32_t b = 0; b < city.buildings.size(); ++b) {
        const Building& building = city.buildings[b];
        const bool visited =
            building.use == BuildingUse::commercial || building.use == BuildingUse::public_service;
        if (!visited || building.work_area_m2 < smallest_m2 ||
            std::ranges::any_of(mapped, [&](const Place& known) {
                return distance_m(known, building.centre) < near_m;
            })) {
            continue;
        }
        const double places = std::min(400.0, std::round(building.work_area_m2 / 60));
        sites.push_back(
            {fmt::format("car_park:{}", building.id), "surface", building.centre, b, places});
    }
    return sites;
}

std::vector<EquipmentSite> place_chargers(const CityModel& city, std::size_t mapped) {
    return spread(city, "charger", 1500, mapped, 2);
}

std::vector<EquipmentSite> place_stations(const CityModel& city, const std::string& kind) {
    const auto residents = static_cast<double>(residents_of(city));
    const double count = std::max(1.0, std::round(residents / 25000));
    std::vector<EquipmentSite> sites;
    for (const std::uint32_t home : spread_by_residents(city, residents / count, kind)) {
        // The public building nearest to where the people are; the house itself without one.
        std::uint32_t best = home;
        double best_m = 2000;
        for (std::uint32_t b = 0; b < city.buildings.size(); ++b) {
            const double far_m = distance_m(city.buildings[b].centre, city.buildings[home].centre);
            if (city.buildings[b].use == BuildingUse::public_service && far_m < best_m) {
                best = b;
                best_m = far_m;
            }
        }
        const Building& building = city.buildings[best];
        sites.push_back({fmt::format("{}:{}", kind, building.id), kind, building.centre, best, 0});
    }
    return sites;
}

} // namespace cityproof::services
