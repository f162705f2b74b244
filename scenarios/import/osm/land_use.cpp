// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/land_use.hpp"

#include <algorithm>
#include <array>

namespace cityproof::scenarios {
namespace {

using contracts::Place;

/// Values of landuse on which houses stand; on land of every other use there are none.
constexpr std::array<std::string_view, 7> built_uses{
    "commercial", "education", "farmyard", "industrial", "institutional", "residential", "retail"};

/// Even-odd rule.
bool contains(const std::vector<io::Point>& ring, const Place& place) {
    bool inside = false;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const io::Point& a = ring[i];
        const io::Point& b = ring[i + 1];
        if ((a.y_m > place.y_m) != (b.y_m > place.y_m) &&
            place.x_m < (b.x_m - a.x_m) * (place.y_m - a.y_m) / (b.y_m - a.y_m) + a.x_m) {
            inside = !inside;
        }
    }
    return inside;
}

bool is_landuse(const io::OsmTags& tags) {
    return tags.has("landuse");
}

bool is_open_ground(const io::OsmTags& tags) {
    const bool sport_or_park = tags.has("leisure") && !tags.has("building");
    return tags.has("natural") || sport_or_park || tags.is("waterway", "riverbank") ||
           tags.has("aeroway");
}

std::vector<OsmArea> open_ground(const OsmSource& source) {
    RepairCount repairs; // those of map layers are counted where the layers are made
    return areas_of(source, repairs, is_open_ground);
}

} // namespace

AreaMap::AreaMap(std::vector<OsmArea> areas) : areas_{std::move(areas)} {
    for (const OsmArea& area : areas_) {
        io::Bounds box{1e300, 1e300, -1e300, -1e300};
        for (const io::Point& point : area.polygon.points) {
            box.west_m = std::min(box.west_m, point.x_m);
            box.south_m = std::min(box.south_m, point.y_m);
            box.east_m = std::max(box.east_m, point.x_m);
            box.north_m = std::max(box.north_m, point.y_m);
        }
        boxes_.push_back(box);
    }
}

const OsmArea* AreaMap::at(const Place& place) const {
    for (std::size_t i = 0; i < areas_.size(); ++i) {
        const io::Bounds& box = boxes_[i];
        if (place.x_m >= box.west_m && place.x_m <= box.east_m && place.y_m >= box.south_m &&
            place.y_m <= box.north_m && contains(areas_[i].polygon.points, place)) {
            return &areas_[i];
        }
    }
    return nullptr;
}

LandUse::LandUse(const OsmSource& source, RepairCount& repairs)
    : landuse_{areas_of(source, repairs, is_landuse)},
      open_{open_ground(source)} {
}

std::string_view LandUse::at(const Place& place) const {
    const OsmArea* area = landuse_.at(place);
    return area == nullptr ? std::string_view{} : area->tags->get("landuse");
}

bool LandUse::may_be_built(const Place& place) const {
    const std::string_view use = at(place);
    const bool suits = use.empty() || std::ranges::find(built_uses, use) != built_uses.end();
    return suits && open_.at(place) == nullptr;
}

} // namespace cityproof::scenarios
