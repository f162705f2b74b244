// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/low_voltage.hpp"

#include "models/energy/synthesis/equipment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::energy {
namespace {

constexpr std::string_view chosen_site =
    "in the load's middle of its supply area (capacitated k-median on the streets)";
constexpr std::string_view mapped_site = "where the map has a substation or transformer";
constexpr std::string_view fitting_transformer =
    "smallest size that its customers' coincident peak uses up to 80 %";
constexpr std::string_view along_streets =
    "shortest way along the streets, cut into feeders by current and voltage drop";
constexpr std::string_view customers_at_peak = "households and floor area with coincidence";

/// Lengths are known to a decimetre at best.
double rounded_m(double length_m) {
    return std::max(0.5, std::floor(length_m * 10 + 0.5) / 10);
}

double reactive_var(double active_w, double power_factor) {
    return active_w * std::sqrt(1 - power_factor * power_factor) / power_factor;
}

} // namespace

std::vector<ConnectedLoad> loads_of_vertices(const CityCables& cables,
                                             const std::vector<ConnectedLoad>& building_load) {
    std::vector<ConnectedLoad> loads(cables.graph.size());
    for (std::size_t b = 0; b < building_load.size(); ++b) {
        if (cables.building_vertex[b] != no_vertex) {
            loads[cables.building_vertex[b]] += building_load[b];
        }
    }
    return loads;
}

LowVoltage::LowVoltage(const contracts::CityModel& city, const CityCables& cables,
                       const SupplyCells& cells, const std::vector<ConnectedLoad>& load,
                       const GridSynthesisOptions& options, SyntheticGrid& grid)
    : city_{city},
      cables_{cables},
      graph_{cables.graph},
      cells_{cells},
      load_{load},
      options_{options},
      grid_{grid},
      vertex_load_{loads_of_vertices(cables, load)},
      vertex_customers_(graph_.size(), 0),
      members_(cells.sites.size()),
      rank_(graph_.size(), 0),
      vertex_bus_(graph_.size(), no_asset),
      feeder_stamp_(graph_.size(), no_asset),
      bus_here_(graph_.size(), no_asset),
      branches_(graph_.size(), 0),
      beyond_(graph_.size()),
      is_tapped_(graph_.size(), false) {
    for (const std::uint32_t vertex : cables.building_vertex) {
        if (vertex != no_vertex) {
            ++vertex_customers_[vertex];
        }
    }
    for (std::uint32_t i = 0; i < cells.order.size(); ++i) {
        rank_[cells.order[i]] = i;
        members_[cells.owner[cells.order[i]]].push_back(cells.order[i]);
    }
}

void LowVoltage::build() {
    for (std::uint32_t site = 0; site < cells_.sites.size(); ++site) {
        add_station(site);
    }
    FeederCutter cutter{graph_, cells_, vertex_load_, options_};
    for (std::uint32_t site = 0; site < cells_.sites.size(); ++site) {
        vertex_bus_[cells_.sites[site]] = grid_.stations[site].lv_bus;
        for (const FeederGroup& group : cutter.cut(members_[site])) {
            add_feeder(site, group);
        }
    }
    supply_buildings();
}

void LowVoltage::add_station(std::uint32_t site) {
    const std::uint32_t vertex = cells_.sites[site];
    const std::string& street = graph_.street_name(vertex);
    GridStation station;
    station.name = fmt::format("Station {:03}{}{}", site + 1, street.empty() ? "" : " ", street);
    station.rule = cells_.mapped[site] ? mapped_site : chosen_site;
    station.mapped = cells_.mapped[site];
    station.place = graph_.place(vertex);
    ConnectedLoad load;
    for (const std::uint32_t member : members_[site]) {
        load += vertex_load_[member];
        station.customers += vertex_customers_[member];
        if (!vertex_load_[member].empty()) {
            station.reach_m = std::max(station.reach_m, cells_.way_m[member]);
        }
    }
    station.households = load.households;
    station.peak_w = peak_w(load, options_.load);
    station_factors_.push_back(coincidence_of(load, options_.load));
    const auto add_bus = [&](BusKind kind, double rated_v, const char* level) {
        GridBus bus;
        bus.name = fmt::format("{} {}", station.name, level);
        bus.rule = station.rule;
        bus.kind = kind;
        bus.rated_v = rated_v;
        bus.place = station.place;
        bus.station = site;
        grid_.buses.push_back(std::move(bus));
        return static_cast<std::uint32_t>(grid_.buses.size() - 1);
    };
    station.mv_bus =
        add_bus(BusKind::station_mv, grid_.medium_v, grid_.medium_v > 15'000 ? "20 kV" : "10 kV");
    station.lv_bus = add_bus(BusKind::station_lv, options_.feeder.rated_v, "0.4 kV");
    grid_.stations.push_back(std::move(station));
    add_transformers(site, load);
}

void LowVoltage::add_transformers(std::uint32_t site, const ConnectedLoad& load) {
    GridStation& station = grid_.stations[site];
    const double wanted_va =
        peak_w(load, options_.load) / options_.load.power_factor / options_.station.utilisation;
    const auto types = station_transformers(grid_.medium_v);
    const double count = std::max(1.0, std::ceil(wanted_va / types.back().sn_va));
    const auto fitting = std::ranges::find_if(
        types, [&](const TransformerType& type) { return type.sn_va * count >= wanted_va; });
    const TransformerType& type = fitting == types.end() ? types.back() : *fitting;
    station.transformer_va = count * type.sn_va;
    for (int i = 0; i < static_cast<int>(count); ++i) {
        GridTransformer transformer;
        transformer.name = fmt::format("{} T{}", station.name, i + 1);
        transformer.rule = fitting_transformer;
        transformer.from_bus = station.mv_bus;
        transformer.to_bus = station.lv_bus;
        transformer.from_v = grid_.medium_v;
        transformer.to_v = options_.feeder.rated_v;
        transformer.type = type;
        transformer.place = station.place;
        transformer.station = site;
        grid_.transformers.push_back(std::move(transformer));
    }
}

LowVoltage::Tree LowVoltage::tree_of(const FeederGroup& group, std::uint32_t root) {
    const auto stamp = static_cast<std::uint32_t>(grid_.feeders.size());
    Tree tree;
    for (const std::uint32_t tapped : group.tapped) {
        for (std::uint32_t v = tapped; v != root && feeder_stamp_[v] != stamp;
             v = cells_.parent[v]) {
            feeder_stamp_[v] = stamp;
            branches_[v] = 0;
            beyond_[v] = {};
            is_tapped_[v] = false;
            tree.vertices.push_back(v);
        }
    }
    std::ranges::sort(tree.vertices, {}, [&](std::uint32_t v) { return rank_[v]; });
    for (const std::uint32_t v : group.tapped) {
        is_tapped_[v] = true;
        beyond_[v] = vertex_load_[v];
    }
    for (std::size_t i = tree.vertices.size(); i-- > 0;) {
        const std::uint32_t above = cells_.parent[tree.vertices[i]];
        if (above != root) {
            ++branches_[above];
            beyond_[above] += beyond_[tree.vertices[i]];
        }
    }
    return tree;
}

std::uint32_t LowVoltage::add_joint(std::uint32_t station, std::uint32_t vertex) {
    GridBus bus;
    const std::string& street = graph_.street_name(vertex);
    bus.name = street.empty() ? std::string{"Joint"} : fmt::format("Joint {}", street);
    bus.rule = along_streets;
    bus.kind = BusKind::joint;
    bus.rated_v = options_.feeder.rated_v;
    bus.place = graph_.place(vertex);
    bus.station = station;
    grid_.buses.push_back(std::move(bus));
    return static_cast<std::uint32_t>(grid_.buses.size() - 1);
}

void LowVoltage::add_section(std::uint32_t vertex, const FeederGroup& group, GridFeeder& feeder) {
    std::vector<std::uint32_t> way{vertex};
    std::uint32_t above = cells_.parent[vertex];
    while (bus_here_[above] == no_asset) {
        way.push_back(above);
        above = cells_.parent[above];
    }
    GridLine line;
    line.from_bus = bus_here_[above];
    line.to_bus = add_joint(feeder.station, vertex);
    line.rule = along_streets;
    line.parallel = group.parallel;
    line.feeder = static_cast<std::uint32_t>(grid_.feeders.size());
    double length_m = 0;
    for (std::size_t i = way.size(); i-- > 0;) {
        const std::uint32_t edge = cells_.parent_edge[way[i]];
        graph_.append_course(edge, cells_.parent[way[i]], line.course);
        length_m += graph_.edge(edge).length_m;
    }
    if (line.course.size() < 2) { // both joints at one place
        line.course.push_back(graph_.place(vertex));
    }
    line.length_m = rounded_m(length_m);
    line.name = fmt::format("{} F{}", grid_.stations[feeder.station].name, line.feeder + 1);
    feeder.length_m += line.length_m;
    section_w_.push_back(peak_w(beyond_[vertex], options_.load));
    bus_here_[vertex] = line.to_bus;
    grid_.lines.push_back(std::move(line));
}

void LowVoltage::add_feeder(std::uint32_t site, const FeederGroup& group) {
    const std::uint32_t root = cells_.sites[site];
    const Tree tree = tree_of(group, root);
    const std::size_t first_line = grid_.lines.size();
    section_w_.clear();
    bus_here_[root] = grid_.stations[site].lv_bus;
    GridFeeder feeder;
    feeder.station = site;
    ConnectedLoad load;
    for (const std::uint32_t v : tree.vertices) {
        if (is_tapped_[v]) {
            load += vertex_load_[v];
            feeder.customers += vertex_customers_[v];
            feeder.reach_m = std::max(feeder.reach_m, cells_.way_m[v]);
        }
        if (is_tapped_[v] || branches_[v] > 1) {
            add_section(v, group, feeder);
        }
        if (is_tapped_[v]) {
            vertex_bus_[v] = bus_here_[v];
        }
    }
    feeder.households = load.households;
    feeder.peak_w = peak_w(load, options_.load);
    size_cables(first_line, group, feeder);
    for (const std::uint32_t v : tree.vertices) {
        bus_here_[v] = no_asset;
    }
    bus_here_[root] = no_asset;
    grid_.feeders.push_back(feeder);
}

/// The thinnest cable for each section's current; when the voltage drop is too much then, the
/// thickest everywhere.
void LowVoltage::size_cables(std::size_t first_line, const FeederGroup& group, GridFeeder& feeder) {
    const auto cables = low_voltage_cables();
    for (std::size_t i = 0; i < section_w_.size(); ++i) {
        const double current_a = section_w_[i] / options_.load.power_factor /
                                 (std::sqrt(3.0) * options_.feeder.rated_v) / group.parallel;
        const auto fitting = std::ranges::find_if(cables, [&](const CableType& cable) {
            return cable.rated_a * options_.feeder.utilisation >= current_a;
        });
        grid_.lines[first_line + i].cable = fitting == cables.end() ? cables.back() : *fitting;
    }
    feeder.design_drop = design_drop(first_line, group);
    if (feeder.design_drop > options_.feeder.voltage_drop) {
        for (std::size_t i = 0; i < section_w_.size(); ++i) {
            grid_.lines[first_line + i].cable = cables.back();
        }
        feeder.design_drop = design_drop(first_line, group);
    }
}

double LowVoltage::design_drop(std::size_t first_line, const FeederGroup& group) const {
    const std::uint32_t first_bus = grid_.lines[first_line].to_bus;
    std::vector<double> drop(section_w_.size(), 0); ///< at the far end of each section
    double most = 0;
    for (std::size_t i = 0; i < section_w_.size(); ++i) {
        const GridLine& line = grid_.lines[first_line + i];
        // Joints were added one with each section, so their numbers say which section leads there.
        const double before = line.from_bus >= first_bus ? drop[line.from_bus - first_bus] : 0;
        drop[i] =
            before + drop_per_wm(line.cable, options_.feeder.rated_v, options_.load.power_factor) *
                         section_w_[i] * line.length_m / group.parallel;
        most = std::max(most, drop[i]);
    }
    return most;
}

void LowVoltage::supply_buildings() {
    grid_.supply.resize(city_.buildings.size());
    std::vector<double> bus_w(grid_.buses.size(), 0);
    for (std::size_t b = 0; b < city_.buildings.size(); ++b) {
        const std::uint32_t vertex = cables_.building_vertex[b];
        if (vertex == no_vertex) {
            continue;
        }
        BuildingSupply& supply = grid_.supply[b];
        supply.bus = vertex_bus_[vertex];
        supply.peak_w = drawn_w(load_[b], station_factors_[cells_.owner[vertex]], options_.load);
        bus_w[supply.bus] += supply.peak_w;
    }
    for (std::uint32_t bus = 0; bus < bus_w.size(); ++bus) {
        if (bus_w[bus] > 0) {
            GridLoad load;
            load.rule = customers_at_peak;
            load.bus = bus;
            load.active_w = std::floor(bus_w[bus] + 0.5);
            load.reactive_var =
                std::floor(reactive_var(bus_w[bus], options_.load.power_factor) + 0.5);
            grid_.loads.push_back(std::move(load));
        }
    }
}

} // namespace cityproof::energy
