// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/epanet_project.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::water {

/// The entity tables of a network. Positions in `nodes`, `pipes`, `pumps`, `tanks`, `valves` are
/// the elements of the ports of tables water_node, pipe, pump, tank and valve; ids are EPANET's.
struct WaterTables {
    struct Node {
        std::string id;
        NodeKind kind = NodeKind::junction;
        double elevation_m = 0; ///< of a reservoir: its head
        std::optional<MapPoint>
            place; ///< as the file has it; the file does not say in which coordinate system
    };

    struct Link {
        std::string id;
        LinkKind kind = LinkKind::pipe;
        std::uint32_t start = 0; ///< position in `nodes`; positive flow goes from start to end
        std::uint32_t end = 0;
        double length_m = 0;         ///< 0 for pumps and valves
        double diameter_m = 0;       ///< 0 for pumps
        std::vector<MapPoint> bends; ///< between the end nodes
        int epanet_link = 0;
    };

    std::vector<Node>
        nodes; ///< junctions first, then reservoirs and tanks, each in the file's order
    std::vector<Link> pipes; ///< with and without check valve
    std::vector<Link> pumps;
    std::vector<Link> valves;
    std::vector<std::uint32_t> tanks; ///< positions in `nodes`
    std::vector<std::string>
        remarks; ///< oddities of the file that are no errors, one sentence each
};

/// Reads the tables of an EPANET .inp file, after all the checks that EPANET itself makes before it
/// simulates. Errors: InputError or ProblemsError with file, line where known, and EPANET's own
/// text. Threads: any.
WaterTables read_water_tables(const std::filesystem::path& network);
WaterTables read_water_tables(const EpanetProject& project);

} // namespace cityproof::water
