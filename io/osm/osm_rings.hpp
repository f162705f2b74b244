// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/osm/osm_extract.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::io {

/// The closed rings of nodes that the outer members of a multipolygon or boundary relation make,
/// its ways joined end to end in the members' order; first and last node are equal. `open`: set to
/// the number of ways that fit into no closed ring (members that the extract lacks cause them).
std::vector<std::vector<std::int64_t>> outer_rings(const OsmExtract& extract,
                                                   const OsmRelation& relation, std::size_t& open);

} // namespace cityproof::io
