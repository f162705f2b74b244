// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/energy/synthesis/cable_graph.hpp"
#include "models/energy/synthesis/connected_load.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace cityproof::energy {

/// A partition of the customers among sites: each belongs to the site that is nearest along the
/// streets, and the ways to it form a tree.
struct SupplyCells {
    std::vector<std::uint32_t> sites;       ///< vertex of each site
    std::vector<bool> mapped;               ///< per site: given, not chosen
    std::vector<std::uint32_t> owner;       ///< per vertex: its site; no_vertex out of reach
    std::vector<std::uint32_t> parent;      ///< per vertex: the next one on the way to the site
    std::vector<std::uint32_t> parent_edge; ///< per vertex
    std::vector<double> way_m;              ///< per vertex: length of the way to the site
    std::vector<std::uint32_t> order;       ///< vertices by rising cost of their way
};

/// What a site may supply.
struct CellLimits {
    double peak_w = 0;
    double reach_m = std::numeric_limits<double>::infinity();
};

/// Places sites for all loads: a capacitated k-median on the street graph. Sites start at equal
/// steps of load along a space-filling curve, move to the load's middle of their cells (Lloyd), and
/// a cell with too much load or too long a way gets more sites, until all are within the limits. A
/// cell may exceed the power when most of it stands at the site itself: one customer is not shared
/// out.
///
/// Parameters: `load` per vertex; `mapped` are vertices of sites that stay where they are and come
/// first (one without customers is dropped); `start` in [0, 1) shifts the first sites along the
/// curve.
SupplyCells place_sites(const CableGraph& graph, const std::vector<ConnectedLoad>& load,
                        const std::vector<std::uint32_t>& mapped, const CellLimits& limits,
                        const LoadRules& rules, double start);

} // namespace cityproof::energy
