// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "scenarios/import/osm/osm_areas.hpp"
#include "scenarios/import/osm/osm_source.hpp"
#include "scenarios/import/osm/road_reader.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// How good the street network is that was made of an extract, beside the extract itself.
struct StreetQuality {
    struct ClassLength {
        double source_m = 0; ///< of the nets of the extract that are kept, each street once
        double net_m = 0;    ///< of the made net, each street once
    };

    std::array<ClassLength, 7> by_class; ///< in the order of contracts::StreetClass, without path
    ClassLength total;     ///< without service roads, which netconvert gives to deliveries only
    std::size_t edges = 0; ///< directed
    std::size_t junctions = 0;
    std::size_t dead_ends = 0;
    std::size_t gates = 0;
    std::size_t edges_out_of_core = 0; ///< that one cannot both reach and leave
    std::size_t nets = 1;              ///< kept, without a road between them
    std::size_t removed_parts = 0;     ///< nets of the extract that hang together with no other
    double removed_m = 0;
    std::size_t signals = 0; ///< traffic lights of the net
    io::DrivingSide side = io::DrivingSide::right;
    std::string side_from;          ///< how one knows
    std::size_t signals_mapped = 0; ///< nodes of the extract; several make one traffic light
};

StreetQuality street_quality(const OsmSource& source, const contracts::CityModel& city,
                             const RoadNetwork& network);

/// For the terminal.
std::vector<std::string> to_lines(const StreetQuality& quality);

/// report/streets.json, with what was mended in the extract.
std::string to_json(const StreetQuality& quality, const RepairCount& repairs);

} // namespace cityproof::scenarios
