// SPDX-License-Identifier: Apache-2.0
#include "io/osm/osm_rings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cityproof::io {
namespace {

using ::testing::ElementsAre;

OsmExtract with_ways(std::vector<std::vector<std::int64_t>> ways) {
    OsmExtract extract;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        extract.ways.push_back({static_cast<std::int64_t>(i + 1), std::move(ways[i]), {}});
    }
    return extract;
}

OsmRelation of_members(std::vector<std::pair<std::int64_t, std::string>> members) {
    OsmRelation relation;
    for (auto& [ref, role] : members) {
        relation.members.push_back({'w', ref, std::move(role)});
    }
    return relation;
}

TEST(OuterRings, ways_are_joined_end_to_end_whichever_way_they_were_drawn) {
    const OsmExtract extract = with_ways({{1, 2, 3}, {5, 4, 3}, {5, 1}});
    std::size_t open = 0;
    const auto rings =
        outer_rings(extract, of_members({{1, "outer"}, {2, "outer"}, {3, ""}}), open);
    ASSERT_EQ(rings.size(), 1U);
    EXPECT_THAT(rings[0], ElementsAre(1, 2, 3, 4, 5, 1));
    EXPECT_EQ(open, 0U);
}

TEST(OuterRings, inner_rings_and_members_that_are_missing_are_not_taken) {
    const OsmExtract extract = with_ways({{1, 2, 3, 1}, {7, 8, 9, 7}});
    std::size_t open = 0;
    const auto rings =
        outer_rings(extract, of_members({{1, "outer"}, {2, "inner"}, {44, "outer"}}), open);
    ASSERT_EQ(rings.size(), 1U);
    EXPECT_EQ(open, 0U);
}

TEST(OuterRings, what_does_not_close_is_counted) {
    const OsmExtract extract = with_ways({{1, 2, 3}, {3, 4}});
    std::size_t open = 0;
    EXPECT_TRUE(outer_rings(extract, of_members({{1, "outer"}, {2, "outer"}}), open).empty());
    EXPECT_EQ(open, 2U);
}

} // namespace
} // namespace cityproof::io
