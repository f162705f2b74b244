// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/street_fittings.hpp"

#include "models/water/synthesis/place_grid.hpp"
#include "models/water/synthesis/street_mains.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::water::synthesis {
namespace {

using contracts::Place;

constexpr double sample_m = 20;
constexpr double mapped_reach_m = 60;
constexpr double packing = 0.85; // hydrants on crossing streets serve each other's
constexpr int least_hydrant_mm = 100;
constexpr double valve_from_end_m = 3;

bool lies_in_a_street(const WaterPipe& pipe) {
    return pipe.segment != none;
}

/// A place on a pipe.
struct Spot {
    std::uint32_t pipe = 0;
    double at_m = 0;
    Place place;
};

std::vector<Spot> spots_along(const SyntheticWater& water) {
    std::vector<Spot> spots;
    for (std::uint32_t i = 0; i < water.pipes.size(); ++i) {
        const WaterPipe& pipe = water.pipes[i];
        if (!lies_in_a_street(pipe) || pipe.dn_mm < least_hydrant_mm) {
            continue;
        }
        for (double at_m = std::min(sample_m, pipe.length_m) / 2; at_m < pipe.length_m;
             at_m += sample_m) {
            spots.push_back({i, at_m, place_along(pipe.shape, at_m)});
        }
    }
    return spots;
}

Hydrant hydrant_at(const SyntheticWater& water, const Spot& spot) {
    const WaterPipe& pipe = water.pipes[spot.pipe];
    return {.id = fmt::format("h-{}-{:.0f}", pipe.id, spot.at_m),
            .place = spot.place,
            .pipe = spot.pipe,
            .junction = spot.at_m < pipe.length_m / 2 ? pipe.start : pipe.end,
            .rule = "along mains, about one for each spacing"};
}

} // namespace

void add_hydrants(const contracts::CityModel& city, const WaterSynthesisOptions& options,
                  SyntheticWater& water) {
    const std::vector<Spot> spots = spots_along(water);
    PlaceGrid spot_grid{50};
    for (std::uint32_t i = 0; i < spots.size(); ++i) {
        spot_grid.add(spots[i].place, i);
    }
    PlaceGrid placed{100};
    for (const contracts::MappedAsset& asset : city.mapped) {
        if (asset.layer != "hydrant") {
            continue;
        }
        const auto found = spot_grid.nearest(asset.place, mapped_reach_m);
        if (found.item == none) {
            water.remarks.push_back(
                fmt::format("hydrant {} stands farther than {} m from any main", asset.id,
                            mapped_reach_m));
            continue;
        }
        Hydrant hydrant = hydrant_at(water, spots[found.item]);
        hydrant.id = asset.id;
        hydrant.place = asset.place;
        hydrant.mapped = true;
        hydrant.rule = "mapped; joined to the nearest main";
        placed.add(asset.place, 0);
        water.hydrants.push_back(std::move(hydrant));
    }
    for (const Spot& spot : spots) {
        if (placed.nearest(spot.place, packing * options.hydrant_spacing_m).item == none) {
            placed.add(spot.place, 0);
            water.hydrants.push_back(hydrant_at(water, spot));
        }
    }
}

void add_isolation_valves(SyntheticWater& water) {
    std::vector<std::vector<std::uint32_t>> legs(water.nodes.size());
    for (std::uint32_t i = 0; i < water.pipes.size(); ++i) {
        if (water.pipes[i].part != PipePart::rising) {
            legs[water.pipes[i].start].push_back(i);
            legs[water.pipes[i].end].push_back(i);
        }
    }
    const auto add = [&](std::uint32_t index, std::uint32_t node, bool closed) {
        const WaterPipe& pipe = water.pipes[index];
        const bool at_start = pipe.start == node;
        const double in_m = std::min(valve_from_end_m, pipe.length_m / 4);
        water.isolation_valves.push_back(
            {.id = fmt::format("iv-{}-{}", pipe.id, at_start ? "start" : "end"),
             .place = place_along(pipe.shape, at_start ? in_m : pipe.length_m - in_m),
             .pipe = index,
             .junction = node,
             .closed = closed,
             .rule = closed ? "shuts a main between two zones" : "all legs of a joint but one"});
    };
    for (std::uint32_t node = 0; node < water.nodes.size(); ++node) {
        if (legs[node].size() < 3) {
            continue;
        }
        const auto widest = std::ranges::max_element(
            legs[node], {}, [&](std::uint32_t pipe) { return water.pipes[pipe].dn_mm; });
        for (auto leg = legs[node].begin(); leg != legs[node].end(); ++leg) {
            if (leg != widest && !water.pipes[*leg].closed) {
                add(*leg, node, false);
            }
        }
    }
    for (std::uint32_t i = 0; i < water.pipes.size(); ++i) {
        if (water.pipes[i].closed) {
            add(i, water.pipes[i].start, true);
        }
    }
}

} // namespace cityproof::water::synthesis
