// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "scenarios/import/osm/osm_layers.hpp"
#include "scenarios/import/osm/road_reader.hpp"
#include "scenarios/import/realism_report.hpp"

namespace cityproof::scenarios {

/// Completes the layers of a map by what nobody has mapped: street lamps, car parks, chargers,
/// refuse containers, emergency stations, smart meters, induction loops at signals (as rows of
/// layer sensor that `run` simulates), air and noise stations, LoRaWAN gateways. Gives the layers
/// the columns provenance and rule, and the report the figures that can be compared.
void add_synthetic_layers(const contracts::CityModel& city, const RoadNetwork& network,
                          OsmLayers& layers, RealismReport& realism);

} // namespace cityproof::scenarios
