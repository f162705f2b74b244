// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/city_draft.hpp"
#include "scenarios/import/osm/osm_areas.hpp"
#include "scenarios/import/osm/osm_source.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>

namespace cityproof::scenarios {

/// A layer while it is put together of mapped and synthetic rows.
struct OsmLayer {
    io::AssetTable table;
    std::size_t surveyed = 0;
    std::size_t synthetic = 0;
    std::string rule; ///< that made the synthetic rows
};

using OsmLayers = std::map<std::string, OsmLayer, std::less<>>;

/// The layers that the extract holds as they are: land use, water, waterways, points of interest,
/// administrative areas, power points, lines and sites, hydrants, car parks, chargers, waste
/// containers, emergency stations, bus stops, bicycle rentals, water sites, street lamps. Every row
/// is surveyed; a layer may be empty.
OsmLayers osm_layers(const OsmSource& source, RepairCount& repairs);

/// Moves the layers that have a row and that the draft does not have yet (the user gave it) into
/// the draft, and says what they hold. A layer with a synthetic row is marked synthetic, and its
/// column provenance tells the rows apart.
void add_osm_layers(const OsmSource& source, OsmLayers&& layers, CityDraft& draft);

/// "FILE, © OpenStreetMap contributors, ODbL 1.0", and what else was done to a layer.
std::string osm_note(const OsmSource& source, const std::string& how = {});

} // namespace cityproof::scenarios
