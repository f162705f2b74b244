// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/osm/osm_areas.hpp"
#include "scenarios/import/osm/osm_source.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace cityproof::scenarios {

/// Buildings of an extract: for the synthesis in a model, for the map with outlines.
struct OsmBuildings {
    std::vector<OsmArea> areas; ///< same order as the model's buildings; the last ones assumed
    std::size_t assumed = 0;    ///< houses of street_houses(), which nobody mapped
    std::vector<bool> levels_are_tagged; ///< false: assumed by a rule
    std::vector<bool> use_is_tagged;
    std::vector<io::OsmTags> given_tags; ///< what a layer of the user says, as OSM's tags
    std::optional<DraftLayer> given;     ///< that layer
};

/// Adds all buildings to the model, with use, floors and floor areas, joined to the nearest street
/// of a kept net within 300 m. Streets must be there already. Parameters: `given`: buildings that
/// the user brings instead of the map's and of houses that the map lacks; their columns kind, use,
/// levels and height (or height_m) count like OSM's tags. Errors: InputError when none of them
/// stands near a street.
OsmBuildings add_buildings(const OsmSource& source, std::optional<DraftLayer> given,
                           contracts::CityModel& model, RepairCount& repairs);

/// Adds the layer building with what the synthesis made of each. Columns of a given layer stay.
/// Parameters: `people` says what is synthetic of them, for the layer's source.
void add_building_layer(const OsmSource& source, const contracts::CityModel& model,
                        OsmBuildings&& buildings, const std::string& people, CityDraft& draft);

} // namespace cityproof::scenarios
