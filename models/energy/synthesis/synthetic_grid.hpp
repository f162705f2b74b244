// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/energy/synthesis/equipment.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::energy {

inline constexpr std::uint32_t no_asset = 0xffffffffU;

/// What a bus is.
enum class BusKind : std::uint8_t {
    primary_hv, ///< 110 kV side of a primary substation
    primary_mv, ///< its medium-voltage busbar
    station_mv, ///< medium-voltage side of a transformer station
    station_lv, ///< its low-voltage busbar
    joint,      ///< of a low-voltage cable: house connections, branches
};

/// The common part of all assets of a synthetic grid.
struct GridAsset {
    std::int32_t number = 0; ///< unique over all kinds; the id in the file of what stands there
    std::string id;          ///< "bus:12", as the model and the run file have it
    std::string name;
    std::string_view rule; ///< which rule made it, a sentence
};

struct GridBus : GridAsset {
    BusKind kind = BusKind::joint;
    double rated_v = 0;
    contracts::Place place;
    std::uint32_t station = no_asset; ///< that it belongs to; none at primary substations
};

/// A cable between two buses. Its ends are switched on their own: an open one is an open ring.
struct GridLine : GridAsset {
    std::uint32_t from_bus = 0;
    std::uint32_t to_bus = 0;
    bool from_closed = true;
    bool to_closed = true;
    CableType cable;
    std::uint32_t parallel = 1; ///< cables side by side
    double length_m = 0;
    std::vector<contracts::Place> course; ///< from the first bus to the second
    std::uint32_t feeder = no_asset;      ///< of low voltage; else `ring` is set
    std::uint32_t ring = no_asset;
};

struct GridTransformer : GridAsset {
    std::uint32_t from_bus = 0; ///< high-voltage side
    std::uint32_t to_bus = 0;
    double from_v = 0; ///< rated voltages
    double to_v = 0;
    TransformerType type;
    int tap = 0;
    contracts::Place place;
    std::uint32_t station = no_asset; ///< none at primary substations
};

/// Connection to the grid upstream.
struct GridSource : GridAsset {
    std::uint32_t bus = 0;
    double voltage_pu = 1;
    double sk_va = 0;
};

/// All customers of a bus at the peak of their station.
struct GridLoad : GridAsset {
    std::uint32_t bus = 0;
    double active_w = 0;
    double reactive_var = 0;
};

/// A switch at one end of a line.
struct GridSwitch : GridAsset {
    std::uint32_t line = 0;
    std::uint32_t bus = 0;
    bool normally_open = false;
    bool is_breaker = false; ///< at a primary substation; else a load-break switch in a station
    contracts::Place place;
};

/// A transformer station from medium to low voltage.
struct GridStation : GridAsset {
    contracts::Place place;
    bool mapped = false; ///< stands where the map has one
    std::uint32_t mv_bus = 0;
    std::uint32_t lv_bus = 0;
    std::uint32_t ring = 0;
    double households = 0;
    std::uint32_t customers = 0; ///< buildings with a load
    double peak_w = 0;
    double transformer_va = 0; ///< of all its transformers
    double reach_m = 0;        ///< longest way to a customer along the cables
};

/// A low-voltage feeder: the cables behind one fuse of a station.
struct GridFeeder {
    std::uint32_t station = 0;
    std::uint32_t customers = 0;
    double households = 0;
    double peak_w = 0;      ///< by the coincidence of its own customers
    double length_m = 0;    ///< of its cables
    double reach_m = 0;     ///< from the station to its last joint
    double design_drop = 0; ///< of the rated voltage, at the peaks of its sections
};

/// A medium-voltage ring, fed from both ends and open at one switch.
struct GridRing {
    std::uint32_t primary = 0;
    std::vector<std::uint32_t> stations; ///< in their order along the ring
    double length_m = 0;
    double longest_half_m = 0;
    double peak_w = 0;
};

/// Where the medium voltage comes from.
struct GridPrimary : GridAsset {
    contracts::Place place;
    std::uint32_t mv_bus = 0;
    double peak_w = 0;
    bool outside = false; ///< its 110 kV substation lies outside the map
};

/// How a building gets its electricity.
struct BuildingSupply {
    std::uint32_t bus = no_asset; ///< no_asset: it needs none
    double peak_w = 0;            ///< its share of its station's peak
};

/// A key figure of a synthetic grid beside what published grids have.
struct RealismFigure {
    std::string_view id; ///< "households_per_transformer"
    std::string_view meaning;
    std::string_view unit; ///< "1" for none
    double value = 0;
    double lowest = 0; ///< published range
    double highest = 0;
    std::string_view source;

    bool is_inside() const { return value >= lowest && value <= highest; }
};

/// A made-up grid, every asset of it marked by the rule that made it. Buses, lines, transformers
/// and sources are in the order of the file's arrays.
struct SyntheticGrid {
    double medium_v = 0;
    std::vector<GridBus> buses;
    std::vector<GridLine> lines;
    std::vector<GridTransformer> transformers;
    std::vector<GridSource> sources;
    std::vector<GridLoad> loads;
    std::vector<GridSwitch> switches;
    std::vector<GridStation> stations;
    std::vector<GridFeeder> feeders;
    std::vector<GridRing> rings;
    std::vector<GridPrimary> primaries;
    std::vector<BuildingSupply> supply; ///< per building of the city
    std::vector<RealismFigure> realism;
    std::vector<std::string> notes; ///< what was assumed or left out, one sentence each
    /// The grid in power-grid-model's JSON format, version 1.0, with the loads at peak. Empty when
    /// nobody needs electricity: then there is no grid.
    std::string pgm_json;

    bool empty() const { return buses.empty(); }
};

} // namespace cityproof::energy
