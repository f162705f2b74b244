// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cityproof::contracts {

/// A point in the city's projected CRS, metres; x to the east, y to the north.
struct Place {
    double x_m = 0;
    double y_m = 0;

    friend bool operator==(const Place&, const Place&) = default;
};

/// What a street is for. Mains and cables follow all but motorways, trunk roads and paths.
enum class StreetClass : std::uint8_t {
    motorway, ///< with its ramps
    trunk,
    primary,
    secondary,
    tertiary,
    residential, ///< also unclassified roads and living streets
    service,
    path, ///< pedestrian streets, footways, cycleways, steps, tracks
};

/// Where streets meet, end or change; each is at least one segment's end.
struct StreetNode {
    std::string id;
    Place place;
};

/// A piece of street between two nodes, in no direction. A closed one has equal ends.
struct StreetSegment {
    std::string id;
    std::string name;       ///< often empty
    std::uint32_t from = 0; ///< index of the node at the first point of `shape`
    std::uint32_t to = 0;   ///< index of the node at its last point
    StreetClass street_class = StreetClass::residential;
    bool bridge_or_tunnel = false;
    bool mapped_lit = false; ///< the source says that it is lit
    bool mapped_unlit = false;
    std::uint32_t component = 0; ///< net of streets that hang together, by falling length
    double length_m = 0;         ///< along `shape`
    std::vector<Place> shape;    ///< two points or more
};

/// What a building is used for.
enum class BuildingUse : std::uint8_t {
    residential,
    mixed, ///< dwellings above shops or offices
    commercial,
    industrial,
    public_service, ///< schools, hospitals, churches, offices of the state
    ancillary,      ///< garages, sheds, roofs: nobody lives or works there
};

/// A building with the people that the synthesis put into it, joined to the street that it stands
/// at.
struct Building {
    std::string id; ///< as in layer building
    Place centre;
    double footprint_m2 = 0;
    double levels = 1;
    double height_m = 0;
    BuildingUse use = BuildingUse::residential;
    double dwelling_area_m2 = 0; ///< gross floor area for living
    double work_area_m2 = 0;     ///< gross floor area for everything else
    std::uint32_t residents = 0;
    std::uint32_t households = 0;
    std::uint32_t jobs = 0;
    std::uint32_t segment = 0; ///< street that it is joined to; no_segment when there is none
    double segment_at_m = 0;   ///< from the segment's first point to the foot of the connection
    Place connection;          ///< that foot, on the street
};

inline constexpr std::uint32_t no_segment = 0xffffffffU;

/// Something of a network that a person has mapped: a substation, a hydrant, a water tower.
struct MappedAsset {
    std::string layer; ///< of map.gpkg: "power", "hydrant" ...
    std::string kind;  ///< "substation", "transformer", "tower", "water_tower" ...
    std::string id;    ///< as in that layer
    Place place;
};

/// A city as the synthesis of networks sees it: streets, buildings with people, and what is mapped
/// of the networks already. Plain values in the city's CRS; knows neither files nor map formats.
/// The order of all vectors is fixed by the input file, so that what is made from them is, too.
struct CityModel {
    std::vector<StreetNode> nodes;
    std::vector<StreetSegment> segments;
    std::vector<Building> buildings;
    std::vector<MappedAsset> mapped;
    /// Nets of streets that are towns of their own; those with a higher number are scraps on which
    /// nothing is built.
    std::uint32_t street_nets = 1;
    std::uint32_t seed = 1; ///< of every draw that the synthesis makes
};

} // namespace cityproof::contracts
