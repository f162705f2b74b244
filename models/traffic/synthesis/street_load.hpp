// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/traffic/synthesis/road_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cityproof::traffic {

struct CarTrip;

/// Vehicles an hour that an edge takes before the queue at its end grows: 1900 a lane on motorways
/// and 1600 on trunk roads (HCM), 45 % of 1800 where a traffic light ends it, and at junctions
/// without one by class what a stream gets through that yields to others now and then (HBS 2015:
/// 400 to 800).
double edge_capacity_vph(const RoadEdge& edge);

/// Leaves out trips that the streets cannot carry: for every hour in which at least a third of the
/// busiest hour's vehicles depart, all are assigned to the streets (four steps of successive
/// averages over shortest ways, travel time by the BPR function), and where the load exceeds
/// `most_load` of a capacity on their way, they stay with the probability that brings it down to
/// that. The decision is each trip's own draw. Real drivers would travel at another time or by
/// other means. Returns how many were left out. With more than 400 origins in an hour, every n-th
/// stands for its neighbours.
std::size_t leave_out_what_jams(const RoadGraph& graph, std::vector<CarTrip>& trips,
                                double most_load);

} // namespace cityproof::traffic
