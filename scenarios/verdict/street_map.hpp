// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::verdict {

/// Streets as polylines with the change of their mean speed, for a report's map.
struct StreetMap {
    struct Street {
        std::vector<std::pair<double, double>> points_m; ///< x, y in the city's CRS
        double change_mps = 0; ///< policy minus baseline, mean over time and runs
    };

    std::vector<Street> streets;
};

/// Reads geometry and recorded street speeds of all runs. Returns nullopt when a run did not record
/// them, has no street geometry, or has other streets than the first one. Errors: InputError for a
/// run file that cannot be read.
std::optional<StreetMap> read_street_map(std::span<const std::string> baseline,
                                         std::span<const std::string> policy);

} // namespace cityproof::verdict
