// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::io {

/// Where a bus is, as far as the source file says.
struct BusPlace {
    std::string bus;                                  ///< asset id, "bus:29"
    std::string name;                                 ///< may be empty
    std::optional<std::array<double, 2>> lon_lat_deg; ///< WGS 84
};

/// The course of a line, where the source file has one.
struct LinePath {
    std::string line;                               ///< asset id, "line:62"
    std::vector<std::array<double, 2>> lon_lat_deg; ///< WGS 84, from the first bus to the second
};

/// A grid in the one format that Cityproof keeps.
struct GridImport {
    /// power-grid-model's JSON input format, version 1.0. The extra object "cityproof" gives
    /// components the asset ids of the source file: "bus:<pandapower index or MATPOWER bus
    /// number>", "line:<index or branch row>", "transformer:...".
    std::string pgm_json;
    std::vector<BusPlace> places;   ///< one per bus, in the order of the node array
    std::vector<LinePath> paths;    ///< only lines with a known course
    std::vector<std::string> notes; ///< what was assumed or left out, one sentence each
};

/// Reads power-grid-model JSON, pandapower JSON or a MATPOWER case (.m). power-grid-model JSON is
/// passed on unchanged. Errors: InputError/ProblemsError with file, line or key for what cannot be
/// read or has no equivalent.
GridImport import_grid(const std::filesystem::path& path);

/// The same for text in memory; `file` is for messages and tells a MATPOWER case by its ending.
GridImport import_grid_text(std::string_view text, const std::string& file);

} // namespace cityproof::io
