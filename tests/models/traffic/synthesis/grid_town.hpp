// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/traffic/synthesis/travel_demand.hpp"

#include <fmt/format.h>

#include <string>

namespace cityproof::testing {

/// A square of 5 x 5 junctions, 400 m apart, joined both ways, with a house of 40 people at every
/// street and, on demand, a main road that leaves the square to the east.
struct GridTown {
    static constexpr int side = 5;
    static constexpr double block_m = 400;

    explicit GridTown(bool with_gate) {
        for (int y = 0; y < side; ++y) {
            for (int x = 0; x < side; ++x) {
                if (x + 1 < side) {
                    street(x, y, x + 1, y);
                }
                if (y + 1 < side) {
                    street(x, y, x, y + 1);
                }
            }
        }
        if (with_gate) {
            street(side - 1, 2, side, 2, contracts::StreetClass::secondary);
        }
        connect();
        traffic::mark_core(graph);
        traffic::find_gates(graph);
    }

    void street(int x1, int y1, int x2, int y2,
                contracts::StreetClass street_class = contracts::StreetClass::residential) {
        const auto add = [&](int ax, int ay, int bx, int by) {
            traffic::RoadEdge edge;
            edge.from = fmt::format("{}.{}", ax, ay);
            edge.to = fmt::format("{}.{}", bx, by);
            edge.id = edge.from + "_" + edge.to;
            edge.street_class = street_class;
            edge.length_m = block_m;
            edge.speed_mps = 13.9;
            edge.shape = {{ax * block_m, ay * block_m}, {bx * block_m, by * block_m}};
            graph.edges.push_back(edge);
        };
        add(x1, y1, x2, y2);
        add(x2, y2, x1, y1);
        contracts::Building house;
        house.id = fmt::format("w{}", city.buildings.size());
        house.use = contracts::BuildingUse::mixed;
        house.centre = {(x1 + x2) * block_m / 2, (y1 + y2) * block_m / 2 + 10};
        house.residents = 40;
        house.jobs = 20;
        city.buildings.push_back(house);
        const auto edge = static_cast<std::uint32_t>(graph.edges.size() - 2);
        access.push_back({edge, edge + 1});
    }

    /// Every turn but back.
    void connect() {
        for (traffic::RoadEdge& edge : graph.edges) {
            bool onward = false;
            for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
                if (graph.edges[e].from == edge.to && graph.edges[e].to != edge.from) {
                    edge.next.push_back(e);
                    onward = true;
                }
            }
            for (std::uint32_t e = 0; !onward && e < graph.edges.size(); ++e) {
                if (graph.edges[e].from == edge.to) {
                    edge.next.push_back(e); // one may turn at a dead end
                }
            }
        }
    }

    contracts::CityModel city;
    traffic::RoadGraph graph;
    std::vector<traffic::StreetAccess> access;
};

} // namespace cityproof::testing
