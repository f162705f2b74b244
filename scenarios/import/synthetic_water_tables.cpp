// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/synthetic_water_tables.hpp"

#include "scenarios/import/made_layer.hpp"

#include <string>
#include <utility>

namespace cityproof::scenarios {
namespace {

using water::synthesis::SyntheticWater;
using water::synthesis::WaterNodeKind;

std::string kind_name(WaterNodeKind kind) {
    switch (kind) {
    case WaterNodeKind::junction:
        return "junction";
    case WaterNodeKind::reservoir:
        return "reservoir";
    case WaterNodeKind::tank:
        return "tank";
    }
    return {};
}

io::Attribute whole(int value) {
    return std::int64_t{value};
}

io::AssetTable node_table(const SyntheticWater& water) {
    MadeLayer layer{"water_node", {"kind", "elevation_m"}};
    for (const auto& node : water.nodes) {
        layer.add(node.id, point_at(node.place), {kind_name(node.kind), node.elevation_m},
                  node.rule);
    }
    return layer.take();
}

io::AssetTable tank_table(const SyntheticWater& water) {
    MadeLayer layer{"tank", {"kind", "elevation_m", "volume_m3", "depth_m", "ground_m"}};
    for (const auto& tank : water.tanks) {
        const auto& node = water.nodes[tank.node];
        layer.add(
            node.id, point_at(node.place),
            {std::string{"tank"}, node.elevation_m, tank.volume_m3, tank.depth_m, tank.ground_m},
            tank.rule);
    }
    return layer.take();
}

io::AssetTable pipe_table(const SyntheticWater& water) {
    MadeLayer layer{"pipe",
                    {"kind", "start", "end", "length_m", "diameter_m", "material", "closed"}};
    for (const auto& pipe : water.pipes) {
        layer.add(pipe.id, line_along(pipe.shape),
                  {std::string{"pipe"}, water.nodes[pipe.start].id, water.nodes[pipe.end].id,
                   pipe.length_m, pipe.dn_mm / 1000.0, pipe.material, whole(pipe.closed ? 1 : 0)},
                  pipe.rule);
    }
    return layer.take();
}

/// Pumps have no length and no diameter; the columns are those of pipes, as in a given network.
io::AssetTable pump_table(const SyntheticWater& water) {
    MadeLayer layer{"pump",
                    {"kind", "start", "end", "length_m", "diameter_m", "flow_m3ps", "head_m",
                     "tank", "supplied_by"}};
    for (const auto& pump : water.pumps) {
        const auto& start = water.nodes[pump.start];
        const auto& end = water.nodes[pump.end];
        layer.add(pump.id, line_between(start.place, end.place),
                  {std::string{"pump"}, start.id, end.id, io::Attribute{}, io::Attribute{},
                   pump.flow_m3ps, pump.head_m, water.nodes[water.tanks[pump.tank].node].id,
                   io::Attribute{}},
                  pump.rule);
    }
    return layer.take();
}

io::AssetTable valve_table(const SyntheticWater& water) {
    MadeLayer layer{"valve", {"kind", "start", "end", "length_m", "diameter_m", "pressure_m"}};
    for (const auto& valve : water.valves) {
        const auto& start = water.nodes[valve.start];
        const auto& end = water.nodes[valve.end];
        layer.add(valve.id, line_between(start.place, end.place),
                  {std::string{"PRV"}, start.id, end.id, io::Attribute{}, valve.dn_mm / 1000.0,
                   valve.pressure_m},
                  valve.rule);
    }
    return layer.take();
}

io::AssetTable hydrant_table(const SyntheticWater& water) {
    MadeLayer layer{"hydrant", {"pipe", "junction"}};
    for (const auto& hydrant : water.hydrants) {
        layer.add(hydrant.id, point_at(hydrant.place),
                  {water.pipes[hydrant.pipe].id, water.nodes[hydrant.junction].id}, hydrant.rule,
                  hydrant.mapped);
    }
    return layer.take();
}

io::AssetTable isolation_valve_table(const SyntheticWater& water) {
    MadeLayer layer{"isolation_valve", {"pipe", "junction", "closed"}};
    for (const auto& valve : water.isolation_valves) {
        layer.add(valve.id, point_at(valve.place),
                  {water.pipes[valve.pipe].id, water.nodes[valve.junction].id,
                   whole(valve.closed ? 1 : 0)},
                  valve.rule);
    }
    return layer.take();
}

} // namespace

std::vector<io::AssetTable> synthetic_water_tables(const SyntheticWater& water) {
    std::vector<io::AssetTable> tables;
    for (auto* make : {&node_table, &pipe_table, &pump_table, &tank_table, &valve_table,
                       &hydrant_table, &isolation_valve_table}) {
        io::AssetTable table = make(water);
        if (table.size() > 0) {
            tables.push_back(std::move(table));
        }
    }
    return tables;
}

} // namespace cityproof::scenarios
