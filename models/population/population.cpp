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

/// Whole people that add up to `total`, as near to their shares as can be (largest remainder; of
/// equal ones the first).
std::vector<std::uint32_t> whole_shares(const std::vector<double>& weights, std::uint64_t total) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<std::uint32_t> whole(weights.size(), 0);
    if (!(sum > 0)) {
        return whole;
    }
    std::vector<double> rest(weights.size());
    std::vector<std::size_t> order;
    std::uint64_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double share = static_cast<double>(total) * weights[i] / sum;
        whole[i] = static_cast<std::uint32_t>(share);
        rest[i] = share - whole[i];
        given += whole[i];
        if (weights[i] > 0) {
            order.push_back(i);
        }
    }
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return rest[a] > rest[b]; });
    for (std::size_t i = 0; given < total; ++i, ++given) {
        ++whole[order[i % order.size()]];
    }
    return whole;
}

/// The buildings with dwellings of each cell.
std::vector<std::vector<std::size_t>> dwellings_by_cell(const CityModel& city,
                                                        const PeopleByCell& cells) {
    std::vector<std::vector<std::size_t>> dwellings(cells.people.size());
    for (std::size_t b = 0; b < city.buildings.size(); ++b) {
        if (city.buildings[b].dwelling_area_m2 > 0 &&
            cells.cell_of_building[b] < dwellings.size()) {
            dwellings[cells.cell_of_building[b]].push_back(b);
        }
    }
    return dwellings;
}

/// People by cell once those of cells without a dwelling have moved to the nearest with one.
std::vector<double> people_with_dwellings(const PeopleByCell& cells,
                                          const std::vector<std::vector<std::size_t>>& dwellings,
                                          CellFit& fit) {
    std::vector<double> people(cells.people.size(), 0);
    double moved = 0;
    for (std::size_t c = 0; c < people.size(); ++c) {
        if (!dwellings[c].empty()) {
            people[c] += cells.people[c];
            continue;
        }
        std::size_t nearest = people.size();
        double best_m = 0;
        for (std::size_t other = 0; cells.people[c] > 0 && other < people.size(); ++other) {
            const double away_m = std::hypot(cells.middle[other].x_m - cells.middle[c].x_m,
                                             cells.middle[other].y_m - cells.middle[c].y_m);
            if (!dwellings[other].empty() && (nearest == people.size() || away_m < best_m)) {
                nearest = other;
                best_m = away_m;
            }
        }
        if (nearest < people.size()) {
            people[nearest] += cells.people[c];
            moved += cells.people[c];
            ++fit.moved_from;
        }
    }
    fit.moved_people = static_cast<std::uint64_t>(std::llround(moved));
    return people;
}

/// Households and jobs of buildings that have their residents.
PopulationCount settle(CityModel& city, const PopulationRule& rule) {
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
        count.residents > 0 ? dwelling_area_m2(city) / static_cast<double>(count.residents) : 0;
    return count;
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
    return settle(city, rule);
}

PopulationCount populate_by_cells(CityModel& city, const PeopleByCell& cells,
                                  std::optional<std::uint32_t> residents, CellFit& fit,
                                  const PopulationRule& rule) {
    fit = {};
    const auto dwellings = dwellings_by_cell(city, cells);
    const std::vector<double> people = people_with_dwellings(cells, dwellings, fit);
    const double total = std::accumulate(cells.people.begin(), cells.people.end(), 0.0);
    const std::vector<std::uint32_t> of_cell = whole_shares(
        people, residents ? *residents : static_cast<std::uint64_t>(std::llround(total)));
    for (Building& building : city.buildings) {
        building.residents = 0;
    }
    for (std::size_t c = 0; c < of_cell.size(); ++c) {
        std::vector<double> areas_m2;
        for (const std::size_t b : dwellings[c]) {
            areas_m2.push_back(city.buildings[b].dwelling_area_m2);
        }
        const std::vector<std::uint32_t> shares = whole_shares(areas_m2, of_cell[c]);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            city.buildings[dwellings[c][i]].residents = shares[i];
        }
    }
    fit.empty_dwellings =
        static_cast<std::uint64_t>(std::ranges::count_if(city.buildings, [](const Building& b) {
            return b.dwelling_area_m2 > 0 && b.residents == 0;
        }));
    return settle(city, rule);
}

} // namespace cityproof::population
