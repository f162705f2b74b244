// SPDX-License-Identifier: Apache-2.0
#include "io/osm/driving_side.hpp"

#include <gtest/gtest.h>

#include <array>

namespace cityproof::io {
namespace {

/// Four nodes of a square: south-west, south-east, north-east, north-west, near Sydney.
OsmExtract square() {
    OsmExtract extract;
    for (const auto& [id, lon, lat] :
         {std::array<std::int32_t, 3>{1, 0, 0}, {2, 1000, 0}, {3, 1000, 1000}, {4, 0, 1000}}) {
        extract.nodes.push_back({id, 1'510'000'000 + lon, -338'000'000 + lat, {}});
    }
    return extract;
}

OsmTags tags_of(std::vector<std::pair<std::string, std::string>> pairs) {
    OsmTags tags;
    for (auto& [key, value] : pairs) {
        tags.set(std::move(key), std::move(value));
    }
    tags.normalise();
    return tags;
}

void add_roundabout(OsmExtract& extract, std::vector<std::int64_t> nodes,
                    const std::string& oneway = "yes") {
    extract.ways.push_back(
        {static_cast<std::int64_t>(extract.ways.size() + 1), std::move(nodes),
         tags_of({{"highway", "tertiary"}, {"junction", "roundabout"}, {"oneway", oneway}})});
}

// SW, SE, NE, NW is counterclockwise: the centre on the driver's left, as where one drives on the
// right.
TEST(DrivingSide, is_right_where_roundabouts_turn_counterclockwise) {
    OsmExtract extract = square();
    add_roundabout(extract, {1, 2, 3, 4, 1});
    const DrivingSideSigns signs = driving_side(extract);
    EXPECT_EQ(signs.side, DrivingSide::right);
    EXPECT_EQ(signs.counterclockwise, 1U);
    EXPECT_EQ(signs.clockwise, 0U);
}

TEST(DrivingSide, is_left_where_most_roundabouts_turn_clockwise) {
    OsmExtract extract = square();
    add_roundabout(extract, {1, 4, 3, 2, 1});
    add_roundabout(extract, {4, 3, 2}); // a part of a circle
    add_roundabout(extract, {1, 2, 3, 4, 1});
    const DrivingSideSigns signs = driving_side(extract);
    EXPECT_EQ(signs.side, DrivingSide::left);
    EXPECT_EQ(signs.clockwise, 2U);
}

TEST(DrivingSide, counts_a_roundabout_that_is_drawn_against_its_traffic_the_other_way) {
    OsmExtract extract = square();
    add_roundabout(extract, {1, 2, 3, 4, 1}, "-1");
    EXPECT_EQ(driving_side(extract).side, DrivingSide::left);
}

TEST(DrivingSide, is_right_without_any_sign) {
    const DrivingSideSigns signs = driving_side(square());
    EXPECT_EQ(signs.side, DrivingSide::right);
    EXPECT_EQ(signs.clockwise + signs.counterclockwise, 0U);
    EXPECT_FALSE(signs.tagged);
}

TEST(DrivingSide, of_the_largest_area_that_tells_it_wins_over_roundabouts) {
    OsmExtract extract = square();
    add_roundabout(extract, {1, 2, 3, 4, 1});
    extract.relations.push_back(
        {1, {}, tags_of({{"admin_level", "4"}, {"driving_side", "right"}})});
    extract.relations.push_back({2, {}, tags_of({{"admin_level", "2"}, {"driving_side", "left"}})});
    const DrivingSideSigns signs = driving_side(extract);
    EXPECT_EQ(signs.side, DrivingSide::left);
    EXPECT_TRUE(signs.tagged);
}

} // namespace
} // namespace cityproof::io
