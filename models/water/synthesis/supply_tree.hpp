// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/street_mains.hpp"

#include <span>
#include <vector>

namespace cityproof::water::synthesis {

/// For each node the way that its water comes; nodes of several trees share the arrays.
struct SupplyTree {
    explicit SupplyTree(std::size_t nodes)
        : up_edge(nodes, none),
          up_node(nodes, none),
          path_m(nodes, 0) {}

    std::vector<std::uint32_t> up_edge; ///< none at a root
    std::vector<std::uint32_t> up_node;
    std::vector<double> path_m; ///< pipe from the root
};

/// Grows the tree of cheapest ways from `root` over the nodes whose `zone_of` is `zone` (Dijkstra).
/// Returns these nodes, each after the one above it.
std::vector<std::uint32_t> grow_tree(const StreetMains& mains, std::uint32_t root,
                                     std::span<const std::uint32_t> zone_of, std::uint32_t zone,
                                     SupplyTree& tree);

/// Marks, per node, whether the pipe above it lies in a ring: both its ends stay supplied when it
/// is taken away. `order` is that of grow_tree(); `chords` are the edges that close rings.
std::vector<char> in_a_ring(const StreetMains& mains, const SupplyTree& tree,
                            std::span<const std::uint32_t> order,
                            std::span<const std::uint32_t> chords);

} // namespace cityproof::water::synthesis
