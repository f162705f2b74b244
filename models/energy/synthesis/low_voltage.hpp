// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/energy/synthesis/cable_graph.hpp"
#include "models/energy/synthesis/connected_load.hpp"
#include "models/energy/synthesis/feeder_groups.hpp"
#include "models/energy/synthesis/supply_cells.hpp"
#include "models/energy/synthesis/synthetic_grid.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::energy {

/// Makes the stations with their transformers, and the cables from them to the customers.
class LowVoltage {
  public:
    /// Parameters: `load` is per building; `grid` has its medium voltage set and gets the assets.
    /// All outlive this.
    LowVoltage(const contracts::CityModel& city, const CityCables& cables, const SupplyCells& cells,
               const std::vector<ConnectedLoad>& load, const GridSynthesisOptions& options,
               SyntheticGrid& grid);

    void build();

  private:
    /// The part of the street graph that one feeder uses, as a tree away from the station.
    struct Tree {
        std::vector<std::uint32_t> vertices; ///< without the station, by rising distance
    };

    void add_station(std::uint32_t site);
    void add_transformers(std::uint32_t station, const ConnectedLoad& load);
    void add_feeder(std::uint32_t station, const FeederGroup& group);
    Tree tree_of(const FeederGroup& group, std::uint32_t root);
    std::uint32_t add_joint(std::uint32_t station, std::uint32_t vertex);
    void add_section(std::uint32_t vertex, const FeederGroup& group, GridFeeder& feeder);
    void size_cables(std::size_t first_line, const FeederGroup& group, GridFeeder& feeder);
    double design_drop(std::size_t first_line, const FeederGroup& group) const;
    void supply_buildings();

    const contracts::CityModel& city_;
    const CityCables& cables_;
    const CableGraph& graph_;
    const SupplyCells& cells_;
    const std::vector<ConnectedLoad>& load_; ///< per building
    const GridSynthesisOptions& options_;
    SyntheticGrid& grid_;

    std::vector<ConnectedLoad> vertex_load_;
    std::vector<std::uint32_t> vertex_customers_;
    std::vector<std::vector<std::uint32_t>> members_; ///< per site: vertices by rising cost
    std::vector<std::uint32_t> rank_;                 ///< per vertex: place in the cells' order
    std::vector<std::uint32_t> vertex_bus_;           ///< of its customers
    std::vector<Coincidence> station_factors_;

    // Of the feeder under construction, per vertex.
    std::vector<std::uint32_t> feeder_stamp_;
    std::vector<std::uint32_t> bus_here_;
    std::vector<std::uint32_t> branches_;
    std::vector<ConnectedLoad> beyond_; ///< customers of the vertex and all beyond it
    std::vector<bool> is_tapped_;
    std::vector<double> section_w_; ///< of the feeder's lines, in their order
};

/// Loads of all buildings at a vertex together. Shape: per vertex.
std::vector<ConnectedLoad> loads_of_vertices(const CityCables& cables,
                                             const std::vector<ConnectedLoad>& building_load);

} // namespace cityproof::energy
