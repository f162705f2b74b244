// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/traffic/synthesis/travel_demand.hpp"
#include "scenarios/import/osm/bus_lines.hpp"
#include "scenarios/import/osm/net_maker.hpp"

#include <filesystem>

namespace cityproof::scenarios {

/// Writes trips (unless the user gives some; buses has been written already) and a SUMO
/// configuration beside the net and returns the configuration's path. SUMO routes each vehicle when
/// it departs, by the travel times that it then sees, and again every five minutes, as drivers with
/// navigation do. The configuration begins at 7 o'clock, the morning peak; a scenario's
/// traffic.begin takes any other time of the day.
std::filesystem::path write_demand_files(const StreetNet& net, const traffic::RoadGraph& graph,
                                         const traffic::TravelDemand* demand,
                                         const BusLines& buses);

} // namespace cityproof::scenarios
