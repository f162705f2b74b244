// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/energy/synthesis/cable_graph.hpp"
#include "models/energy/synthesis/supply_cells.hpp"
#include "models/energy/synthesis/synthetic_grid.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::energy {

/// Makes the primary substations and the open rings from them through all stations.
class MediumVoltage {
  public:
    /// Parameters: `sites` are the stations' vertices; `start` as in place_sites. All outlive this.
    MediumVoltage(const CableGraph& graph, const std::vector<std::uint32_t>& sites,
                  const GridSynthesisOptions& options, double start, SyntheticGrid& grid);

    void build();

  private:
    struct Way {
        double length_m = 0;
        std::vector<contracts::Place> course;
    };

    /// A ring before it has assets: stops 0 and last are the primary's busbar.
    struct Route {
        std::uint32_t primary = 0;
        std::vector<std::uint32_t> stations;
        std::vector<double> loads_w;  ///< per station, with losses
        std::vector<Way> sections;    ///< one more than stations
        std::size_t open_section = 0; ///< open at the end that is in a station
    };

    std::uint32_t bus_at(const Route& route, std::size_t stop) const;
    double ring_load_w(const CableType& cable, double utilisation) const;
    void add_primary(std::uint32_t vertex, const std::vector<std::uint32_t>& stations, bool alone);
    void feed_directly(GridPrimary& primary);
    void feed_from_110_kv(GridPrimary& primary);
    std::uint32_t add_bus(const GridPrimary& primary, BusKind kind, double rated_v);
    void add_rings(std::uint32_t primary, std::uint32_t vertex,
                   const std::vector<std::uint32_t>& stations);
    void add_ring(std::uint32_t primary, std::uint32_t vertex, std::vector<std::uint32_t> stations);
    void add_section(const Route& route, std::size_t section, GridLine line);
    void choose_cable(const Route& route, GridLine& line) const;
    void add_switch(const GridLine& line, std::uint32_t bus, bool closed);
    Way way(std::uint32_t from, std::uint32_t to);

    const CableGraph& graph_;
    const std::vector<std::uint32_t>& sites_;
    const GridSynthesisOptions& options_;
    double start_ = 0;
    SyntheticGrid& grid_;

    // Of the search for ways, per vertex; `stamp_` says which entries are of this search.
    std::vector<double> cost_;
    std::vector<std::uint32_t> before_edge_;
    std::vector<std::uint32_t> before_;
    std::vector<std::uint32_t> stamp_;
    std::vector<bool> done_;
    std::uint32_t search_ = 0;
};

/// 10 kV in dense cities, 20 kV elsewhere: apparent peak power over the area that customers
/// occupy, counted in squares of 250 m.
double medium_voltage_of(const CableGraph& graph, const std::vector<ConnectedLoad>& vertex_load,
                         const GridSynthesisOptions& options);

} // namespace cityproof::energy
