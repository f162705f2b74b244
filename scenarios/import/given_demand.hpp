// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/sumo_config.hpp"
#include "scenarios/import/traffic_source.hpp"

#include <filesystem>
#include <vector>

namespace cityproof::scenarios {

/// Demand without streets: route files, and the additional files that they need.
struct GivenDemand {
    std::vector<std::filesystem::path> routes;
    std::vector<std::filesystem::path> additionals;
};

/// Sorts the files of --demand by their root element: <routes> and <trips> are route files, all
/// others additional files. Errors: InputError as io::scan_xml().
GivenDemand read_given_demand(const std::vector<std::filesystem::path>& files);

/// Puts demand into a configuration, in front of its own routes. A given additional file takes the
/// place of one with the same name.
void add_demand(io::SumoConfig& config, const GivenDemand& demand);

/// The scenario of `config` with this demand, checked as any other. Errors: InputError when there
/// is no vehicle in it; problems are added.
TrafficSource with_given_demand(io::SumoConfig config, const GivenDemand& demand,
                                Problems& problems);

/// A new scenario without routes takes over those of the scenario that it replaces, and the
/// additional files that it does not bring itself. Errors: InputError, naming the first misfit,
/// when they do not fit the new net.
void keep_demand(TrafficSource& source, const io::SumoConfig& old);

} // namespace cityproof::scenarios
