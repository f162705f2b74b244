// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/main_sizing.hpp"

#include <set>
#include <string>

namespace cityproof::water::synthesis {

/// All that was decided, to make assets from.
struct Design {
    const contracts::CityModel& city;
    const StreetMains& mains;
    const ZonePlan& plan;
    const Sizing& sizing;
    const std::vector<JunctionUse>& uses;
    const WaterSynthesisOptions& options;
};

/// Names that EPANET takes, each once: at most 31 characters, no blanks, quotes or semicolons.
class NameBook {
  public:
    /// `wanted` when it will do and is free, else made so.
    std::string claim(const std::string& wanted);

  private:
    std::set<std::string> taken_;
};

/// Nodes of a network: those of the mains first, in their order, then one junction for each zone's
/// station (see add_stations), reservoirs, tanks.
struct NodeNumbers {
    explicit NodeNumbers(const Design& design);

    std::uint32_t station_junction(std::uint32_t zone) const { return mains + zone; }

    std::uint32_t mains = 0;
    std::vector<std::uint32_t> reservoir; ///< per zone; none: no works
    std::vector<std::uint32_t> tank;      ///< per zone; none: behind a valve
    std::uint32_t count = 0;
};

/// Assets of the network without stations, hydrants and isolation valves. Nodes of stations are
/// there, but empty.
SyntheticWater assemble_mains(const Design& design, const NodeNumbers& numbers, NameBook& nodes,
                              NameBook& links);

} // namespace cityproof::water::synthesis
