// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/water_tables.hpp"
#include "scenarios/import/city_draft.hpp"

#include <optional>
#include <string>

namespace cityproof::scenarios {

/// Adds the layers water_node, pipe, pump, tank and valve. Coordinates of the file that lie in the
/// city are used as they are; others are fitted into `city_box` and the layers marked assumed.
/// `city_box`: nullopt when the city has no other layer with a place; then the file's coordinates
/// are taken as metres.
void add_water_layers(const water::WaterTables& water, const std::string& source,
                      const std::optional<io::Bounds>& city_box, CityDraft& draft);

} // namespace cityproof::scenarios
