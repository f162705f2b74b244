// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/water_source.hpp"

#include "scenarios/import/frame_fit.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

namespace cityproof::scenarios {
namespace {

using Placing = std::function<io::Point(const water::MapPoint&)>;

const char* kind_name(water::NodeKind kind) {
    switch (kind) {
    case water::NodeKind::junction:
        return "junction";
    case water::NodeKind::reservoir:
        return "reservoir";
    case water::NodeKind::tank:
        return "tank";
    }
    return "";
}

const char* kind_name(water::LinkKind kind) {
    switch (kind) {
    case water::LinkKind::check_valve_pipe:
        return "check valve";
    case water::LinkKind::pipe:
        return "pipe";
    case water::LinkKind::pump:
        return "pump";
    case water::LinkKind::pressure_reducing_valve:
        return "PRV";
    case water::LinkKind::pressure_sustaining_valve:
        return "PSV";
    case water::LinkKind::pressure_breaker_valve:
        return "PBV";
    case water::LinkKind::flow_control_valve:
        return "FCV";
    case water::LinkKind::throttle_control_valve:
        return "TCV";
    case water::LinkKind::general_purpose_valve:
        return "GPV";
    case water::LinkKind::positional_control_valve:
        return "PCV";
    }
    return "";
}

std::vector<io::Point> all_points(const water::WaterTables& water) {
    std::vector<io::Point> points;
    for (const auto& node : water.nodes) {
        if (node.place) {
            points.push_back({node.place->x, node.place->y});
        }
    }
    for (const auto* links : {&water.pipes, &water.pumps, &water.valves}) {
        for (const auto& link : *links) {
            for (const water::MapPoint& bend : link.bends) {
                points.push_back({bend.x, bend.y});
            }
        }
    }
    return points;
}

io::Geometry point_of(const water::WaterTables::Node& node, const Placing& place) {
    return node.place ? io::Geometry{io::GeometryKind::point, {place(*node.place)}}
                      : io::Geometry{};
}

io::Geometry line_of(const water::WaterTables& water, const water::WaterTables::Link& link,
                     const Placing& place) {
    const auto& start = water.nodes[link.start].place;
    const auto& end = water.nodes[link.end].place;
    if (!start || !end) {
        return {};
    }
    io::Geometry line{io::GeometryKind::line, {place(*start)}};
    for (const water::MapPoint& bend : link.bends) {
        line.points.push_back(place(bend));
    }
    line.points.push_back(place(*end));
    return line;
}

void add_node(io::AssetTable& table, const water::WaterTables::Node& node, const Placing& place) {
    table.ids.push_back(node.id);
    table.geometry.push_back(point_of(node, place));
    table.attributes[0].emplace_back(std::string{kind_name(node.kind)});
    table.attributes[1].emplace_back(node.elevation_m);
}

io::AssetTable empty_table(const char* name, std::vector<std::string> columns) {
    io::AssetTable table;
    table.name = name;
    table.columns = std::move(columns);
    table.attributes.resize(table.columns.size());
    return table;
}

/// Zero means that this kind of link has no such number.
void add_positive(std::vector<io::Attribute>& cells, double value) {
    cells.emplace_back();
    if (value > 0) {
        cells.back() = value;
    }
}

io::AssetTable link_table(const char* name, const water::WaterTables& water,
                          const std::vector<water::WaterTables::Link>& links,
                          const Placing& place) {
    io::AssetTable table = empty_table(name, {"kind", "start", "end", "length_m", "diameter_m"});
    for (const auto& link : links) {
        table.ids.push_back(link.id);
        table.geometry.push_back(line_of(water, link, place));
        table.attributes[0].emplace_back(std::string{kind_name(link.kind)});
        table.attributes[1].emplace_back(water.nodes[link.start].id);
        table.attributes[2].emplace_back(water.nodes[link.end].id);
        add_positive(table.attributes[3], link.length_m);
        add_positive(table.attributes[4], link.diameter_m);
    }
    return table;
}

/// How coordinates of the file become those of the city, and what to say about it.
Placing placing_of(const water::WaterTables& water, const std::optional<io::Bounds>& city_box,
                   bool& fitted) {
    const std::vector<io::Point> points = all_points(water);
    fitted = city_box && !points.empty() && !lies_in_city(points, *city_box);
    if (!fitted) {
        return [](const water::MapPoint& point) { return io::Point{point.x, point.y}; };
    }
    const FrameFit fit{points, *city_box};
    return [fit](const water::MapPoint& point) { return fit.apply({point.x, point.y}); };
}

} // namespace

void add_water_layers(const water::WaterTables& water, const std::string& source,
                      const std::optional<io::Bounds>& city_box, CityDraft& draft) {
    bool fitted = false;
    const Placing place = placing_of(water, city_box, fitted);
    io::AssetTable nodes = empty_table("water_node", {"kind", "elevation_m"});
    io::AssetTable tanks = empty_table("tank", {"kind", "elevation_m"});
    std::size_t without_place = 0;
    for (const auto& node : water.nodes) {
        add_node(nodes, node, place);
        without_place += node.place ? 0U : 1U;
    }
    for (const std::uint32_t tank : water.tanks) {
        add_node(tanks, water.nodes[tank], place);
    }
    io::AssetTable pumps = link_table("pump", water, water.pumps, place);
    column_of(pumps, "supplied_by");
    draft.found(fmt::format("water: {} nodes, {} pipes, {} pumps, {} tanks, {} valves ({})",
                            water.nodes.size(), water.pipes.size(), water.pumps.size(),
                            water.tanks.size(), water.valves.size(), source));
    for (const std::string& remark : water.remarks) {
        draft.found("water: " + remark);
    }
    const auto provenance = fitted ? io::Provenance::assumed : io::Provenance::surveyed;
    const std::string how = fitted ? source + ", coordinates fitted into the city" : source;
    for (io::AssetTable& table : std::array{std::move(nodes), std::move(tanks), std::move(pumps),
                                            link_table("pipe", water, water.pipes, place),
                                            link_table("valve", water, water.valves, place)}) {
        if (table.size() > 0) {
            draft.add(std::move(table), provenance, how);
        }
    }
    if (fitted) {
        draft.assumed("water: the file's coordinates are not those of the city; the network is "
                      "scaled and moved "
                      "into it, so its places on the map mean nothing");
    }
    if (without_place > 0) {
        draft.missing(fmt::format(
            "water: {} of {} nodes have no coordinates, they and their pipes are not on the map",
            without_place, water.nodes.size()));
    }
}

} // namespace cityproof::scenarios
