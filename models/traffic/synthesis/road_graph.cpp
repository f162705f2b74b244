// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/road_graph.hpp"

#include <queue>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

namespace cityproof::traffic {
namespace {

using contracts::StreetClass;

/// Tarjan's algorithm without recursion: cities have paths of many thousand edges.
class StrongComponents {
  public:
    explicit StrongComponents(const RoadGraph& graph)
        : graph_{graph},
          component(graph.edges.size(), none),
          number_(graph.edges.size(), none),
          low_(graph.edges.size(), 0) {
        for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
            if (number_[e] == none) {
                visit(e);
            }
        }
    }

    static constexpr std::uint32_t none = 0xffffffffU;

  private:
    struct Step {
        std::uint32_t edge;
        std::size_t next;
    };

    void enter(std::uint32_t edge) {
        number_[edge] = low_[edge] = count_++;
        open_.push_back(edge);
        steps_.push_back({edge, 0});
    }

    void visit(std::uint32_t root) {
        enter(root);
        while (!steps_.empty()) {
            Step& step = steps_.back();
            const std::uint32_t edge = step.edge;
            const auto& next = graph_.edges[edge].next;
            if (step.next < next.size()) {
                const std::uint32_t to = next[step.next++];
                if (number_[to] == none) {
                    enter(to); // invalidates `step`
                } else if (component[to] == none) {
                    low_[edge] = std::min(low_[edge], number_[to]);
                }
                continue;
            }
            steps_.pop_back();
            if (!steps_.empty()) {
                std::uint32_t& low = low_[steps_.back().edge];
                low = std::min(low, low_[edge]);
            }
            if (low_[edge] == number_[edge]) {
                close(edge);
            }
        }
    }

    void close(std::uint32_t edge) {
        std::uint32_t member = none;
        do {
            member = open_.back();
            open_.pop_back();
            component[member] = components;
        } while (member != edge);
        ++components;
    }

    const RoadGraph& graph_;

  public:
    std::vector<std::uint32_t> component;
    std::uint32_t components = 0;

  private:
    std::vector<std::uint32_t> number_;
    std::vector<std::uint32_t> low_;
    std::vector<std::uint32_t> open_;
    std::vector<Step> steps_;
    std::uint32_t count_ = 0;
};

/// Edges that can be reached from the core, or with `backward` from which it can be reached.
std::vector<bool> joined_to_core(const RoadGraph& graph, bool backward) {
    std::vector<std::vector<std::uint32_t>> before(backward ? graph.edges.size() : 0);
    if (backward) {
        for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
            for (const std::uint32_t next : graph.edges[e].next) {
                before[next].push_back(e);
            }
        }
    }
    std::vector<bool> joined(graph.edges.size(), false);
    std::vector<std::uint32_t> open;
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
        if (graph.edges[e].in_core) {
            joined[e] = true;
            open.push_back(e);
        }
    }
    while (!open.empty()) {
        const std::uint32_t edge = open.back();
        open.pop_back();
        for (const std::uint32_t other : backward ? before[edge] : graph.edges[edge].next) {
            if (!joined[other]) {
                joined[other] = true;
                open.push_back(other);
            }
        }
    }
    return joined;
}

/// Relative importance of a road at the boundary, by class; 0: no gate.
double gate_weight(StreetClass street_class) {
    switch (street_class) {
    case StreetClass::motorway:
        return 6;
    case StreetClass::trunk:
        return 5;
    case StreetClass::primary:
        return 4;
    case StreetClass::secondary:
        return 2;
    case StreetClass::tertiary:
        return 1;
    default:
        return 0;
    }
}

/// Of the largest core's edges, for a part to have a core.
constexpr double smallest_core = 0.1;

/// Edges that hang together in whatever direction have the same number, that of the first of them.
std::vector<std::uint32_t> loose_parts(const RoadGraph& graph) {
    std::vector<std::uint32_t> parent(graph.edges.size());
    std::iota(parent.begin(), parent.end(), 0U);
    const auto root = [&](std::uint32_t e) {
        while (parent[e] != e) {
            parent[e] = parent[parent[e]];
            e = parent[e];
        }
        return e;
    };
    const auto join = [&](std::uint32_t a, std::uint32_t b) {
        a = root(a);
        b = root(b);
        parent[std::max(a, b)] = std::min(a, b);
    };
    std::map<std::string_view, std::uint32_t> at; // junctions
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
        for (const std::uint32_t next : graph.edges[e].next) {
            join(e, next);
        }
        for (const std::string& junction :
             {std::cref(graph.edges[e].from), std::cref(graph.edges[e].to)}) {
            join(e, at.emplace(junction, e).first->second);
        }
    }
    for (std::uint32_t e = 0; e < parent.size(); ++e) {
        parent[e] = root(e);
    }
    return parent;
}

double lane_capacity_vph(StreetClass street_class) {
    return street_class == StreetClass::motorway || street_class == StreetClass::trunk ? 1500 : 800;
}

} // namespace

std::size_t mark_core(RoadGraph& graph) {
    const StrongComponents found{graph};
    const std::vector<std::uint32_t> part = loose_parts(graph);
    std::vector<std::size_t> size(found.components, 0);
    for (const std::uint32_t component : found.component) {
        ++size[component];
    }
    // Of equally large ones in a part, that of the first edge.
    std::map<std::uint32_t, std::uint32_t> core_of; // by part
    for (std::size_t e = 0; e < part.size(); ++e) {
        const std::uint32_t component = found.component[e];
        const auto [core, is_new] = core_of.emplace(part[e], component);
        if (size[component] > size[core->second]) {
            core->second = component;
        }
    }
    std::vector<std::pair<std::size_t, std::uint32_t>> order; // largest first, then by first edge
    for (const auto& [of_part, core] : core_of) {
        order.emplace_back(size[core], of_part);
    }
    std::ranges::stable_sort(order, std::greater<>{},
                             [](const auto& entry) { return entry.first; });
    std::map<std::uint32_t, std::uint32_t> number;
    for (const auto& [edges, of_part] : order) {
        if (static_cast<double>(edges) >= smallest_core * static_cast<double>(order[0].first)) {
            number.emplace(of_part, static_cast<std::uint32_t>(number.size()));
        }
    }
    std::size_t in_cores = 0;
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const auto kept = number.find(part[e]);
        RoadEdge& edge = graph.edges[e];
        edge.part = kept == number.end() ? no_part : kept->second;
        edge.in_core = kept != number.end() && found.component[e] == core_of.at(part[e]);
        in_cores += edge.in_core ? 1U : 0U;
    }
    return in_cores;
}

std::uint32_t part_count(const RoadGraph& graph) {
    std::uint32_t count = 0;
    for (const RoadEdge& edge : graph.edges) {
        count = edge.in_core ? std::max(count, edge.part + 1) : count;
    }
    return count;
}

void find_gates(RoadGraph& graph) {
    struct Ends {
        std::set<std::string> neighbours;
        std::vector<std::uint32_t> out;
        std::vector<std::uint32_t> in;
    };

    std::map<std::string, Ends> junctions;
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
        const RoadEdge& edge = graph.edges[e];
        junctions[edge.from].out.push_back(e);
        junctions[edge.from].neighbours.insert(edge.to);
        junctions[edge.to].in.push_back(e);
        junctions[edge.to].neighbours.insert(edge.from);
    }
    const std::vector<bool> enters = joined_to_core(graph, true);
    const std::vector<bool> leaves = joined_to_core(graph, false);
    graph.gates.clear();
    for (auto& [junction, ends] : junctions) {
        if (ends.neighbours.size() != 1) {
            continue;
        }
        RoadGate gate;
        gate.junction = junction;
        const auto take = [&](const std::vector<std::uint32_t>& edges,
                              const std::vector<bool>& usable, std::vector<std::uint32_t>& taken) {
            for (const std::uint32_t e : edges) {
                const RoadEdge& edge = graph.edges[e];
                if (usable[e] && gate_weight(edge.street_class) > 0) {
                    taken.push_back(e);
                    gate.part = edge.part;
                    gate.weight =
                        std::max(gate.weight, gate_weight(edge.street_class) * edge.lanes);
                    gate.capacity_vph = std::max(gate.capacity_vph,
                                                 lane_capacity_vph(edge.street_class) * edge.lanes);
                }
            }
        };
        take(ends.out, enters, gate.entries);
        take(ends.in, leaves, gate.exits);
        if (gate.weight > 0) {
            graph.gates.push_back(std::move(gate));
        }
    }
}

std::vector<double> shortest_ways_m(const RoadGraph& graph, std::uint32_t start) {
    std::vector<double> way_m(graph.edges.size(), std::numeric_limits<double>::infinity());
    using Entry = std::pair<double, std::uint32_t>; // equal ways in order of edges
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    way_m[start] = 0;
    open.emplace(0.0, start);
    while (!open.empty()) {
        const auto [done_m, edge] = open.top();
        open.pop();
        if (done_m > way_m[edge]) {
            continue;
        }
        for (const std::uint32_t next : graph.edges[edge].next) {
            const double to_m = done_m + graph.edges[next].length_m;
            if (to_m < way_m[next]) {
                way_m[next] = to_m;
                open.emplace(to_m, next);
            }
        }
    }
    return way_m;
}

} // namespace cityproof::traffic
