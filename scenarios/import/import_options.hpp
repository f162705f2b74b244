// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// A further layer of the map and the file that it comes from.
struct LayerSource {
    std::string name;
    std::filesystem::path file;
};

/// What `cityproof import` was asked for.
struct ImportOptions {
    std::optional<std::filesystem::path> sumo; ///< .sumocfg
    std::optional<std::filesystem::path>
        grid; ///< power-grid-model JSON, pandapower JSON or MATPOWER .m
    std::optional<std::filesystem::path> grid_map; ///< CSV id,name,lon,lat
    std::optional<std::filesystem::path> water;    ///< EPANET .inp
    std::optional<std::filesystem::path> links;    ///< CSV kind,id,bus,power,share
    std::optional<std::filesystem::path>
        sensors; ///< CSV id,quantity,target,interval,noise,dropout,bus
    std::vector<LayerSource> layers;
    std::optional<io::PrivacyClass> demand_class;
    /// Where layers came from, by name; those not named are surveyed, unless the importer had to
    /// assume them.
    std::map<std::string, io::Provenance> provenance;
    std::optional<io::Provenance>
        all_provenance; ///< for the layers that `provenance` does not name
    std::string name;   ///< empty: the output folder's name without .city
    std::filesystem::path output;
    bool force = false; ///< replace a package that exists
    /// Called between steps; throws to end the import, which then leaves nothing.
    std::function<void()> check_interrupt = [] {};
};

} // namespace cityproof::scenarios
