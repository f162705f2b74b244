// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cityproof::water {

/// How water can pass a link as things stand.
enum class Passage : std::uint8_t {
    none,
    forward, ///< from start to end only: pumps, check valves, pressure reducing valves
    both,
};

/// Which nodes water can reach from the sources over open links. EPANET does not tell: for a part
/// without source it reports full delivery at enormous negative pressure (demand-driven) or no
/// warning at all (pressure-driven).
///
/// A tank without usable water is no source, and nothing passes through it: EPANET closes its
/// outlets.
class SupplyReach {
  public:
    struct Link {
        std::uint32_t start = 0;
        std::uint32_t end = 0;
    };

    SupplyReach(std::size_t nodes, std::vector<Link> links);

    /// Parameters: one passage per link; `source` per node: not 0 for reservoirs and tanks that
    /// hold water; `blocks` per node: not 0 for empty tanks. Returns per node 1 (reached) or 0;
    /// valid until the next call.
    const std::vector<char>& search(std::span<const Passage> passages, std::span<const char> source,
                                    std::span<const char> blocks);

  private:
    struct Way {
        std::uint32_t link = 0;
        std::uint32_t to = 0;
        bool backward = false;
    };

    std::vector<std::size_t> first_way_; ///< per node, into ways_; one more at the end
    std::vector<Way> ways_;
    std::vector<char> reached_;
    std::vector<std::uint32_t> pending_;
};

} // namespace cityproof::water
