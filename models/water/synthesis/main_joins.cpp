// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/main_joins.hpp"

#include "models/water/synthesis/place_grid.hpp"

#include <algorithm>
#include <utility>

namespace cityproof::water::synthesis {
namespace {

/// Straight pipes are made longer, for they go round things.
constexpr double detour = 1.2;
constexpr double least_join_m = 5;

std::vector<std::vector<std::uint32_t>> members_of(const std::vector<std::uint32_t>& part) {
    std::vector<std::vector<std::uint32_t>> members;
    for (std::uint32_t node = 0; node < part.size(); ++node) {
        if (part[node] >= members.size()) {
            members.resize(part[node] + 1);
        }
        members[part[node]].push_back(node);
    }
    return members;
}

struct Nearest {
    std::uint32_t inside = none;
    PlaceGrid::Found outside;
};

Nearest nearest_pair(const StreetMains& mains, const std::vector<std::uint32_t>& members,
                     const PlaceGrid& joined, double longest_m) {
    Nearest best;
    double within_m = longest_m;
    for (const std::uint32_t node : members) {
        const PlaceGrid::Found found = joined.nearest(mains.nodes[node].place, within_m);
        if (found.item != none && (best.inside == none || found.distance_m < within_m)) {
            best = {node, found};
            within_m = found.distance_m;
        }
    }
    return best;
}

} // namespace

std::vector<std::uint32_t> parts_of(const StreetMains& mains) {
    std::vector<std::uint32_t> part(mains.nodes.size(), none);
    std::vector<std::uint32_t> open;
    std::uint32_t parts = 0;
    for (std::uint32_t first = 0; first < mains.nodes.size(); ++first) {
        if (part[first] != none) {
            continue;
        }
        part[first] = parts;
        open.assign(1, first);
        while (!open.empty()) {
            const std::uint32_t node = open.back();
            open.pop_back();
            for (const StreetMains::Arc& arc : mains.arcs(node)) {
                if (part[arc.node] == none) {
                    part[arc.node] = parts;
                    open.push_back(arc.node);
                }
            }
        }
        ++parts;
    }
    return part;
}

void drop_parts_without_customers(StreetMains& mains) {
    const std::vector<std::uint32_t> part = parts_of(mains);
    std::vector<char> served(mains.nodes.size(), 0); // per part; there are not more of them
    for (const std::uint32_t node : mains.node_of_building) {
        if (node != none) {
            served[part[node]] = 1;
        }
    }
    std::erase_if(mains.edges, [&](const auto& edge) { return served[part[edge.start]] == 0; });
    mains.index_arcs();
}

void join_parts(StreetMains& mains, double longest_m) {
    auto parts = members_of(parts_of(mains));
    std::ranges::stable_sort(parts,
                             [](const auto& a, const auto& b) { return a.size() > b.size(); });
    PlaceGrid joined{100};
    for (const auto& members : parts) {
        const Nearest pair = nearest_pair(mains, members, joined, longest_m);
        if (pair.inside != none) {
            const double length_m = std::max(pair.outside.distance_m * detour, least_join_m);
            mains.edges.push_back({.start = pair.outside.item,
                                   .end = pair.inside,
                                   .length_m = length_m,
                                   .cost_m = length_m});
        }
        for (const std::uint32_t node : members) {
            joined.add(mains.nodes[node].place, node);
        }
    }
    mains.index_arcs();
}

} // namespace cityproof::water::synthesis
