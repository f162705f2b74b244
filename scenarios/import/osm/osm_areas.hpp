// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/osm/osm_extract.hpp"
#include "scenarios/import/osm/osm_source.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// What had to be mended or left out while layers were made, by kind.
class RepairCount {
  public:
    void add(const std::string& what, const std::string& example, std::size_t count = 1);
    void add(const std::vector<io::OsmRepair>& repairs);

    const std::vector<io::OsmRepair>& list() const { return list_; }

  private:
    std::vector<io::OsmRepair> list_; ///< in the order first met
};

/// A polygon with tags: a closed way, or one outer ring of a multipolygon or boundary.
struct OsmArea {
    std::string id; ///< "w42", "r42", and "r42.2" for the second ring of a relation
    const io::OsmTags* tags = nullptr;
    io::Geometry polygon; ///< sound: does not cross itself
};

/// All areas whose tags `wanted` accepts, ways first. Crossing rings are repaired and open ones
/// left out, both counted. A way that is an outer member of an accepted relation with the same key
/// is not taken again.
template <typename Wanted>
std::vector<OsmArea> areas_of(const OsmSource& source, RepairCount& repairs, Wanted&& wanted);

/// Makes the polygon of one ring; kind none, counted, when nothing is left of it.
io::Geometry sound_polygon(const OsmSource& source, const std::vector<std::int64_t>& ring,
                           const std::string& id, RepairCount& repairs);

/// The outer rings of a relation; open ones are counted.
std::vector<std::vector<std::int64_t>>
closed_rings(const OsmSource& source, const io::OsmRelation& relation, RepairCount& repairs);

/// Whether a relation describes an area.
bool is_area(const io::OsmRelation& relation);

template <typename Wanted>
std::vector<OsmArea> areas_of(const OsmSource& source, RepairCount& repairs, Wanted&& wanted) {
    std::vector<OsmArea> areas;
    std::vector<std::int64_t> taken; // outer ways of accepted relations
    std::vector<OsmArea> of_relations;
    for (const io::OsmRelation& relation : source.extract.relations) {
        if (!is_area(relation) || !wanted(relation.tags)) {
            continue;
        }
        const std::string id = "r" + std::to_string(relation.id);
        int number = 0;
        for (const auto& ring : closed_rings(source, relation, repairs)) {
            ++number;
            OsmArea area{number == 1 ? id : id + "." + std::to_string(number), &relation.tags,
                         sound_polygon(source, ring, id, repairs)};
            if (area.polygon.kind != io::GeometryKind::none) {
                of_relations.push_back(std::move(area));
            }
        }
        for (const io::OsmMember& member : relation.members) {
            if (member.kind == 'w' && member.role != "inner") {
                taken.push_back(member.ref);
            }
        }
    }
    std::ranges::sort(taken);
    for (const io::OsmWay& way : source.extract.ways) {
        if (!way.is_closed() || !wanted(way.tags) || std::ranges::binary_search(taken, way.id)) {
            continue;
        }
        const std::string id = "w" + std::to_string(way.id);
        OsmArea area{id, &way.tags, sound_polygon(source, way.nodes, id, repairs)};
        if (area.polygon.kind != io::GeometryKind::none) {
            areas.push_back(std::move(area));
        }
    }
    areas.insert(areas.end(), std::make_move_iterator(of_relations.begin()),
                 std::make_move_iterator(of_relations.end()));
    return areas;
}

} // namespace cityproof::scenarios
