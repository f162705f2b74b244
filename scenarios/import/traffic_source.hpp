// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/sumo_config.hpp"
#include "io/city/sumo_net.hpp"
#include "io/city/sumo_references.hpp"
#include "io/gis/city_crs.hpp"
#include "scenarios/import/city_draft.hpp"

#include <filesystem>
#include <string>

namespace cityproof::scenarios {

/// A SUMO scenario that has been read and checked.
struct TrafficSource {
    io::SumoConfig config;
    io::SumoNet net;
    io::SumoDemand demand;
    std::string crs; ///< of the net: "EPSG:32632", "+proj=...", or "local"
};

/// Reads configuration, net, routes and additional files and checks that they fit each other. Does
/// not convert anything. Errors: InputError; problems are added.
TrafficSource read_traffic_source(const std::filesystem::path& sumo_config, Problems& problems);

/// The same of a configuration that has been read or put together.
TrafficSource read_traffic_source(io::SumoConfig config, Problems& problems);

/// A point of the net in the net's projection, or in its own metres when it is local.
io::Point to_city(const io::Point& net_point, const io::SumoNet& net);

/// Says what vehicles there are.
void note_demand(const TrafficSource& source, CityDraft& draft);

/// Adds the layers street and signal to the draft.
void add_traffic_layers(const TrafficSource& source, CityDraft& draft);

} // namespace cityproof::scenarios
