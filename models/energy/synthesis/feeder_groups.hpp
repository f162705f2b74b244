// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/energy/synthesis/cable_graph.hpp"
#include "models/energy/synthesis/connected_load.hpp"
#include "models/energy/synthesis/equipment.hpp"
#include "models/energy/synthesis/supply_cells.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::energy {

/// Customers that one cable from a station supplies.
struct FeederGroup {
    std::vector<std::uint32_t> tapped; ///< vertices whose customers hang on it
    std::uint32_t parallel = 1;        ///< cables side by side, for one large customer
};

/// Cuts the tree of one station into feeders. From the leaves inwards, neighbouring groups are
/// joined as long as one cable carries them and its voltage drop stays within the limit; a group
/// that fits no more gets a cable of its own to the station.
///
/// The voltage drop of a group counts its whole way: what it draws times the distance from where it
/// was closed to the station, plus the drop inside, at the resistance of the thickest cable. Going
/// inwards moves the first part into the second, so only joining can break the limit.
class FeederCutter {
  public:
    FeederCutter(const CableGraph& graph, const SupplyCells& cells,
                 const std::vector<ConnectedLoad>& load, const GridSynthesisOptions& options);

    /// Parameters: `members` are the vertices of one cell by rising cost, the site first.
    std::vector<FeederGroup> cut(const std::vector<std::uint32_t>& members);

  private:
    struct Group {
        FeederGroup feeder;
        ConnectedLoad load;
        double peak_w = 0;
        double drop = 0; ///< inside the group, to the vertex that it has come to
    };

    Group own_group(std::uint32_t vertex) const;
    bool join(Group& into, Group& other, double way_m) const;

    const CableGraph& graph_;
    const SupplyCells& cells_;
    const std::vector<ConnectedLoad>& load_;
    const GridSynthesisOptions& options_;
    double most_w_ = 0;
    double drop_per_wm_ = 0;
    std::vector<std::vector<Group>> waiting_; ///< per vertex: groups that have come there
};

} // namespace cityproof::energy
