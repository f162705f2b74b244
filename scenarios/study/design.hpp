// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/text/csv.hpp"
#include "io/text/yaml_node.hpp"
#include "scenarios/study/scenario_keys.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cityproof::study {

/// A scenario key that differs between the points of a study.
struct Factor {
    std::string key;
    ScenarioKey what;
};

/// The points of a study: what they change in the scenario. Without factors there is one point that
/// changes nothing.
struct Design {
    std::vector<Factor> factors;
    std::vector<std::vector<std::string>> points{{}}; ///< [point][factor], as written

    /// "key=value" of one point, for `run --set`.
    std::vector<std::string> settings(std::size_t point) const;
};

/// Reads the section `factors` of a study file: blocks grid, zip, list, csv and lhs, crossed in
/// this order, the last factor changing fastest; then `where` drops points. Files are relative to
/// `folder`. Everything that is wrong is added to `problems`; an empty design is.
Design read_design(const io::YamlNode& node, const std::filesystem::path& folder,
                   const ScenarioKeys& keys, Problems& problems);

/// Reads a table of points: one column a key, one row a point. A unit in the header, as in
/// "traffic.demand_scale [%]", is added to each of the column's values.
Design read_design_table(const io::CsvTable& table, const ScenarioKeys& keys, Problems& problems);

/// The table that read_design_table reads back.
std::string design_table(const Design& design);

/// Everything at once is more than anybody wants: an error above this.
inline constexpr std::size_t most_points = 1'000'000;

} // namespace cityproof::study
