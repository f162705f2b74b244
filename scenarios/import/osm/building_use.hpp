// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/osm/osm_extract.hpp"
#include "models/contracts/city_model.hpp"

#include <optional>
#include <string_view>

namespace cityproof::scenarios {

/// What is known of a building's surroundings when its own tags say nothing.
struct Surroundings {
    std::string_view landuse; ///< value of the area that it stands in; empty when none
    double built_share = 0;   ///< share of the ground around it that buildings cover
    double footprint_m2 = 0;
};

/// The use that a building's own tags state; nullopt when they do not ("building=yes").
std::optional<contracts::BuildingUse> tagged_use(const io::OsmTags& tags, double footprint_m2);

/// The use that the surroundings suggest. Rule: industrial and commercial land holds such
/// buildings; elsewhere footprints below 50 m2 are sheds and garages, above 2500 m2 halls and
/// shops, those between 400 and 2500 m2 in a dense quarter (25 % covered) dwellings above shops,
/// and all others dwellings.
contracts::BuildingUse assumed_use(const Surroundings& around);

/// Full floors that a building's tags state, by building:levels or by its height at 3.2 m a floor.
std::optional<double> tagged_levels(const io::OsmTags& tags);

/// Floors of a building whose tags state none. Rule: the share of ground covered around it, as in
/// Berghauser Pont and Haupt's Spacematrix (2010), where blocks of 30 % and more are the four to
/// six floors of a European inner city and detached houses, with a floor and an attic that counts
/// half, cover less than 20 %. Shops, offices and public buildings have three at most, halls one.
double assumed_levels(contracts::BuildingUse use, const Surroundings& around);

/// A number at the start of a tag's text: "12", "12.5 m"; nullopt for anything else.
std::optional<double> leading_number(std::string_view text);

/// "residential", "mixed" ... as in layer building.
std::string_view to_string(contracts::BuildingUse use);

} // namespace cityproof::scenarios
