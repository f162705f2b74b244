// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cityproof::water::synthesis {

/// No such thing, in an index.
inline constexpr std::uint32_t none = 0xffffffffU;

enum class WaterNodeKind : std::uint8_t { junction, reservoir, tank };

/// A node of the network; the id is EPANET's.
struct WaterNode {
    std::string id;
    WaterNodeKind kind = WaterNodeKind::junction;
    contracts::Place place;
    double elevation_m = 0;   ///< ground; of a reservoir its head, of a tank its bottom
    double domestic_m3ps = 0; ///< means over a day
    double work_m3ps = 0;
    double loss_m3ps = 0;
    std::uint32_t residents = 0;
    std::uint32_t zone = none;
    std::string rule = {}; ///< that made it
};

/// Part that a pipe has in the network.
enum class PipePart : std::uint8_t {
    branch,   ///< on the way from the supply
    loop,     ///< closes a ring
    boundary, ///< between two zones, shut
    rising,   ///< from a pump to its tank
    outlet,   ///< from a tank to the streets
};

struct WaterPipe {
    std::string id;
    std::uint32_t start = 0; ///< index of a node
    std::uint32_t end = 0;
    PipePart part = PipePart::branch;
    std::uint32_t segment = none; ///< street of the city that it lies in
    double length_m = 0;
    int dn_mm = 100;      ///< nominal; taken as the inner diameter
    double roughness = 0; ///< Hazen-Williams C
    std::string material = {};
    bool closed = false;
    std::uint32_t zone = none;
    std::vector<contracts::Place> shape = {}; ///< with both ends
    std::string rule = {};
};

/// A pump with its duty point; it runs from `on_level_m` of its tank to `off_level_m`.
struct WaterPump {
    std::string id;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    double flow_m3ps = 0;
    double head_m = 0;
    std::uint32_t tank = 0; ///< index in `tanks`
    double on_level_m = 0;
    double off_level_m = 0;
    std::string rule = {};
};

struct WaterTank {
    std::uint32_t node = 0;
    double depth_m = 0;
    double diameter_m = 0;
    double volume_m3 = 0;
    double first_level_m = 0;
    double ground_m = 0;        ///< below it; the difference to the bottom is a tower or the hill
    std::string mapped_id = {}; ///< of the mapped asset that it takes the site of
    std::string rule = {};
};

/// A pressure reducing valve.
struct WaterValve {
    std::string id;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    int dn_mm = 100;
    double pressure_m = 0; ///< kept at its end
    std::string rule = {};
};

struct Hydrant {
    std::string id;
    contracts::Place place;
    std::uint32_t pipe = 0;
    std::uint32_t junction = 0; ///< where its flow is drawn in the network
    bool mapped = false;        ///< surveyed: id and place are those of the mapped asset
    std::string rule = {};
};

/// A gate valve near an end of a pipe. In the network it acts through the status of that pipe.
struct IsolationValve {
    std::string id;
    contracts::Place place;
    std::uint32_t pipe = 0;
    std::uint32_t junction = 0;
    bool closed = false;
    std::string rule = {};
};

enum class ZoneFeed : std::uint8_t { works, booster, reducer };

struct PressureZone {
    ZoneFeed feed = ZoneFeed::works;
    std::uint32_t parent = none;
    double head_m = 0;   ///< that its mains are designed with: tank empty, or behind the valve
    double lowest_m = 0; ///< ground
    double highest_m = 0;
    std::uint32_t residents = 0;
};

/// A figure of the result beside the range in which real networks lie.
struct RealismFigure {
    std::string id;
    std::string description;
    double value = 0;
    std::string unit;
    double low = 0;
    double high = 0;
    std::string source; ///< of the range

    bool lies_inside() const { return value >= low && value <= high; }
};

/// A water network that was made up for a city, complete with the file that EPANET solves. Every
/// asset is synthetic but hydrants that are `mapped`.
struct SyntheticWater {
    std::string inp;              ///< EPANET's text; empty when nobody needs water
    std::vector<WaterNode> nodes; ///< junctions, then reservoirs, then tanks, as in the file
    std::vector<WaterPipe> pipes;
    std::vector<WaterPump> pumps;
    std::vector<WaterTank> tanks;
    std::vector<WaterValve> valves;
    std::vector<Hydrant> hydrants;
    std::vector<IsolationValve> isolation_valves;
    std::vector<PressureZone> zones;
    std::vector<std::uint32_t> junction_of_building; ///< per building of the city; none: not served
    std::vector<RealismFigure> realism;
    std::vector<std::string> remarks; ///< what a reader should know, one sentence each
};

} // namespace cityproof::water::synthesis
