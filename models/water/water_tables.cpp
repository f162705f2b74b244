// SPDX-License-Identifier: Apache-2.0
#include "models/water/water_tables.hpp"

#include "models/water/water_units.hpp"

namespace cityproof::water {
namespace {

WaterTables::Link read_link(const EpanetProject& project, int index, const WaterUnits& units) {
    const auto [start, end] = project.link_nodes(index);
    WaterTables::Link link;
    link.id = project.link_id(index);
    link.kind = project.link_kind(index);
    link.start = static_cast<std::uint32_t>(start - 1);
    link.end = static_cast<std::uint32_t>(end - 1);
    link.bends = project.vertices(index);
    link.epanet_link = index;
    if (link.kind != LinkKind::pump) {
        link.diameter_m = project.value(index, LinkValue::diameter) * units.diameter_m;
    }
    if (link.kind <= LinkKind::pipe) {
        link.length_m = project.value(index, LinkValue::length) * units.length_m;
    }
    return link;
}

} // namespace

WaterTables read_water_tables(const EpanetProject& project) {
    const WaterUnits units = units_of(project.flow_unit());
    WaterTables tables;
    tables.remarks = project.remarks();
    const int nodes = project.count(CountOf::nodes);
    for (int index = 1; index <= nodes; ++index) {
        const NodeKind kind = project.node_kind(index);
        if (kind == NodeKind::tank) {
            tables.tanks.push_back(static_cast<std::uint32_t>(index - 1));
        }
        tables.nodes.push_back(
            {.id = project.node_id(index),
             .kind = kind,
             .elevation_m = project.value(index, NodeValue::elevation) * units.length_m,
             .place = project.coordinates(index)});
    }
    const int links = project.count(CountOf::links);
    for (int index = 1; index <= links; ++index) {
        WaterTables::Link link = read_link(project, index, units);
        if (link.kind <= LinkKind::pipe) {
            tables.pipes.push_back(std::move(link));
        } else if (link.kind == LinkKind::pump) {
            tables.pumps.push_back(std::move(link));
        } else {
            tables.valves.push_back(std::move(link));
        }
    }
    return tables;
}

WaterTables read_water_tables(const std::filesystem::path& network) {
    return read_water_tables(EpanetProject{network});
}

} // namespace cityproof::water
