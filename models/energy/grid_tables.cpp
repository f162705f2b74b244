// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_tables.hpp"

#include "models/energy/grid_check.hpp"
#include "models/energy/grid_document.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::energy {
namespace {

std::string asset_id(const GridDocument& grid, const ComponentTable& table, std::size_t row,
                     std::string_view prefix) {
    const auto id = static_cast<std::int32_t>(table.column("id")[row]);
    const auto named = grid.asset_ids.find(id);
    return named != grid.asset_ids.end() ? named->second : fmt::format("{}:{}", prefix, id);
}

void add_branches(const GridDocument& grid, std::string_view component, std::string_view prefix,
                  GridBranches& branches) {
    const ComponentTable& table = grid.table(component);
    for (std::size_t row = 0; row < table.size; ++row) {
        branches.ids.push_back(asset_id(grid, table, row, prefix));
        branches.from_bus.push_back(grid.node_row(table, "from_node", row));
        branches.to_bus.push_back(grid.node_row(table, "to_node", row));
    }
}

} // namespace

std::optional<std::uint32_t> GridTables::find_bus(std::string_view id) const {
    const auto found = bus_index.find(id);
    return found == bus_index.end() ? std::nullopt : std::optional{found->second};
}

GridTables tables_of(const GridDocument& grid) {
    GridTables tables;
    const ComponentTable& nodes = grid.table("node");
    tables.bus_rated_v = nodes.column("u_rated");
    for (std::size_t row = 0; row < nodes.size; ++row) {
        tables.bus_ids.push_back(asset_id(grid, nodes, row, "bus"));
        tables.bus_index.emplace(tables.bus_ids.back(), static_cast<std::uint32_t>(row));
    }
    add_branches(grid, "line", "line", tables.lines);
    add_branches(grid, "transformer", "transformer", tables.transformers);
    add_branches(grid, "generic_branch", "transformer", tables.transformers);
    const ComponentTable& sources = grid.table("source");
    for (std::size_t row = 0; row < sources.size; ++row) {
        tables.source_ids.push_back(asset_id(grid, sources, row, "source"));
        tables.source_bus.push_back(grid.node_row(sources, "node", row));
    }
    return tables;
}

void check_asset_ids(const GridTables& tables, const std::string& file, Problems& problems) {
    for (const std::vector<std::string>* ids :
         {&tables.bus_ids, &tables.lines.ids, &tables.transformers.ids, &tables.source_ids}) {
        std::vector<std::string> sorted = *ids;
        std::ranges::sort(sorted);
        for (auto same = std::ranges::adjacent_find(sorted); same != sorted.end();
             same = std::adjacent_find(std::ranges::upper_bound(sorted, *same), sorted.end())) {
            problems.error({file, 0, "cityproof.ids"},
                           fmt::format("two assets have the id {}", *same),
                           "asset ids that are unique within their table");
        }
    }
}

GridTables read_grid_tables(std::string_view json, const std::string& file) {
    const GridDocument grid = read_grid_document(json, file);
    Problems problems;
    check_grid(grid, problems);
    GridTables tables = tables_of(grid);
    check_asset_ids(tables, file, problems);
    problems.throw_if_errors();
    return tables;
}

} // namespace cityproof::energy
