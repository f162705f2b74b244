// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/energy/synthesis/grid_synthesis_options.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace cityproof::energy {

inline constexpr std::uint32_t no_vertex = 0xffffffffU;

/// A possible way of a cable between two vertices: a part of a street, or straight across where
/// `segment` is no_segment.
struct CableEdge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    double length_m = 0;
    double cost_m = 0; ///< length times how much cables avoid such a street
    std::uint32_t segment = contracts::no_segment;
    double from_at_m = 0; ///< along the segment
    double to_at_m = 0;
};

/// The streets as cables see them: vertices are the street nodes (same numbers), the joints of
/// house connections along the streets, buildings off the streets and mapped stations.
class CableGraph {
  public:
    struct Arc {
        std::uint32_t to = 0;
        std::uint32_t edge = 0;
    };

    explicit CableGraph(const contracts::CityModel& city) : city_{&city} {}

    std::uint32_t add_vertex(const contracts::Place& place);
    void add_edge(const CableEdge& edge);
    /// To be called once after the last edge.
    void close();

    std::size_t size() const { return places_.size(); }

    const contracts::Place& place(std::uint32_t vertex) const { return places_[vertex]; }

    const std::vector<contracts::Place>& places() const { return places_; }

    const CableEdge& edge(std::uint32_t edge) const { return edges_[edge]; }

    std::size_t edge_count() const { return edges_.size(); }

    std::span<const Arc> arcs(std::uint32_t vertex) const {
        return {arcs_.data() + first_arc_[vertex], arcs_.data() + first_arc_[vertex + 1]};
    }

    /// Appends the course of an edge, starting at vertex `from`; a first point that is there
    /// already is not repeated.
    void append_course(std::uint32_t edge, std::uint32_t from,
                       std::vector<contracts::Place>& course) const;

    /// Name of the street that an edge at the vertex belongs to; empty when none has a name.
    const std::string& street_name(std::uint32_t vertex) const;

  private:
    const contracts::CityModel* city_;
    std::vector<contracts::Place> places_;
    std::vector<CableEdge> edges_;
    std::vector<std::size_t> first_arc_;
    std::vector<Arc> arcs_;
};

/// The graph and where the customers and mapped stations stand in it.
struct CityCables {
    CableGraph graph;
    std::vector<std::uint32_t> building_vertex; ///< per building; no_vertex: needs no electricity
    std::vector<std::uint32_t> site_vertex; ///< per mapped site; no_vertex: too far from any street
    std::size_t off_street_buildings = 0;
    std::size_t crossings = 0; ///< straight pieces that join street nets
};

/// Builds the graph; all vertices with a building or a site hang together. `needs_supply` has one
/// entry per building. Errors: std::invalid_argument for indices that the city does not have or
/// places that are not finite.
CityCables lay_out_cables(const contracts::CityModel& city, const std::vector<bool>& needs_supply,
                          const std::vector<contracts::Place>& sites,
                          const GridSynthesisOptions& options);

} // namespace cityproof::energy
