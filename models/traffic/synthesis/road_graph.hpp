// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cityproof::traffic {

/// A directed street that cars may use.
struct RoadEdge {
    std::string id;
    std::string from; ///< junctions
    std::string to;
    contracts::StreetClass street_class = contracts::StreetClass::residential;
    double length_m = 0;
    double speed_mps = 0;
    int lanes = 1;      ///< that cars may use
    int first_lane = 0; ///< the rightmost of them
    std::vector<contracts::Place> shape;
    std::vector<std::uint32_t> next; ///< edges that a car may drive into at its end, ascending
    bool ends_at_signal = false;
    bool in_core = false;   ///< one can get from it to every other such edge of its part
    std::uint32_t part = 0; ///< net without a road to the others; 0 has the largest core
};

/// A place where the extract cuts a road: traffic enters and leaves there.
struct RoadGate {
    std::string junction;
    std::vector<std::uint32_t> entries; ///< edges from which the core can be reached
    std::vector<std::uint32_t> exits;   ///< edges that can be reached from the core
    double weight = 0;                  ///< share of the traffic across the boundary, relative
    double capacity_vph = 0;            ///< that the gate takes in each direction
    std::uint32_t part = 0;             ///< of its edges
};

/// The streets of a city as cars see them.
struct RoadGraph {
    std::vector<RoadEdge> edges; ///< in the net's order
    std::vector<RoadGate> gates; ///< sorted by junction
};

/// A part without a core: too small to have traffic.
inline constexpr std::uint32_t no_part = 0xffffffffU;

/// Marks the core: the largest set of edges between which one can drive both ways (Tarjan, SIAM J.
/// Comput. 1, 1972; of equal ones the first). Where the graph falls into parts that nothing joins,
/// each with a set of a tenth of the largest one's edges has a core of its own; the parts are
/// numbered by falling size of their cores. Returns the number of edges in cores.
std::size_t mark_core(RoadGraph& graph);

/// Number of parts with a core.
std::uint32_t part_count(const RoadGraph& graph);

/// Finds the gates: dead ends of roads of tertiary class or higher, since such roads do not just
/// end, that are joined to the core. Weight and capacity by class and lanes: 800 vehicles an hour
/// and lane (half of what a lane takes between signals, HBS 2015), motorways and trunk roads 1500.
void find_gates(RoadGraph& graph);

/// Metres driven from the end of edge `start` to the end of each edge by the shortest way;
/// infinite where none leads. Stops at no distance.
std::vector<double> shortest_ways_m(const RoadGraph& graph, std::uint32_t start);

} // namespace cityproof::traffic
