// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/supply_tree.hpp"

#include "core/base/stable_hash.hpp"

#include <queue>

#include <functional>
#include <ranges>
#include <utility>

namespace cityproof::water::synthesis {
namespace {

struct Reached {
    double cost_m = 0;
    std::uint32_t node = 0; ///< decides between equal costs, so that there is one order
    std::uint32_t edge = none;
    std::uint32_t from = none;

    bool operator>(const Reached& other) const {
        return std::pair{cost_m, node} > std::pair{other.cost_m, other.node};
    }
};

} // namespace

std::vector<std::uint32_t> grow_tree(const StreetMains& mains, std::uint32_t root,
                                     std::span<const std::uint32_t> zone_of, std::uint32_t zone,
                                     SupplyTree& tree) {
    std::vector<std::uint32_t> order;
    std::vector<char> settled(mains.nodes.size(), 0);
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open;
    open.push({0, root});
    while (!open.empty()) {
        const Reached next = open.top();
        open.pop();
        if (settled[next.node] != 0) {
            continue;
        }
        settled[next.node] = 1;
        order.push_back(next.node);
        tree.up_edge[next.node] = next.edge;
        tree.up_node[next.node] = next.from;
        tree.path_m[next.node] =
            next.from == none ? 0 : tree.path_m[next.from] + mains.edges[next.edge].length_m;
        for (const StreetMains::Arc& arc : mains.arcs(next.node)) {
            if (zone_of[arc.node] == zone && settled[arc.node] == 0) {
                open.push(
                    {next.cost_m + mains.edges[arc.edge].cost_m, arc.node, arc.edge, next.node});
            }
        }
    }
    return order;
}

std::vector<char> in_a_ring(const StreetMains& mains, const SupplyTree& tree,
                            std::span<const std::uint32_t> order,
                            std::span<const std::uint32_t> chords) {
    // A chord gives both its ends the same random word. Over the nodes below a pipe the words of
    // chords that stay below cancel; what is left says that one leads out.
    std::vector<std::uint64_t> words(mains.nodes.size(), 0);
    for (const std::uint32_t chord : chords) {
        const std::uint64_t word = mix64(chord + 0x9e3779b97f4a7c15ULL);
        words[mains.edges[chord].start] ^= word;
        words[mains.edges[chord].end] ^= word;
    }
    std::vector<char> ring(mains.nodes.size(), 0);
    for (const std::uint32_t node : order | std::views::reverse) {
        ring[node] = words[node] != 0 ? 1 : 0;
        if (tree.up_node[node] != none) {
            words[tree.up_node[node]] ^= words[node];
        }
    }
    return ring;
}

} // namespace cityproof::water::synthesis
