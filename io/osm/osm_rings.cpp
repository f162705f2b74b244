// SPDX-License-Identifier: Apache-2.0
#include "io/osm/osm_rings.hpp"

#include <algorithm>

namespace cityproof::io {
namespace {

using Ring = std::vector<std::int64_t>;

/// Appends the way that continues `ring` at its end; returns whether there was one.
bool extend(Ring& ring, std::vector<Ring>& pieces) {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        Ring& piece = pieces[i];
        if (piece.front() != ring.back() && piece.back() == ring.back()) {
            std::ranges::reverse(piece);
        }
        if (piece.front() == ring.back()) {
            ring.insert(ring.end(), piece.begin() + 1, piece.end());
            pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i));
            return true;
        }
    }
    return false;
}

} // namespace

std::vector<Ring> outer_rings(const OsmExtract& extract, const OsmRelation& relation,
                              std::size_t& open) {
    std::vector<Ring> pieces;
    for (const OsmMember& member : relation.members) {
        const OsmWay* way = member.kind == 'w' && (member.role == "outer" || member.role.empty())
                                ? extract.way(member.ref)
                                : nullptr;
        if (way != nullptr) {
            pieces.push_back(way->nodes);
        }
    }
    std::vector<Ring> rings;
    open = 0;
    while (!pieces.empty()) {
        Ring ring = std::move(pieces.front());
        pieces.erase(pieces.begin());
        std::size_t ways = 1;
        while (ring.front() != ring.back() && extend(ring, pieces)) {
            ++ways;
        }
        if (ring.size() > 3 && ring.front() == ring.back()) {
            rings.push_back(std::move(ring));
        } else {
            open += ways;
        }
    }
    return rings;
}

} // namespace cityproof::io
