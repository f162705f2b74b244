// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"
#include "io/osm/driving_side.hpp"
#include "io/osm/osm_extract.hpp"
#include "scenarios/import/import_options.hpp"

#include <string>
#include <vector>

namespace cityproof::scenarios {

/// An OpenStreetMap extract with its nodes in the city's CRS.
struct OsmSource {
    std::string file; ///< name without folder, for messages and notes
    io::OsmExtract extract;
    io::CityCrs crs;
    std::vector<io::Point> places; ///< of extract.nodes, in their order
    std::string attribution;       ///< whose data it is
    io::DrivingSide side = io::DrivingSide::right;
    std::string side_from; ///< how one knows

    const io::Point& place(std::int64_t node_id) const {
        return places[extract.node_index(node_id)];
    }

    /// A way or ring as it lies in the city; a closed one whose ends are equal becomes a polygon
    /// when `as_area`.
    io::Geometry shape(const std::vector<std::int64_t>& node_ids, bool as_area) const;
};

/// Reads the extract and projects it. Errors: as read_osm_extract; InputError when --crs is
/// unknown, not projected in metres or made for another part of the earth, or the extract has no
/// road.
OsmSource read_osm_source(const OsmOptions& options);

} // namespace cityproof::scenarios
