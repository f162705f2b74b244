// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/design_flow.hpp"
#include "models/water/synthesis/pipe_catalogue.hpp"
#include "models/water/synthesis/pressure_zones.hpp"

#include <vector>

namespace cityproof::water::synthesis {

/// What becomes of an edge of the mains.
struct SizedMain {
    PipePart part = PipePart::branch;
    bool laid = true; ///< false for service ways that no customer and no tree needs
    int dn_mm = 100;
    PipeMaterial material;
};

/// Diameters of all mains, and what the stations of each zone must bring.
struct Sizing {
    std::vector<SizedMain> mains;       ///< per edge
    std::vector<DesignFlow> zone_flows; ///< per zone: all that leaves its root
    std::vector<double> pressure_m;     ///< per node: in the peak hour, ring pipes left out
};

/// Pump of a zone's station: the greatest day in 20 hours.
double station_flow_m3ps(const DesignFlow& zone, const WaterSynthesisOptions& options);

/// Sizes by head-loss gradient. In each tree a pipe may lose, per metre, the least of what the
/// customers behind it can spare per metre of their way: (head - ground - least pressure) / way,
/// and at most 5 m/km. So every junction has its least pressure in the peak hour without the ring
/// pipes, which only help. The same holds for the greatest day's mean with one fire at any place,
/// which may cost 40 m/km and leaves `fire_pressure_m`: 0.6 of the head that it may cost is for the
/// pipes in which the fire takes more than all others. In a ring half of its water comes from each
/// side. Dead ends of less than 60 m without a hydrant are DN 80, all others DN 100 or more.
Sizing size_mains(const contracts::CityModel& city, const StreetMains& mains, const ZonePlan& plan,
                  const std::vector<JunctionUse>& uses, const WaterSynthesisOptions& options);

/// Dead ends up to this length have no hydrant.
inline constexpr double short_dead_end_m = 60;

} // namespace cityproof::water::synthesis
