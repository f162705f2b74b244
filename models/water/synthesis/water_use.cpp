// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/water_use.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"

namespace cityproof::water::synthesis {
namespace {

constexpr double day_s = 86400;
constexpr double litres_per_m3 = 1000;

/// Households differ; the spread is assumed.
double thirst(const contracts::Building& building, std::uint32_t seed) {
    engine::Draws draws{seed, 0, entity_hash("water_customer", building.id),
                        engine::Purpose::asset_synthesis, 0};
    return 0.7 + 0.6 * draws.uniform();
}

void spread_losses(const StreetMains& mains, double loss_m3ps, std::vector<JunctionUse>& uses) {
    double length_m = 0;
    for (const StreetMains::Edge& edge : mains.edges) {
        length_m += edge.length_m;
    }
    for (const StreetMains::Edge& edge : mains.edges) {
        const double half_m3ps = loss_m3ps * edge.length_m / length_m / 2;
        uses[edge.start].loss_m3ps += half_m3ps;
        uses[edge.end].loss_m3ps += half_m3ps;
    }
}

} // namespace

double per_person_m3ps(const WaterSynthesisOptions& options) {
    return options.litres_per_person_day / litres_per_m3 / day_s;
}

std::vector<JunctionUse> water_use(const contracts::CityModel& city, const StreetMains& mains,
                                   const WaterSynthesisOptions& options) {
    std::vector<JunctionUse> uses(mains.nodes.size());
    const double person_m3ps = per_person_m3ps(options);
    const double area_m3ps = options.litres_per_work_m2_day / litres_per_m3 / day_s;
    double all_m3ps = 0;
    for (std::size_t i = 0; i < city.buildings.size(); ++i) {
        if (mains.node_of_building[i] == none) {
            continue;
        }
        const contracts::Building& building = city.buildings[i];
        JunctionUse& use = uses[mains.node_of_building[i]];
        const double domestic_m3ps =
            building.residents > 0 ? building.residents * person_m3ps * thirst(building, city.seed)
                                   : 0;
        const double work_m3ps = building.work_area_m2 * area_m3ps;
        use.domestic_m3ps += domestic_m3ps;
        use.work_m3ps += work_m3ps;
        use.residents += building.residents;
        all_m3ps += domestic_m3ps + work_m3ps;
    }
    spread_losses(mains, all_m3ps * options.loss_share / (1 - options.loss_share), uses);
    return uses;
}

} // namespace cityproof::water::synthesis
