// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/osm/osm_extract.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class OsmReader : public ::testing::Test {
  protected:
    OsmExtract read(const std::string& body, const std::optional<OsmBox>& box = {}) {
        const auto file = folder_.path() / "a.osm";
        std::ofstream{file} << "<osm version=\"0.6\">" << body << "</osm>";
        return read_osm_extract(file, box);
    }

    static std::size_t count_of(const OsmExtract& extract, const std::string& start) {
        for (const OsmRepair& repair : extract.repairs) {
            if (repair.what.starts_with(start)) {
                return repair.count;
            }
        }
        return 0;
    }

    testing::TemporaryFolder folder_;
};

TEST_F(OsmReader, objects_come_in_ascending_order_of_id) {
    const OsmExtract extract = read("<node id=\"7\" lat=\"1\" lon=\"2\"/><node id=\"3\" lat=\"1\" "
                                    "lon=\"2.5\"/><node id=\"-4\" lat=\"1\" lon=\"3\"/>");
    ASSERT_EQ(extract.nodes.size(), 3U);
    EXPECT_EQ(extract.nodes[0].id, -4);
    EXPECT_EQ(extract.nodes[2].id, 7);
    EXPECT_EQ(extract.nodes[1].lon_e7, 25'000'000); // 2.5 degrees, exactly
    EXPECT_EQ(extract.node(7), &extract.nodes[2]);
    EXPECT_EQ(extract.node(8), nullptr);
}

TEST_F(OsmReader, of_an_object_that_stands_twice_the_newest_version_wins) {
    const OsmExtract extract =
        read("<node id=\"1\" version=\"3\" lat=\"1\" lon=\"2\"><tag k=\"a\" v=\"new\"/></node>"
             "<node id=\"1\" version=\"2\" lat=\"1\" lon=\"2\"><tag k=\"a\" v=\"old\"/></node>");
    ASSERT_EQ(extract.nodes.size(), 1U);
    EXPECT_EQ(extract.nodes[0].tags.get("a"), "new");
    EXPECT_EQ(count_of(extract, "objects that stand in the file twice"), 1U);
}

TEST_F(OsmReader, references_to_missing_nodes_and_ways_that_are_too_short_are_dropped_and_counted) {
    const OsmExtract extract =
        read("<node id=\"1\" lat=\"1\" lon=\"2\"/><node id=\"2\" lat=\"1\" lon=\"2.1\"/>"
             "<way id=\"5\"><nd ref=\"1\"/><nd ref=\"9\"/><nd ref=\"2\"/></way>"
             "<way id=\"6\"><nd ref=\"1\"/><nd ref=\"8\"/></way>");
    ASSERT_EQ(extract.ways.size(), 1U);
    EXPECT_THAT(extract.ways[0].nodes, ElementsAre(1, 2));
    EXPECT_EQ(count_of(extract, "references to nodes"), 2U);
    EXPECT_EQ(count_of(extract, "ways of less than two nodes"), 1U);
}

TEST_F(OsmReader, a_box_keeps_ways_whole_that_touch_it) {
    const OsmExtract extract =
        read("<node id=\"1\" lat=\"1\" lon=\"2\"/><node id=\"2\" lat=\"1\" lon=\"9\"/>"
             "<node id=\"3\" lat=\"5\" lon=\"9\"/><node id=\"4\" lat=\"5\" lon=\"8\"/>"
             "<way id=\"5\"><nd ref=\"1\"/><nd ref=\"2\"/></way>"
             "<way id=\"6\"><nd ref=\"3\"/><nd ref=\"4\"/></way>",
             OsmBox{1, 0, 3, 2});
    ASSERT_EQ(extract.ways.size(), 1U);
    EXPECT_EQ(extract.ways[0].id, 5);
    EXPECT_EQ(extract.nodes.size(), 2U);
    EXPECT_NEAR(extract.box.east_deg, 9, 1e-9);
}

TEST_F(OsmReader, a_file_that_ends_in_the_middle_is_refused) {
    const auto file = folder_.path() / "cut.osm";
    std::ofstream{file} << "<osm version=\"0.6\"><node id=\"1\" lat=\"1\"";
    try {
        read_osm_extract(file, {});
        FAIL() << "read";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("damaged or cut off"));
    }
}

TEST_F(OsmReader, street_xml_holds_streets_without_authors_and_escapes_their_names) {
    const OsmExtract extract =
        read("<node id=\"1\" lat=\"-0.5\" lon=\"2\" user=\"u\" timestamp=\"2020-01-01T00:00:00Z\"/>"
             "<node id=\"2\" lat=\"1\" lon=\"2.1\"/><node id=\"3\" lat=\"1\" lon=\"2.2\"/>"
             "<way id=\"5\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" v=\"primary\"/>"
             "<tag k=\"name\" v=\"A &amp; &quot;B&quot;\"/></way>"
             "<way id=\"6\"><nd ref=\"2\"/><nd ref=\"3\"/><tag k=\"building\" v=\"yes\"/></way>");
    const std::string xml = osm_street_xml(extract);
    EXPECT_THAT(xml, HasSubstr("<node id=\"1\" lat=\"-0.5000000\" lon=\"2.0000000\"/>"));
    EXPECT_THAT(xml, HasSubstr("v=\"A &amp; &quot;B&quot;\""));
    EXPECT_EQ(xml.find("2020"), std::string::npos);
    EXPECT_EQ(xml.find("<way id=\"6\""), std::string::npos);
    EXPECT_EQ(xml.find("<node id=\"3\""), std::string::npos);
}

TEST_F(OsmReader, streets_that_are_planned_or_areas_are_none) {
    const OsmExtract extract = read(
        "<node id=\"1\" lat=\"1\" lon=\"2\"/><node id=\"2\" lat=\"1\" lon=\"2.1\"/>"
        "<way id=\"1\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" v=\"proposed\"/></way>"
        "<way id=\"2\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" v=\"pedestrian\"/>"
        "<tag k=\"area\" v=\"yes\"/></way>"
        "<way id=\"3\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" v=\"service\"/></way>");
    EXPECT_FALSE(is_street(extract.ways[0]));
    EXPECT_FALSE(is_street(extract.ways[1]));
    EXPECT_TRUE(is_street(extract.ways[2]));
}

} // namespace
} // namespace cityproof::io
