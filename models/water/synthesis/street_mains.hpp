// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/water/synthesis/synthetic_water.hpp"
#include "models/water/synthesis/water_synthesis_options.hpp"

#include <span>
#include <string>
#include <vector>

namespace cityproof::water::synthesis {

/// Where mains may lie: a graph along the streets, without hydraulics.
struct StreetMains {
    struct Node {
        std::string id;
        contracts::Place place;
        double elevation_m = 0;
    };

    struct Edge {
        std::uint32_t start = 0;
        std::uint32_t end = 0;
        double length_m = 0;
        double cost_m = 0;            ///< length, less along main roads and more along service ways
        std::uint32_t segment = none; ///< none: a join between two parts
        double from_m = 0;            ///< stretch of the segment
        double to_m = 0;
        std::uint32_t buildings = 0; ///< joined along it
    };

    /// One end of an edge as seen from the other.
    struct Arc {
        std::uint32_t edge = 0;
        std::uint32_t node = 0;
    };

    std::vector<Node> nodes;
    std::vector<Edge> edges;
    std::vector<std::uint32_t> node_of_building; ///< none: too far from any main

    std::span<const Arc> arcs(std::uint32_t node) const {
        return {arcs_.data() + first_arc_[node], arcs_.data() + first_arc_[node + 1]};
    }

    /// Makes arcs() anew after edges were added.
    void index_arcs();

    std::vector<std::uint32_t> first_arc_;
    std::vector<Arc> arcs_;
};

/// Lays mains along all streets but motorways, trunk roads and paths, as far as customers need
/// them: a dead end without a building has none. Long streets are cut into pieces, each building
/// joined to the nearest junction along its street, else to the nearest one at all. Parts of the
/// streets that do not hang together are joined where they are nearest.
StreetMains lay_street_mains(const contracts::CityModel& city,
                             const WaterSynthesisOptions& options);

/// The street from `from_m` to `to_m` along it, both ends included.
std::vector<contracts::Place> stretch(const contracts::StreetSegment& segment, double from_m,
                                      double to_m);
contracts::Place place_along(const std::vector<contracts::Place>& line, double at_m);

/// An edge's way, from its start to its end.
std::vector<contracts::Place> shape_of(const contracts::CityModel& city, const StreetMains& mains,
                                       std::uint32_t edge);

} // namespace cityproof::water::synthesis
