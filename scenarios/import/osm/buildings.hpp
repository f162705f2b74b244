// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/osm/osm_areas.hpp"
#include "scenarios/import/osm/osm_source.hpp"

#include <cstddef>
#include <vector>

namespace cityproof::scenarios {

/// Buildings of an extract: for the synthesis in a model, for the map with outlines.
struct OsmBuildings {
    std::vector<OsmArea> areas;          ///< same order as the model's buildings
    std::vector<bool> levels_are_tagged; ///< false: assumed by a rule
    std::vector<bool> use_is_tagged;
};

/// Adds all buildings to the model, with use, floors and floor areas, joined to the nearest street
/// of the largest net within 300 m. Streets must be there already.
OsmBuildings add_buildings(const OsmSource& source, contracts::CityModel& model,
                           RepairCount& repairs);

/// Adds the layer building with what the synthesis made of each. A building layer that the user
/// gave stays as it is.
void add_building_layer(const OsmSource& source, const contracts::CityModel& model,
                        OsmBuildings&& buildings, CityDraft& draft);

} // namespace cityproof::scenarios
