// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/road_graph.hpp"

#include <queue>

#include <algorithm>
#include <limits>
#include <map>
#include <set>

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

double lane_capacity_vph(StreetClass street_class) {
    return street_class == StreetClass::motorway || street_class == StreetClass::trunk ? 1500 : 800;
}

} // namespace

std::size_t mark_core(RoadGraph& graph) {
    const StrongComponents found{graph};
    std::vector<std::size_t> size(found.components, 0);
    for (const std::uint32_t component : found.component) {
        ++size[component];
    }
    // Of equally large ones, that of the first edge.
    std::uint32_t core = StrongComponents::none;
    for (const std::uint32_t component : found.component) {
        if (core == StrongComponents::none || size[component] > size[core]) {
            core = component;
        }
    }
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        graph.edges[e].in_core = found.component[e] == core;
    }
    return core == StrongComponents::none ? 0 : size[core];
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
