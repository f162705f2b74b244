// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/water_synthesis.hpp"

#include "core/base/errors.hpp"
#include "models/water/synthesis/inp_writer.hpp"
#include "models/water/synthesis/realism.hpp"
#include "models/water/synthesis/street_fittings.hpp"
#include "models/water/synthesis/water_stations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::water::synthesis {
namespace {

void check_streets(const contracts::CityModel& city) {
    for (const contracts::StreetSegment& street : city.segments) {
        if (street.from >= city.nodes.size() || street.to >= city.nodes.size() ||
            street.shape.size() < 2) {
            throw InputError({.key = street.id}, "a street without two ends",
                             "two nodes of the city and two points or more",
                             "leave the street out");
        }
    }
}

void check(const contracts::CityModel& city, const WaterSynthesisOptions& options) {
    check_streets(city);
    const std::vector<double>& heights = options.elevation_m;
    if (!heights.empty() && heights.size() != city.nodes.size()) {
        throw InputError(
            {.key = "elevation_m"},
            fmt::format("{} elevations for {} street nodes", heights.size(), city.nodes.size()),
            "one for each node", "leave elevations out for flat ground");
    }
    if (!std::ranges::all_of(heights, [](double height) { return std::isfinite(height); })) {
        throw InputError({.key = "elevation_m"}, "an elevation is not a number", "metres",
                         "leave elevations out for flat ground");
    }
    if (zone_span_m(options, 15) < 10) {
        throw InputError({.key = "most_pressure_m"},
                         fmt::format("{} m leave no room above {} m at the customers",
                                     options.most_pressure_m, options.least_pressure_m),
                         "at least 30 m more than least_pressure_m", "raise most_pressure_m");
    }
    const bool positive = options.litres_per_person_day > 0 && options.longest_pipe_m >= 20 &&
                          options.hydrant_spacing_m >= 20 && options.residents_per_works >= 1;
    if (!positive || options.loss_share < 0 || options.loss_share >= 0.9) {
        throw InputError({.key = "water synthesis options"}, "a value is out of its range",
                         "litres_per_person_day > 0, longest_pipe_m and hydrant_spacing_m >= 20, "
                         "residents_per_works >= 1, loss_share from 0 to 0.9");
    }
}

void add_remarks(const contracts::CityModel& city, const StreetMains& mains,
                 const WaterSynthesisOptions& options, SyntheticWater& water) {
    std::size_t unserved = 0;
    for (std::size_t i = 0; i < city.buildings.size(); ++i) {
        const bool has_people =
            city.buildings[i].residents > 0 || city.buildings[i].work_area_m2 > 0;
        unserved += has_people && mains.node_of_building[i] == none ? 1U : 0U;
    }
    if (unserved > 0) {
        water.remarks.push_back(
            fmt::format("{} buildings stand farther than {} m from any main and have no water",
                        unserved, options.longest_service_m));
    }
    if (options.elevation_m.empty()) {
        water.remarks.emplace_back("without elevations all ground is taken as flat: one pressure "
                                   "zone for each works");
    }
}

} // namespace

SyntheticWater synthesize_water(const contracts::CityModel& city,
                                const WaterSynthesisOptions& options) {
    check(city, options);
    const StreetMains mains = lay_street_mains(city, options);
    const std::vector<JunctionUse> uses = water_use(city, mains, options);
    const bool is_used =
        std::ranges::any_of(uses, [](const JunctionUse& use) { return use.use_m3ps() > 0; });
    SyntheticWater water;
    if (!is_used) {
        water.junction_of_building.assign(city.buildings.size(), none);
        water.remarks.emplace_back("no building at a street needs water: there is no network");
        return water;
    }
    const ZonePlan plan = plan_zones(city, mains, uses, options);
    const Sizing sizing = size_mains(city, mains, plan, uses, options);
    const Design design{city, mains, plan, sizing, uses, options};
    const NodeNumbers numbers{design};
    NameBook nodes;
    NameBook links;
    water = assemble_mains(design, numbers, nodes, links);
    add_stations(design, numbers, nodes, links, water);
    add_hydrants(city, options, water);
    add_isolation_valves(water);
    add_remarks(city, mains, options, water);
    water.realism = realism_of(design, water);
    water.inp = inp_text(water);
    return water;
}

} // namespace cityproof::water::synthesis
