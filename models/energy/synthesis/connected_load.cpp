// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/connected_load.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::energy {
namespace {

using contracts::Building;
using contracts::BuildingUse;

double households_of(const Building& building) {
    if (building.households == 0 && building.residents > 0) {
        return 1;
    }
    return building.households;
}

/// Around 1, from the seed and the building's id alone: a building that is added changes no other.
double floor_factor(const Building& building, std::uint32_t seed, double spread) {
    engine::Draws draws{seed, 0, entity_hash("building", building.id),
                        engine::Purpose::asset_synthesis, 0};
    return 1 + spread * (2 * draws.uniform() - 1);
}

ConnectedLoad load_of(const Building& building, std::uint32_t seed, const LoadRules& rules) {
    ConnectedLoad load;
    if (building.use == BuildingUse::ancillary) {
        return load;
    }
    load.households = households_of(building);
    if (!(building.work_area_m2 > 0)) {
        return load;
    }
    const double area_m2 = building.work_area_m2 * floor_factor(building, seed, rules.floor_spread);
    if (building.use == BuildingUse::public_service) {
        load.public_w = area_m2 * rules.public_wpm2;
        load.public_customers = 1;
    } else {
        load.commercial_w = area_m2 * rules.commercial_wpm2;
        load.commercial_customers = 1;
    }
    return load;
}

} // namespace

ConnectedLoad& ConnectedLoad::operator+=(const ConnectedLoad& other) {
    households += other.households;
    commercial_w += other.commercial_w;
    commercial_customers += other.commercial_customers;
    public_w += other.public_w;
    public_customers += other.public_customers;
    firm_w += other.firm_w;
    return *this;
}

double coincidence(double customers, double at_infinity) {
    const double n = std::max(1.0, customers);
    // n^(3/4) from square roots, which are the same on every machine; pow() is not.
    const double root = std::sqrt(n);
    return at_infinity + (1 - at_infinity) / (root * std::sqrt(root));
}

Coincidence coincidence_of(const ConnectedLoad& group, const LoadRules& rules) {
    return {coincidence(group.households, rules.household_at_infinity),
            coincidence(group.commercial_customers, rules.commercial_at_infinity),
            coincidence(group.public_customers, rules.public_at_infinity)};
}

double drawn_w(const ConnectedLoad& part, const Coincidence& factors, const LoadRules& rules) {
    return part.households * rules.household_w * factors.household +
           part.commercial_w * factors.commercial + part.public_w * factors.public_service +
           part.firm_w;
}

double peak_w(const ConnectedLoad& group, const LoadRules& rules) {
    return drawn_w(group, coincidence_of(group, rules), rules);
}

std::vector<ConnectedLoad> connected_loads(const contracts::CityModel& city,
                                           const LoadRules& rules) {
    std::vector<ConnectedLoad> loads;
    loads.reserve(city.buildings.size());
    for (const Building& building : city.buildings) {
        loads.push_back(load_of(building, city.seed, rules));
    }
    return loads;
}

} // namespace cityproof::energy
