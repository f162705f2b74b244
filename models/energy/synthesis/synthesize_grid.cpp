// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/synthesize_grid.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"
#include "models/energy/synthesis/cable_graph.hpp"
#include "models/energy/synthesis/connected_load.hpp"
#include "models/energy/synthesis/equipment.hpp"
#include "models/energy/synthesis/grid_file.hpp"
#include "models/energy/synthesis/grid_realism.hpp"
#include "models/energy/synthesis/low_voltage.hpp"
#include "models/energy/synthesis/medium_voltage.hpp"
#include "models/energy/synthesis/place_index.hpp"
#include "models/energy/synthesis/supply_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::energy {
namespace {

using contracts::CityModel;
using contracts::MappedAsset;
using contracts::Place;

/// Mapped substations and transformers, one of each group that stands together.
std::vector<Place> mapped_sites(const CityModel& city, const StationRules& rules) {
    std::vector<Place> all;
    for (const MappedAsset& asset : city.mapped) {
        if (asset.kind == "substation" || asset.kind == "transformer") {
            all.push_back(asset.place);
        }
    }
    const auto [low, high] = corners_of(all);
    PlaceIndex kept{low, high, all.size()};
    std::vector<Place> sites;
    for (const Place& place : all) {
        const auto nearest = kept.nearest(place);
        if (!nearest || nearest->distance_m >= rules.same_site_m) {
            kept.add(static_cast<std::uint32_t>(sites.size()), place);
            sites.push_back(place);
        }
    }
    return sites;
}

CellLimits station_limits(const GridSynthesisOptions& options, double medium_v) {
    const double largest_va = station_transformers(medium_v).back().sn_va;
    return {largest_va * options.station.utilisation * options.load.power_factor,
            options.station.reach_m};
}

void add_notes(const CityModel& city, const CityCables& cables, std::size_t site_count,
               SyntheticGrid& grid) {
    if (cables.off_street_buildings > 0) {
        grid.notes.push_back(fmt::format(
            "{} of {} buildings stand at no street: a cable goes straight to the nearest one",
            cables.off_street_buildings, city.buildings.size()));
    }
    if (cables.crossings > 0) {
        grid.notes.push_back(
            fmt::format("{} straight pieces of cable join street nets that do not hang together",
                        cables.crossings));
    }
    std::size_t taken = 0;
    for (const GridStation& station : grid.stations) {
        taken += station.mapped ? 1U : 0U;
    }
    if (site_count > 0) {
        grid.notes.push_back(fmt::format("{} of {} mapped substations and transformers became "
                                         "stations; the others have no customers or no street near",
                                         taken, site_count));
    }
    for (const GridPrimary& primary : grid.primaries) {
        if (primary.outside) {
            grid.notes.push_back(
                fmt::format("{}: its 110 kV substation is taken to lie outside", primary.name));
        }
    }
}

} // namespace

SyntheticGrid synthesize_grid(const CityModel& city, const GridSynthesisOptions& options) {
    SyntheticGrid grid;
    const std::vector<ConnectedLoad> loads = connected_loads(city, options.load);
    std::vector<bool> needs_supply;
    needs_supply.reserve(loads.size());
    for (const ConnectedLoad& load : loads) {
        needs_supply.push_back(!load.empty());
    }
    if (std::ranges::find(needs_supply, true) == needs_supply.end()) {
        grid.supply.resize(city.buildings.size());
        grid.notes.emplace_back("no building needs electricity: there is no grid");
        return grid;
    }
    const std::vector<Place> sites = mapped_sites(city, options.station);
    const CityCables cables = lay_out_cables(city, needs_supply, sites, options);
    const std::vector<ConnectedLoad> vertex_load = loads_of_vertices(cables, loads);
    std::vector<std::uint32_t> site_vertices;
    std::ranges::copy_if(cables.site_vertex, std::back_inserter(site_vertices),
                         [](std::uint32_t vertex) { return vertex != no_vertex; });

    engine::Draws draws{city.seed, 0, entity_hash("grid", "sites"),
                        engine::Purpose::asset_synthesis, 0};
    grid.medium_v = medium_voltage_of(cables.graph, vertex_load, options);
    const SupplyCells cells =
        place_sites(cables.graph, vertex_load, site_vertices,
                    station_limits(options, grid.medium_v), options.load, draws.uniform());
    LowVoltage{city, cables, cells, loads, options, grid}.build();
    MediumVoltage{cables.graph, cells.sites, options, draws.uniform(), grid}.build();
    number_assets(grid);
    add_notes(city, cables, sites.size(), grid);
    grid.realism = grid_realism(city, grid);
    grid.pgm_json = grid_file_text(grid);
    return grid;
}

} // namespace cityproof::energy
