// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/street_load.hpp"
#include "models/traffic/synthesis/travel_demand.hpp"

#include <gtest/gtest.h>

namespace cityproof::traffic {
namespace {

/// Two residential streets, one after the other: 400 vehicles an hour each.
RoadGraph two_streets() {
    RoadGraph graph;
    graph.edges.resize(2);
    for (RoadEdge& edge : graph.edges) {
        edge.length_m = 200;
        edge.speed_mps = 10;
    }
    graph.edges[0].next = {1};
    return graph;
}

std::vector<CarTrip> trips(int count, double depart_s) {
    std::vector<CarTrip> list;
    for (int i = 0; i < count; ++i) {
        CarTrip trip;
        trip.depart_s = depart_s;
        trip.to_edge = 1;
        trip.keep_draw = (i + 0.5) / count;
        list.push_back(trip);
    }
    return list;
}

TEST(StreetLoad, so_many_stay_as_the_street_carries) {
    // 2000 vehicles on a street for 400, which may be loaded to 85 %: 340 stay.
    std::vector<CarTrip> list = trips(2000, 8 * 3600);
    EXPECT_EQ(leave_out_what_jams(two_streets(), list, 0.85), 1660U);
    EXPECT_EQ(list.size(), 340U);
}

TEST(StreetLoad, a_street_with_room_keeps_all) {
    std::vector<CarTrip> list = trips(340, 8 * 3600);
    EXPECT_EQ(leave_out_what_jams(two_streets(), list, 0.85), 0U);
}

TEST(StreetLoad, each_hour_counts_by_itself) {
    std::vector<CarTrip> list = trips(300, 8 * 3600);
    const std::vector<CarTrip> later = trips(300, 9 * 3600);
    list.insert(list.end(), later.begin(), later.end());
    EXPECT_EQ(leave_out_what_jams(two_streets(), list, 0.85), 0U);
}

TEST(StreetLoad, a_traffic_light_halves_a_main_road) {
    RoadEdge edge;
    edge.street_class = contracts::StreetClass::trunk;
    edge.lanes = 2;
    EXPECT_EQ(edge_capacity_vph(edge), 3200);
    edge.ends_at_signal = true;
    EXPECT_EQ(edge_capacity_vph(edge), 1620); // 2 lanes, 45 % green, 1800 vehicles an hour of it
}

} // namespace
} // namespace cityproof::traffic
