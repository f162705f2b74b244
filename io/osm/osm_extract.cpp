// SPDX-License-Identifier: Apache-2.0
#include "io/osm/osm_extract.hpp"

#include <algorithm>

namespace cityproof::io {
namespace {

template <typename Object>
const Object* find_id(const std::vector<Object>& sorted, std::int64_t id) {
    const auto found = std::ranges::lower_bound(sorted, id, {}, &Object::id);
    return found != sorted.end() && found->id == id ? &*found : nullptr;
}

} // namespace

void OsmTags::set(std::string key, std::string value) {
    tags_.emplace_back(std::move(key), std::move(value));
}

std::size_t OsmTags::normalise() {
    const auto key_of = [](const auto& tag) -> const std::string& { return tag.first; };
    std::ranges::stable_sort(tags_, {}, key_of);
    // Reversed, so that unique keeps the last of equal keys.
    std::ranges::reverse(tags_);
    const auto rest = std::ranges::unique(tags_, {}, key_of);
    const std::size_t dropped = rest.size();
    tags_.erase(rest.begin(), rest.end());
    std::ranges::reverse(tags_);
    return dropped;
}

std::string_view OsmTags::get(std::string_view key) const {
    const auto found = std::ranges::lower_bound(
        tags_, key, {}, [](const auto& tag) -> std::string_view { return tag.first; });
    return found != tags_.end() && found->first == key ? std::string_view{found->second}
                                                       : std::string_view{};
}

bool OsmBox::contains(const OsmNode& node) const {
    return node.lon_deg() >= west_deg && node.lon_deg() <= east_deg &&
           node.lat_deg() >= south_deg && node.lat_deg() <= north_deg;
}

const OsmNode* OsmExtract::node(std::int64_t id) const {
    return find_id(nodes, id);
}

const OsmWay* OsmExtract::way(std::int64_t id) const {
    return find_id(ways, id);
}

std::size_t OsmExtract::node_index(std::int64_t id) const {
    return static_cast<std::size_t>(node(id) - nodes.data());
}

bool is_street(const OsmWay& way) {
    const std::string_view kind = way.tags.get("highway");
    constexpr std::string_view no_streets[] = {"",         "proposed", "construction", "abandoned",
                                               "razed",    "platform", "rest_area",    "services",
                                               "elevator", "corridor", "bus_stop",     "raceway",
                                               "planned",  "disused",  "emergency_bay"};
    return std::ranges::find(no_streets, kind) == std::end(no_streets) &&
           !way.tags.is("area", "yes");
}

} // namespace cityproof::io
