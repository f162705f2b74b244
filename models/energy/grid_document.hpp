// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::energy {

/// One component type of a grid file, as columns. A value that the file does not give is NaN.
struct ComponentTable {
    std::string name;                         ///< "line"
    std::vector<std::string> attributes;      ///< all attributes of its rule, in the rule's order
    std::vector<std::vector<double>> columns; ///< [attribute][row]
    std::size_t size = 0;

    /// Column by attribute name. Errors: std::out_of_range for a name that the rule does not have.
    const std::vector<double>& column(std::string_view attribute) const;
    std::vector<double>& column(std::string_view attribute);
};

/// A grid in the power-grid-model JSON format, read strictly: types, ids and references are sound,
/// and so are the bounds of each value; what concerns several components together is check_grid()'s
/// task.
///
/// The extra top-level object "cityproof" (ours; power-grid-model ignores it) may hold "ids", which
/// gives components the asset ids that people know them by ({"191": "line:62"}), and
/// "frequency_hz".
struct GridDocument {
    std::string file;
    double frequency_hz = 50;
    std::vector<ComponentTable>
        components; ///< one per component rule, also when empty, in that order
    std::map<std::int32_t, std::string> asset_ids;
    std::map<std::int32_t, std::uint32_t> node_rows; ///< node id -> row in the node table

    /// Errors: std::out_of_range for an unknown component type.
    const ComponentTable& table(std::string_view component) const;

    /// Place of a component in the file, for messages: "data.line[3] (id 191)".
    Location where(std::string_view component, std::size_t row, std::string_view attribute) const;

    /// Row of the node that `attribute` of a component names.
    std::uint32_t node_row(const ComponentTable& component, std::string_view attribute,
                           std::size_t row) const;
};

/// Reads JSON text. `file` is for messages only.
/// Errors: InputError for text that is no grid file at all, ProblemsError with everything found for
/// a bad one.
GridDocument read_grid_document(std::string_view json, const std::string& file);

} // namespace cityproof::energy
