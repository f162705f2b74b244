// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/medium_voltage.hpp"

#include "models/energy/synthesis/connected_load.hpp"
#include "models/energy/synthesis/equipment.hpp"
#include "models/energy/synthesis/place_index.hpp"
#include "models/energy/synthesis/ring_plan.hpp"

#include <queue>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace cityproof::energy {
namespace {

using contracts::Place;

constexpr std::string_view central_primary =
    "in the load's middle of the stations that it supplies (capacitated k-median on the streets)";
constexpr std::string_view ring_rule =
    "open ring through stations (savings and 2-opt), shortest ways along the streets";
constexpr std::string_view switch_rule =
    "one at each end of a ring's cable; open where the halves are most alike";
constexpr double hv_v = 110'000;
constexpr double loss_share = 0.03; ///< of the stations' load, when rings and primaries are sized
constexpr double beside_street_m = 15; ///< how far a primary's buses stand from its vertex

double rounded_m(double length_m) {
    return std::floor(length_m * 10 + 0.5) / 10;
}

} // namespace

double medium_voltage_of(const CableGraph& graph, const std::vector<ConnectedLoad>& vertex_load,
                         const GridSynthesisOptions& options) {
    constexpr double square_m = 250;
    const auto [low, high] = corners_of(graph.places());
    std::vector<std::pair<std::int64_t, std::int64_t>> squares;
    ConnectedLoad all;
    for (std::uint32_t v = 0; v < graph.size(); ++v) {
        if (!vertex_load[v].empty()) {
            all += vertex_load[v];
            const Place& place = graph.place(v);
            squares.emplace_back(static_cast<std::int64_t>((place.x_m - low.x_m) / square_m),
                                 static_cast<std::int64_t>((place.y_m - low.y_m) / square_m));
        }
    }
    std::ranges::sort(squares);
    squares.erase(std::unique(squares.begin(), squares.end()), squares.end());
    const double area_m2 = static_cast<double>(squares.size()) * square_m * square_m;
    const double apparent_va = peak_w(all, options.load) / options.load.power_factor;
    constexpr double medium_10_kv_v = 10'000;
    constexpr double medium_20_kv_v = 20'000;
    return apparent_va >= options.ring.dense_vapm2 * area_m2 ? medium_10_kv_v : medium_20_kv_v;
}

MediumVoltage::MediumVoltage(const CableGraph& graph, const std::vector<std::uint32_t>& sites,
                             const GridSynthesisOptions& options, double start, SyntheticGrid& grid)
    : graph_{graph},
      sites_{sites},
      options_{options},
      start_{start},
      grid_{grid},
      cost_(graph.size(), 0),
      before_edge_(graph.size(), no_vertex),
      before_(graph.size(), no_vertex),
      stamp_(graph.size(), 0),
      done_(graph.size(), false) {
}

void MediumVoltage::build() {
    std::vector<ConnectedLoad> demand(graph_.size());
    for (std::uint32_t s = 0; s < sites_.size(); ++s) {
        demand[sites_[s]].firm_w += grid_.stations[s].peak_w * (1 + loss_share);
    }
    const SupplyCells areas =
        place_sites(graph_, demand, {}, {.peak_w = options_.ring.primary_w}, options_.load, start_);
    std::vector<std::vector<std::uint32_t>> stations(areas.sites.size());
    for (std::uint32_t s = 0; s < sites_.size(); ++s) {
        stations[areas.owner[sites_[s]]].push_back(s);
    }
    for (std::size_t area = 0; area < areas.sites.size(); ++area) {
        add_primary(areas.sites[area], stations[area], areas.sites.size() == 1);
    }
}

void MediumVoltage::add_primary(std::uint32_t vertex, const std::vector<std::uint32_t>& stations,
                                bool alone) {
    GridPrimary primary;
    const auto number = static_cast<std::uint32_t>(grid_.primaries.size());
    primary.rule = central_primary;
    primary.place = graph_.place(vertex);
    primary.place.x_m += beside_street_m;
    for (const std::uint32_t station : stations) {
        primary.peak_w += grid_.stations[station].peak_w;
    }
    primary.outside = alone && primary.peak_w < options_.ring.direct_feed_below_w;
    primary.name =
        fmt::format("{} {}", primary.outside ? "Feed-in point" : "Substation", number + 1);
    if (primary.outside) {
        feed_directly(primary);
    } else {
        feed_from_110_kv(primary);
    }
    grid_.primaries.push_back(primary);
    add_rings(number, vertex, stations);
}

std::uint32_t MediumVoltage::add_bus(const GridPrimary& primary, BusKind kind, double rated_v) {
    GridBus bus;
    bus.name = fmt::format("{} {:g} kV", primary.name, rated_v / 1000);
    bus.rule = primary.rule;
    bus.kind = kind;
    bus.rated_v = rated_v;
    bus.place = primary.place;
    grid_.buses.push_back(std::move(bus));
    return static_cast<std::uint32_t>(grid_.buses.size() - 1);
}

void MediumVoltage::feed_directly(GridPrimary& primary) {
    primary.mv_bus = add_bus(primary, BusKind::primary_mv, grid_.medium_v);
    GridSource source;
    source.name = primary.name;
    source.rule = "too little load for a 110 kV substation in the map: it is taken to lie outside";
    source.bus = primary.mv_bus;
    source.voltage_pu = options_.ring.busbar_pu;
    source.sk_va = options_.ring.busbar_sk_va;
    grid_.sources.push_back(std::move(source));
}

/// Two transformers, either of which could carry all, with the tap that holds the busbar's voltage
/// at peak.
void MediumVoltage::feed_from_110_kv(GridPrimary& primary) {
    const std::uint32_t hv_bus = add_bus(primary, BusKind::primary_hv, hv_v);
    primary.mv_bus = add_bus(primary, BusKind::primary_mv, grid_.medium_v);
    GridSource source;
    source.name = primary.name;
    source.rule = "110 kV grid, not modelled";
    source.bus = hv_bus;
    source.sk_va = options_.ring.hv_sk_va;
    grid_.sources.push_back(std::move(source));

    const double peak_w = primary.peak_w * (1 + loss_share);
    const double peak_va = peak_w / options_.load.power_factor;
    const auto types = primary_transformers();
    const auto fitting = std::ranges::find_if(
        types, [&](const TransformerType& type) { return type.sn_va >= peak_va; });
    const TransformerType& type = fitting == types.end() ? types.back() : *fitting;
    const double standby = fitting == types.end() ? std::ceil(peak_va / type.sn_va) : 1;
    const double count = standby + 1;

    const double r = type.pk_w / type.sn_va;
    const double x = std::sqrt(type.uk * type.uk - r * r);
    const double p = peak_w / (count * type.sn_va);
    const double q = p * std::sqrt(1 - options_.load.power_factor * options_.load.power_factor) /
                     options_.load.power_factor;
    const double along = r * p + x * q;
    const double across = x * p - r * q;
    const double drop =
        along + across * across / 2 + q * count * type.sn_va / options_.ring.hv_sk_va;
    const double steps = std::floor((options_.ring.busbar_pu - 1 + drop) / type.tap_step + 0.5);
    for (int i = 0; i < static_cast<int>(count); ++i) {
        GridTransformer transformer;
        transformer.name = fmt::format("{} T{}", primary.name, i + 1);
        transformer.rule = "two or more, one of which may fail";
        transformer.from_bus = hv_bus;
        transformer.to_bus = primary.mv_bus;
        transformer.from_v = hv_v;
        transformer.to_v = grid_.medium_v;
        transformer.type = type;
        // A lower tap means fewer turns on the 110 kV side: more voltage on the other.
        transformer.tap = -std::clamp(static_cast<int>(steps), -type.tap_most, type.tap_most);
        transformer.place = primary.place;
        grid_.transformers.push_back(std::move(transformer));
    }
}

double MediumVoltage::ring_load_w(const CableType& cable, double utilisation) const {
    return std::sqrt(3.0) * grid_.medium_v * cable.rated_a * utilisation *
           options_.load.power_factor;
}

void MediumVoltage::add_rings(std::uint32_t primary, std::uint32_t vertex,
                              const std::vector<std::uint32_t>& stations) {
    std::vector<RingStop> stops;
    stops.reserve(stations.size());
    for (const std::uint32_t station : stations) {
        stops.push_back(
            {grid_.stations[station].place, grid_.stations[station].peak_w * (1 + loss_share)});
    }
    const CableType& thickest = ring_cables(grid_.medium_v).back();
    const RingLimits limits{.load_w = ring_load_w(thickest, options_.ring.disturbed_utilisation),
                            .stops = options_.ring.most_stations,
                            .moment_wm =
                                options_.ring.voltage_drop /
                                drop_per_wm(thickest, grid_.medium_v, options_.load.power_factor)};
    for (const auto& order : plan_rings(graph_.place(vertex), stops, limits)) {
        std::vector<std::uint32_t> ring;
        ring.reserve(order.size());
        for (const std::uint32_t stop : order) {
            ring.push_back(stations[stop]);
        }
        add_ring(primary, vertex, std::move(ring));
    }
}

/// The thinnest cable, or as many of the thickest, that carries the ring from one end, its larger
/// half in normal operation, and keeps the voltage drop.
void MediumVoltage::choose_cable(const Route& route, GridLine& line) const {
    double ring_w = 0;
    double first_half_w = 0;
    for (std::size_t i = 0; i < route.loads_w.size(); ++i) {
        ring_w += route.loads_w[i];
        first_half_w += i < route.open_section ? route.loads_w[i] : 0;
    }
    std::vector<double> ways_m;
    for (const Way& section : route.sections) {
        ways_m.push_back(section.length_m);
    }
    const RingRules& rules = options_.ring;
    const double half_w = std::max(first_half_w, ring_w - first_half_w);
    const double moment_wm = half_moment_wm(route.loads_w, ways_m);
    const auto carries = [&](const CableType& cable, double parallel) {
        return ring_load_w(cable, rules.disturbed_utilisation) * parallel >= ring_w &&
               ring_load_w(cable, rules.normal_utilisation) * parallel >= half_w &&
               drop_per_wm(cable, grid_.medium_v, options_.load.power_factor) * moment_wm <=
                   rules.voltage_drop * parallel;
    };
    for (line.parallel = 1;; ++line.parallel) {
        for (const CableType& cable : ring_cables(grid_.medium_v)) {
            if (carries(cable, line.parallel)) {
                line.cable = cable;
                return;
            }
        }
    }
}

std::uint32_t MediumVoltage::bus_at(const Route& route, std::size_t stop) const {
    return stop == 0 || stop > route.stations.size()
               ? grid_.primaries[route.primary].mv_bus
               : grid_.stations[route.stations[stop - 1]].mv_bus;
}

void MediumVoltage::add_ring(std::uint32_t primary, std::uint32_t vertex,
                             std::vector<std::uint32_t> stations) {
    const auto number = static_cast<std::uint32_t>(grid_.rings.size());
    Route route;
    route.primary = primary;
    route.stations = std::move(stations);
    std::uint32_t before = vertex;
    for (const std::uint32_t station : route.stations) {
        route.loads_w.push_back(grid_.stations[station].peak_w * (1 + loss_share));
        route.sections.push_back(way(before, sites_[station]));
        before = sites_[station];
        grid_.stations[station].ring = number;
    }
    route.sections.push_back(way(before, vertex));
    route.open_section = open_point(route.loads_w);
    Way& last = route.sections.back();
    Way& first = route.sections.front();
    first.course.insert(first.course.begin(), grid_.primaries[primary].place);
    last.course.push_back(grid_.primaries[primary].place);

    GridRing ring;
    ring.primary = primary;
    for (const double load_w : route.loads_w) {
        ring.peak_w += load_w;
    }
    GridLine line;
    line.rule = ring_rule;
    line.ring = number;
    choose_cable(route, line);
    double half_m = 0;
    for (std::size_t section = 0; section < route.sections.size(); ++section) {
        add_section(route, section, line);
        const double length_m = grid_.lines.back().length_m;
        ring.length_m += length_m;
        half_m = section == route.open_section ? 0 : half_m + length_m;
        ring.longest_half_m = std::max(ring.longest_half_m, half_m);
    }
    ring.stations = std::move(route.stations);
    grid_.rings.push_back(std::move(ring));
}

void MediumVoltage::add_section(const Route& route, std::size_t section, GridLine line) {
    line.name = fmt::format("Ring {} section {}", line.ring + 1, section + 1);
    line.from_bus = bus_at(route, section);
    line.to_bus = bus_at(route, section + 1);
    line.course = route.sections[section].course;
    line.length_m =
        std::max(options_.ring.shortest_cable_m, rounded_m(route.sections[section].length_m));
    // The open switch is in a station, not at the substation's breaker.
    const bool open = section == route.open_section;
    line.from_closed = !open || section == 0;
    line.to_closed = !open || section != 0;
    grid_.lines.push_back(line);
    add_switch(line, line.from_bus, line.from_closed);
    add_switch(line, line.to_bus, line.to_closed);
}

void MediumVoltage::add_switch(const GridLine& line, std::uint32_t bus, bool closed) {
    GridSwitch device;
    device.name = fmt::format("{} at {}", line.name, grid_.buses[bus].name);
    device.rule = switch_rule;
    device.line = static_cast<std::uint32_t>(grid_.lines.size() - 1);
    device.bus = bus;
    device.normally_open = !closed;
    device.is_breaker = grid_.buses[bus].kind == BusKind::primary_mv;
    device.place = grid_.buses[bus].place;
    grid_.switches.push_back(std::move(device));
}

/// Cheapest way by A*: the straight distance never says too much, because no street is shorter or
/// cheaper.
MediumVoltage::Way MediumVoltage::way(std::uint32_t from, std::uint32_t to) {
    ++search_;
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    const auto reach = [&](std::uint32_t vertex, double cost, std::uint32_t before,
                           std::uint32_t edge) {
        if (stamp_[vertex] == search_ && (done_[vertex] || cost >= cost_[vertex])) {
            return;
        }
        stamp_[vertex] = search_;
        done_[vertex] = false;
        cost_[vertex] = cost;
        before_[vertex] = before;
        before_edge_[vertex] = edge;
        queue.emplace(cost + distance_m(graph_.place(vertex), graph_.place(to)), vertex);
    };
    reach(from, 0, no_vertex, no_vertex);
    while (!queue.empty()) {
        const std::uint32_t vertex = queue.top().second;
        queue.pop();
        if (done_[vertex]) {
            continue;
        }
        done_[vertex] = true;
        if (vertex == to) {
            break;
        }
        for (const CableGraph::Arc& arc : graph_.arcs(vertex)) {
            reach(arc.to, cost_[vertex] + graph_.edge(arc.edge).cost_m, vertex, arc.edge);
        }
    }
    std::vector<std::uint32_t> vertices;
    for (std::uint32_t v = to; v != no_vertex; v = before_[v]) {
        vertices.push_back(v);
    }
    Way way;
    way.course.push_back(graph_.place(from));
    for (std::size_t i = vertices.size() - 1; i-- > 0;) {
        const std::uint32_t edge = before_edge_[vertices[i]];
        graph_.append_course(edge, vertices[i + 1], way.course);
        way.length_m += graph_.edge(edge).length_m;
    }
    return way;
}

} // namespace cityproof::energy
