// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "scenarios/import/osm/land_use.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// A house that nobody mapped.
struct StreetHouse {
    std::string id; ///< "w42.0:left:3": the street, its side, the number on it
    io::Geometry outline;
};

/// Constants of the rule. Planning values for detached houses; the threshold is far below what a
/// mapped town has (whole extracts: Monaco 33, Krems and Bad Hersfeld more than 60 buildings per
/// km of residential street).
struct StreetHouseRule {
    double square_m = 1000;       ///< side of the squares that are judged
    double mapped_per_km = 8;     ///< buildings per km of residential street that count as mapped
    double least_street_m = 1000; ///< of residential streets in a square, for a judgement
    double frontage_m = 24;       ///< street length of a lot
    double setback_m = 14;        ///< of the house's middle from the street's axis
    double width_m = 12;          ///< along the street
    double depth_m = 10;
    double clearance_m = 20; ///< between the middles of houses
};

/// Houses along the built-up streets of squares in which the map has next to no buildings: on both
/// sides of streets tagged residential or living_street, and of others on land that the map says is
/// lived or worked on, but not on water, wood, park or field, nor too near to another street or
/// house. Parameters: `mapped` are the middles of the buildings that the map has. The same extract
/// gives the same houses.
std::vector<StreetHouse> street_houses(const OsmSource& source, const contracts::CityModel& model,
                                       const std::vector<contracts::Place>& mapped,
                                       const LandUse& landuse, const StreetHouseRule& rule = {});

} // namespace cityproof::scenarios
