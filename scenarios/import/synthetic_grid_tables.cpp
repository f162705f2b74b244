// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/synthetic_grid_tables.hpp"

#include "scenarios/import/made_layer.hpp"

#include <string>
#include <utility>

namespace cityproof::scenarios {
namespace {

using energy::BusKind;
using energy::SyntheticGrid;

std::string kind_name(BusKind kind) {
    switch (kind) {
    case BusKind::primary_hv:
        return "primary_hv";
    case BusKind::primary_mv:
        return "primary_mv";
    case BusKind::station_mv:
        return "station_mv";
    case BusKind::station_lv:
        return "station_lv";
    case BusKind::joint:
        return "joint";
    }
    return {};
}

io::Attribute whole(std::int64_t value) {
    return value;
}

io::AssetTable bus_table(const SyntheticGrid& grid) {
    MadeLayer layer{"bus", {"name", "rated_v", "kind"}};
    for (const energy::GridBus& bus : grid.buses) {
        layer.add(bus.id, point_at(bus.place), {bus.name, bus.rated_v, kind_name(bus.kind)},
                  std::string{bus.rule});
    }
    return layer.take();
}

/// The switches at a line's ends are part of it in the grid's file: open means that no current
/// flows through this end.
io::AssetTable line_table(const SyntheticGrid& grid) {
    MadeLayer layer{"line",
                    {"from_bus", "to_bus", "name", "cable", "parallel", "length_m", "from_closed",
                     "to_closed"}};
    for (const energy::GridLine& line : grid.lines) {
        layer.add(line.id, line_along(line.course),
                  {grid.buses[line.from_bus].id, grid.buses[line.to_bus].id, line.name,
                   std::string{line.cable.name}, whole(line.parallel), line.length_m,
                   whole(line.from_closed ? 1 : 0), whole(line.to_closed ? 1 : 0)},
                  std::string{line.rule});
    }
    return layer.take();
}

io::AssetTable transformer_table(const SyntheticGrid& grid) {
    MadeLayer layer{"transformer", {"from_bus", "to_bus", "name", "rated_va"}};
    for (const energy::GridTransformer& transformer : grid.transformers) {
        layer.add(transformer.id, point_at(transformer.place),
                  {grid.buses[transformer.from_bus].id, grid.buses[transformer.to_bus].id,
                   transformer.name, transformer.type.sn_va},
                  std::string{transformer.rule});
    }
    return layer.take();
}

io::AssetTable substation_table(const SyntheticGrid& grid) {
    MadeLayer layer{"substation",
                    {"kind", "name", "bus", "transformer_va", "peak_w", "households", "customers"}};
    for (const energy::GridPrimary& primary : grid.primaries) {
        layer.add(primary.id, point_at(primary.place),
                  {std::string{"primary"}, primary.name, grid.buses[primary.mv_bus].id,
                   io::Attribute{}, primary.peak_w, io::Attribute{}, io::Attribute{}},
                  std::string{primary.rule});
    }
    for (const energy::GridStation& station : grid.stations) {
        layer.add(station.id, point_at(station.place),
                  {std::string{"station"}, station.name, grid.buses[station.lv_bus].id,
                   station.transformer_va, station.peak_w, station.households,
                   whole(station.customers)},
                  std::string{station.rule});
    }
    return layer.take();
}

io::AssetTable switch_table(const SyntheticGrid& grid) {
    MadeLayer layer{"switch", {"kind", "line", "bus", "normally_open"}};
    for (const energy::GridSwitch& item : grid.switches) {
        layer.add(item.id, point_at(item.place),
                  {std::string{item.is_breaker ? "breaker" : "load_break"},
                   grid.lines[item.line].id, grid.buses[item.bus].id,
                   whole(item.normally_open ? 1 : 0)},
                  std::string{item.rule});
    }
    return layer.take();
}

} // namespace

std::vector<io::AssetTable> synthetic_grid_tables(const SyntheticGrid& grid) {
    std::vector<io::AssetTable> tables;
    for (auto* make :
         {&bus_table, &line_table, &transformer_table, &substation_table, &switch_table}) {
        io::AssetTable table = make(grid);
        if (table.size() > 0) {
            tables.push_back(std::move(table));
        }
    }
    return tables;
}

} // namespace cityproof::scenarios
