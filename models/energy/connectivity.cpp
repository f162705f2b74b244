// SPDX-License-Identifier: Apache-2.0
#include "models/energy/connectivity.hpp"

#include "models/energy/grid_document.hpp"
#include "models/energy/grid_switches.hpp"

#include <numeric>

namespace cityproof::energy {
namespace {

/// Disjoint sets of buses (union-find with path halving).
class Islands {
  public:
    explicit Islands(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
    }

    std::uint32_t root(std::uint32_t bus) {
        while (parent_[bus] != bus) {
            parent_[bus] = parent_[parent_[bus]];
            bus = parent_[bus];
        }
        return bus;
    }

    void join(std::uint32_t a, std::uint32_t b) { parent_[root(a)] = root(b); }

  private:
    std::vector<std::uint32_t> parent_;
};

} // namespace

Connectivity::Connectivity(const GridDocument& grid)
    : bus_count_{grid.table("node").size},
      line_{branches_of(grid, "line")},
      link_{branches_of(grid, "link")},
      transformer_{branches_of(grid, "transformer")},
      generic_branch_{branches_of(grid, "generic_branch")} {
    const ComponentTable& sources = grid.table("source");
    for (std::size_t row = 0; row < sources.size; ++row) {
        source_bus_.push_back(grid.node_row(sources, "node", row));
    }
}

Connectivity::Branches Connectivity::branches_of(const GridDocument& grid, const char* component) {
    const ComponentTable& table = grid.table(component);
    Branches branches;
    for (std::size_t row = 0; row < table.size; ++row) {
        branches.from_bus.push_back(grid.node_row(table, "from_node", row));
        branches.to_bus.push_back(grid.node_row(table, "to_node", row));
    }
    return branches;
}

std::vector<std::uint8_t> Connectivity::energised(const GridPositions& positions) const {
    Islands islands{bus_count_};
    const auto join = [&islands](const Branches& branches, const SwitchPositions& switches) {
        for (std::size_t i = 0; i < branches.from_bus.size(); ++i) {
            if (switches.from[i] != 0 && switches.to[i] != 0) {
                islands.join(branches.from_bus[i], branches.to_bus[i]);
            }
        }
    };
    join(line_, positions.line);
    join(link_, positions.link);
    join(transformer_, positions.transformer);
    join(generic_branch_, positions.generic_branch);
    std::vector<std::uint8_t> live_root(bus_count_, 0);
    for (std::size_t i = 0; i < source_bus_.size(); ++i) {
        if (positions.source.from[i] != 0) {
            live_root[islands.root(source_bus_[i])] = 1;
        }
    }
    std::vector<std::uint8_t> live(bus_count_, 0);
    for (std::uint32_t bus = 0; bus < bus_count_; ++bus) {
        live[bus] = live_root[islands.root(bus)];
    }
    return live;
}

} // namespace cityproof::energy
