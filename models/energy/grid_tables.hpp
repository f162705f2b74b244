// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::energy {

struct GridDocument;

/// Assets that join two buses. Shape: one entry per asset in every vector.
struct GridBranches {
    std::vector<std::string> ids;
    std::vector<std::uint32_t> from_bus; ///< index in the bus table
    std::vector<std::uint32_t> to_bus;
};

/// The asset tables of a grid, in the order of the elements of the model's ports: buses as in the
/// file's node array, lines as in its line array, transformers as in its transformer array followed
/// by its generic_branch array. Ids are `bus:<id>`, `line:<id>`, `transformer:<id>`, `source:<id>`,
/// unless the file's "cityproof" object names others.
struct GridTables {
    std::vector<std::string> bus_ids;
    std::vector<double> bus_rated_v;
    GridBranches lines;
    GridBranches transformers;
    std::vector<std::string> source_ids;
    std::vector<std::uint32_t> source_bus;
    std::map<std::string, std::uint32_t, std::less<>> bus_index; ///< asset id -> index

    /// Index of a bus by its asset id.
    std::optional<std::uint32_t> find_bus(std::string_view id) const;
};

GridTables tables_of(const GridDocument& grid);

/// Finds asset ids that stand for two assets of one table.
void check_asset_ids(const GridTables& tables, const std::string& file, Problems& problems);

/// Reads and checks a grid in power-grid-model's JSON format (see GridDocument) and gives its asset
/// tables, so that wires can be laid before the model is made. `file` is for messages. The sources'
/// strength is not checked: it may come from the scenario. Errors: InputError, or ProblemsError
/// with everything that is wrong.
GridTables read_grid_tables(std::string_view json, const std::string& file);

} // namespace cityproof::energy
