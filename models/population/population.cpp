// SPDX-License-Identifier: Apache-2.0
#include "models/population/population.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace cityproof::population {
namespace {

using contracts::Building;
using contracts::BuildingUse;
using contracts::CityModel;

/// What a building's draws are for.
enum class Occasion : std::uint64_t { residents, households, jobs };

/// Rounds up with the probability of the part behind the point.
std::uint32_t rounded(double value, std::uint32_t seed, const Building& building,
                      Occasion occasion) {
    engine::Draws draws{seed, 0, entity_hash("building", building.id), engine::Purpose::population,
                        static_cast<std::uint64_t>(occasion)};
    const double whole = std::floor(value);
    return static_cast<std::uint32_t>(whole) + (draws.uniform() < value - whole ? 1U : 0U);
}

double area_per_job_m2(const Building& building, const PopulationRule& rule) {
    switch (building.use) {
    case BuildingUse::industrial:
        return rule.industrial_m2;
    case BuildingUse::public_service:
        return rule.public_m2;
    default:
        return rule.commercial_m2;
    }
}

double dwelling_area_m2(const CityModel& city) {
    double sum = 0;
    for (const Building& building : city.buildings) {
        sum += building.dwelling_area_m2;
    }
    return sum;
}

/// Adds or takes single persons, from the largest dwellings on, until the total is right.
void meet_total(CityModel& city, std::int64_t missing) {
    std::vector<std::size_t> order(city.buildings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return city.buildings[a].dwelling_area_m2 > city.buildings[b].dwelling_area_m2;
    });
    std::erase_if(order, [&](std::size_t i) { return city.buildings[i].dwelling_area_m2 <= 0; });
    while (missing != 0 && !order.empty()) {
        const std::int64_t before = missing;
        for (const std::size_t i : order) {
            Building& building = city.buildings[i];
            if (missing > 0) {
                ++building.residents;
                --missing;
            } else if (missing < 0 && building.residents > 0) {
                --building.residents;
                ++missing;
            }
        }
        if (missing == before) {
            return;
        }
    }
}

} // namespace

PopulationCount populate(CityModel& city, std::optional<std::uint32_t> residents,
                         const PopulationRule& rule) {
    const double area_m2 = dwelling_area_m2(city);
    const double per_m2 =
        residents && area_m2 > 0 ? *residents / area_m2 : rule.net_share / rule.living_space_m2;
    std::int64_t total = 0;
    for (Building& building : city.buildings) {
        building.residents =
            rounded(building.dwelling_area_m2 * per_m2, city.seed, building, Occasion::residents);
        total += building.residents;
    }
    if (residents) {
        meet_total(city, std::int64_t{*residents} - total);
    }
    PopulationCount count;
    for (Building& building : city.buildings) {
        const double households = building.residents / rule.persons_per_household;
        building.households =
            building.residents == 0
                ? 0
                : std::max(1U, rounded(households, city.seed, building, Occasion::households));
        building.jobs = rounded(building.work_area_m2 / area_per_job_m2(building, rule), city.seed,
                                building, Occasion::jobs);
        count.residents += building.residents;
        count.households += building.households;
        count.jobs += building.jobs;
    }
    count.floor_m2_per_resident =
        count.residents > 0 ? area_m2 / static_cast<double>(count.residents) : 0;
    return count;
}

} // namespace cityproof::population
