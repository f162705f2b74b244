// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/formats/grid_import.hpp"
#include "io/gis/city_crs.hpp"
#include "models/energy/grid_tables.hpp"
#include "scenarios/import/city_draft.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace cityproof::scenarios {

/// A grid that has been read and checked, with the places of its buses as far as anyone gave them.
struct GridSource {
    std::string file; ///< name, for messages
    io::GridImport grid;
    energy::GridTables tables;
};

/// Reads a grid in any of the formats that import_grid knows, and its asset tables. `map`: CSV
/// id,name,lon,lat whose places and names win over the grid file's. Errors: InputError,
/// ProblemsError; problems with the map are added.
GridSource read_grid_source(const std::filesystem::path& file,
                            const std::optional<std::filesystem::path>& map, Problems& problems);

/// Middle of all buses with a place.
std::optional<io::LonLat> middle_of(const GridSource& source);

/// Adds the layers bus, line and transformer. Buses whose middle does not lie in the city are
/// fitted into `city_box` and the layers marked assumed; `city_box`: nullopt when the city has no
/// other layer with a place.
void add_grid_layers(const GridSource& source, const io::CityCrs& crs,
                     const std::optional<io::Bounds>& city_box, CityDraft& draft);

} // namespace cityproof::scenarios
