// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/osm_areas.hpp"

#include "io/gis/polygon_repair.hpp"
#include "io/osm/osm_rings.hpp"

namespace cityproof::scenarios {

void RepairCount::add(const std::string& what, const std::string& example, std::size_t count) {
    if (count == 0) {
        return;
    }
    const auto found = std::ranges::find(list_, what, &io::OsmRepair::what);
    if (found != list_.end()) {
        found->count += count;
    } else {
        list_.push_back({what, count, example});
    }
}

void RepairCount::add(const std::vector<io::OsmRepair>& repairs) {
    for (const io::OsmRepair& repair : repairs) {
        add(repair.what, repair.first, repair.count);
    }
}

bool is_area(const io::OsmRelation& relation) {
    return relation.tags.is("type", "multipolygon") || relation.tags.is("type", "boundary");
}

std::vector<std::vector<std::int64_t>>
closed_rings(const OsmSource& source, const io::OsmRelation& relation, RepairCount& repairs) {
    std::size_t open = 0;
    auto rings = io::outer_rings(source.extract, relation, open);
    if (rings.empty() || open > 0) {
        repairs.add("multipolygons whose outline the extract cuts: only closed rings taken",
                    "relation " + std::to_string(relation.id));
    }
    return rings;
}

io::Geometry sound_polygon(const OsmSource& source, const std::vector<std::int64_t>& ring,
                           const std::string& id, RepairCount& repairs) {
    io::CheckedPolygon checked = io::repair_polygon(source.shape(ring, true));
    if (checked.geometry.kind == io::GeometryKind::none) {
        repairs.add("polygons without an area left out", id);
    } else if (checked.repaired) {
        repairs.add("polygons that cross themselves: the largest part taken", id);
    }
    return std::move(checked.geometry);
}

} // namespace cityproof::scenarios
