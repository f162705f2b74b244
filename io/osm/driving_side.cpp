// SPDX-License-Identifier: Apache-2.0
#include "io/osm/driving_side.hpp"

#include <charconv>
#include <cmath>
#include <numbers>

namespace cityproof::io {
namespace {

/// Sum of the turns at the inner nodes of a way, radians, counterclockwise positive. It tells the
/// sense of a part of a circle, too.
double turn_of(const OsmExtract& extract, const OsmWay& way) {
    double sum = 0;
    double before = 0;
    for (std::size_t i = 1; i < way.nodes.size(); ++i) {
        const OsmNode& from = *extract.node(way.nodes[i - 1]);
        const OsmNode& to = *extract.node(way.nodes[i]);
        const double east =
            (to.lon_deg() - from.lon_deg()) * std::cos(from.lat_deg() * std::numbers::pi / 180);
        const double direction = std::atan2(to.lat_deg() - from.lat_deg(), east);
        if (i > 1) {
            sum += std::remainder(direction - before, 2 * std::numbers::pi);
        }
        before = direction;
    }
    return way.tags.is("oneway", "-1") ? -sum : sum;
}

int admin_level(const OsmRelation& relation) {
    const std::string_view text = relation.tags.get("admin_level");
    int level = 99;
    std::from_chars(text.data(), text.data() + text.size(), level);
    return level;
}

} // namespace

DrivingSideSigns driving_side(const OsmExtract& extract) {
    DrivingSideSigns signs;
    for (const OsmWay& way : extract.ways) {
        if (is_street(way) && way.tags.is("junction", "roundabout")) {
            const double turn = turn_of(extract, way);
            signs.clockwise += turn < 0 ? 1U : 0U;
            signs.counterclockwise += turn > 0 ? 1U : 0U;
        }
    }
    signs.side = signs.clockwise > signs.counterclockwise ? DrivingSide::left : DrivingSide::right;
    int level = 100;
    for (const OsmRelation& relation : extract.relations) {
        const std::string_view tag = relation.tags.get("driving_side");
        if ((tag == "left" || tag == "right") && admin_level(relation) < level) {
            level = admin_level(relation);
            signs.side = tag == "left" ? DrivingSide::left : DrivingSide::right;
            signs.tagged = true;
        }
    }
    return signs;
}

} // namespace cityproof::io
