// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/gate_flow.hpp"
#include "models/traffic/synthesis/road_graph.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/traffic/synthesis/grid_town.hpp"

namespace cityproof::traffic {
namespace {

RoadGraph chain(std::vector<std::vector<std::uint32_t>> next) {
    RoadGraph graph;
    for (std::size_t e = 0; e < next.size(); ++e) {
        RoadEdge edge;
        edge.id = std::to_string(e);
        edge.length_m = 100;
        edge.next = std::move(next[e]);
        graph.edges.push_back(edge);
    }
    return graph;
}

TEST(RoadGraph, the_core_leaves_out_one_way_streets_in_and_out) {
    // 0 -> (1 -> 2 -> 3 -> 1) -> 4
    RoadGraph graph = chain({{1}, {2}, {3, 4}, {1}, {}});
    EXPECT_EQ(mark_core(graph), 3U);
    EXPECT_FALSE(graph.edges[0].in_core);
    EXPECT_TRUE(graph.edges[1].in_core);
    EXPECT_TRUE(graph.edges[3].in_core);
    EXPECT_FALSE(graph.edges[4].in_core);
}

/// A ring of edges on junctions "NAME0", "NAME1" ...
void add_ring(RoadGraph& graph, const std::string& name, std::uint32_t count) {
    const auto first = static_cast<std::uint32_t>(graph.edges.size());
    for (std::uint32_t e = 0; e < count; ++e) {
        RoadEdge edge;
        edge.from = name + std::to_string(e);
        edge.to = name + std::to_string((e + 1) % count);
        edge.next = {first + (e + 1) % count};
        graph.edges.push_back(edge);
    }
}

TEST(RoadGraph, each_large_part_that_no_road_joins_to_the_others_has_a_core) {
    RoadGraph graph;
    add_ring(graph, "a", 20);
    add_ring(graph, "scrap", 3); // a twelfth of the largest
    add_ring(graph, "b", 36);
    EXPECT_EQ(mark_core(graph), 20U + 36U);
    EXPECT_EQ(part_count(graph), 2U);
    EXPECT_EQ(graph.edges[0].part, 1U);
    EXPECT_EQ(graph.edges[20].part, no_part);
    EXPECT_FALSE(graph.edges[20].in_core);
    EXPECT_EQ(graph.edges[23].part, 0U) << "the largest core is part 0";
}

TEST(RoadGraph, a_road_of_a_hundred_thousand_edges_needs_no_deep_stack) {
    constexpr std::uint32_t count = 100'000;
    std::vector<std::vector<std::uint32_t>> next(count);
    for (std::uint32_t e = 0; e < count; ++e) {
        next[e] = {(e + 1) % count};
    }
    RoadGraph graph = chain(std::move(next));
    EXPECT_EQ(mark_core(graph), count);
}

TEST(RoadGraph, ways_are_measured_along_the_streets) {
    const RoadGraph graph = chain({{1, 2}, {3}, {3}, {}});
    const std::vector<double> ways = shortest_ways_m(graph, 0);
    EXPECT_EQ(ways[0], 0);
    EXPECT_EQ(ways[3], 200);
    EXPECT_TRUE(std::isinf(shortest_ways_m(graph, 3)[0]));
}

TEST(RoadGraph, a_main_road_that_ends_is_a_gate_and_a_side_street_is_none) {
    const testing::GridTown with{true};
    ASSERT_EQ(with.graph.gates.size(), 1U);
    EXPECT_EQ(with.graph.gates[0].entries.size(), 1U);
    EXPECT_EQ(with.graph.gates[0].exits.size(), 1U);
    EXPECT_EQ(with.graph.gates[0].capacity_vph, 800);
    EXPECT_TRUE(testing::GridTown{false}.graph.gates.empty());
}

TEST(GateFlow, a_gate_takes_no_more_in_an_hour_than_its_road) {
    const testing::GridTown town{true};
    GateFlow flow{town.graph};
    int entered = 0;
    for (int i = 0; i < 1000; ++i) {
        entered += flow.enter(7.5 * 3600, 0.5) ? 1 : 0;
    }
    EXPECT_EQ(entered, 800);
    EXPECT_TRUE(flow.enter(8.5 * 3600, 0.5));
    EXPECT_TRUE(flow.leave(7.5 * 3600, 0.5));
}

} // namespace
} // namespace cityproof::traffic
