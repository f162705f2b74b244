// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "io/osm/driving_side.hpp"
#include "io/osm/osm_extract.hpp"

#include <cstdint>
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

/// What a column of a layer is called in the file that it comes from.
struct ColumnName {
    std::string layer;
    std::string column;
    std::string field;
};

/// An OpenStreetMap extract to make a city from, and how.
struct OsmOptions {
    std::filesystem::path file;
    std::string crs = "auto"; ///< the UTM zone of the middle, or a code such as "EPSG:25832"
    std::optional<io::OsmBox> box;
    std::optional<std::uint32_t> population; ///< residents; estimated from the buildings otherwise
    std::optional<std::filesystem::path> population_raster; ///< GeoTIFF of people per cell
    std::optional<std::filesystem::path> elevation;         ///< GeoTIFF with the ground's heights
    std::optional<std::filesystem::path> gtfs;              ///< timetable of the buses
    std::optional<io::DrivingSide> driving_side;            ///< as the extract tells otherwise
    std::uint32_t seed = 1;                                 ///< of every draw
    std::string attribution = io::osm_attribution;          ///< whose data the map is
};

/// What `cityproof import` was asked for.
struct ImportOptions {
    std::optional<OsmOptions> osm;             ///< a whole city from a map
    std::optional<std::filesystem::path> sumo; ///< .sumocfg
    std::vector<std::filesystem::path>
        demand; ///< route files, and additional files that they need; beside osm or update
    std::optional<std::filesystem::path>
        grid; ///< power-grid-model JSON, pandapower JSON or MATPOWER .m
    std::optional<std::filesystem::path> grid_map; ///< CSV id,name,lon,lat
    std::optional<std::filesystem::path> water;    ///< EPANET .inp
    std::optional<std::filesystem::path> links;    ///< CSV kind,id,bus,power,share
    std::optional<std::filesystem::path>
        sensors; ///< CSV id,quantity,target,interval,noise,dropout,bus
    std::vector<LayerSource> layers;
    std::vector<ColumnName> columns;
    std::optional<io::PrivacyClass> demand_class;
    /// Where layers came from, by name; those not named are surveyed, unless the importer had to
    /// assume them.
    std::map<std::string, io::Provenance> provenance;
    std::optional<io::Provenance>
        all_provenance; ///< for the layers that `provenance` does not name
    std::string name;   ///< empty: the output folder's name without .city
    std::filesystem::path output;
    bool force = false;  ///< replace a package that exists
    bool update = false; ///< keep what `output` has already and no file of these options replaces
    /// Told at the end of each stage of a long import what it was and how long it took.
    std::function<void(const std::string& stage, double seconds)> progress = [](const std::string&,
                                                                                double) {};
    /// Called between steps; throws to end the import, which then leaves nothing.
    std::function<void()> check_interrupt = [] {};
};

} // namespace cityproof::scenarios
