// SPDX-License-Identifier: Apache-2.0
#include "io/gis/city_gml.hpp"
#include "io/gis/gdal_session.hpp"

#include <fmt/format.h>

#include <cmath>
#include <fstream>

#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::refusal;

constexpr const char* utm = "urn:ogc:def:crs:EPSG::32632"; ///< the city's own: nothing moves

std::string polygon(const std::string& corners, const std::string& id = "") {
    return fmt::format("<gml:Polygon gml:id=\"{}\"><gml:exterior><gml:LinearRing><gml:posList>{}"
                       "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>",
                       id, corners);
}

/// A closed level rectangle of posList numbers.
std::string rectangle(double x, double y, double width, double depth, double z) {
    return fmt::format("{0} {1} {4} {2} {1} {4} {2} {3} {4} {0} {3} {4} {0} {1} {4}", x, y,
                       x + width, y + depth, z);
}

std::string members(const std::string& polygons) {
    return "<gml:surfaceMember>" + polygons + "</gml:surfaceMember>";
}

std::string surface(const std::string& kind, const std::string& polygons, int lod = 2) {
    return fmt::format("<bldg:boundedBy><bldg:{0}><bldg:lod{1}MultiSurface><gml:MultiSurface>{2}"
                       "</gml:MultiSurface></bldg:lod{1}MultiSurface></bldg:{0}></bldg:boundedBy>",
                       kind, lod, members(polygons));
}

std::string solid(const std::string& polygons, int lod = 1) {
    return fmt::format("<bldg:lod{0}Solid><gml:Solid><gml:exterior><gml:CompositeSurface>{1}"
                       "</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod{0}Solid>",
                       lod, members(polygons));
}

std::string flat(const std::string& property, const std::string& polygons) {
    return fmt::format("<bldg:{0}><gml:MultiSurface>{1}</gml:MultiSurface></bldg:{0}>", property,
                       members(polygons));
}

std::string building(const std::string& id, const std::string& content) {
    return fmt::format("<core:cityObjectMember>\n<bldg:Building gml:id=\"{}\">{}</bldg:Building>\n"
                       "</core:cityObjectMember>\n",
                       id, content);
}

std::string part(const std::string& id, const std::string& content) {
    return fmt::format("<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id=\"{}\">{}"
                       "</bldg:BuildingPart></bldg:consistsOfBuildingPart>",
                       id, content);
}

std::string model(const std::string& content, const std::string& system = utm) {
    const std::string envelope =
        system.empty() ? ""
                       : fmt::format("<gml:boundedBy><gml:Envelope srsName=\"{}\" "
                                     "srsDimension=\"3\"><gml:lowerCorner>0 0 0</gml:lowerCorner>"
                                     "</gml:Envelope></gml:boundedBy>\n",
                                     system);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<core:CityModel "
           "xmlns:core=\"http://www.opengis.net/citygml/2.0\" "
           "xmlns:bldg=\"http://www.opengis.net/citygml/building/2.0\" "
           "xmlns:gen=\"http://www.opengis.net/citygml/generics/2.0\" "
           "xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:gml=\"http://www.opengis.net/gml\">"
           "\n" +
           envelope + content + "</core:CityModel>\n";
}

double area_m2(const Geometry& outline) {
    double twice = 0;
    for (std::size_t i = 0; i + 1 < outline.points.size(); ++i) {
        const Point& a = outline.points[i];
        const Point& b = outline.points[i + 1];
        twice += a.x_m * b.y_m - b.x_m * a.y_m;
    }
    return std::abs(twice) / 2;
}

class CityGml : public ::testing::Test {
  protected:
    fs::path write(const std::string& content) const {
        const fs::path path = folder_.path() / "town.gml";
        std::ofstream{path, std::ios::binary} << content;
        return path;
    }

    AssetTable read(const std::string& content) {
        problems_ = {};
        return read_city_gml(write(content), "building", crs_, problems_);
    }

    Problem refused(const std::string& content) {
        return refusal([&] { read(content); });
    }

    /// A building's only polygon is this posList, which stands in line 5.
    Problem refused_corners(const std::string& corners) {
        return refused(model(building("a", flat("lod0FootPrint", polygon(corners)))));
    }

    GdalSession session_;
    cityproof::testing::TemporaryFolder folder_;
    CityCrs crs_{"EPSG:32632"};
    Problems problems_;
};

TEST_F(CityGml, takes_the_outline_of_the_ground_surface_and_the_plain_attributes) {
    const AssetTable table = read(model(building(
        "house",
        "<gml:name>Hall</gml:name>"
        "<gen:stringAttribute name=\"Owner\"><gen:value> Müller </gen:value></gen:stringAttribute>"
        "<gen:intAttribute name=\"Rooms\"><gen:value>12</gen:value></gen:intAttribute>"
        "<gen:doubleAttribute name=\"Slope\"><gen:value>0.25</gen:value></gen:doubleAttribute>"
        "<bldg:class>1000</bldg:class><bldg:function>31001_1010</bldg:function>"
        "<bldg:function>second</bldg:function><bldg:usage>u</bldg:usage>"
        "<bldg:yearOfConstruction>1929</bldg:yearOfConstruction>"
        "<bldg:measuredHeight uom=\"#m\">9.5</bldg:measuredHeight>"
        "<bldg:storeysAboveGround>3</bldg:storeysAboveGround>" +
            surface("RoofSurface", polygon(rectangle(499'995, 4'999'995, 30, 20, 118))) +
            surface("GroundSurface", polygon(rectangle(500'000, 5'000'000, 20, 10, 100))))));
    EXPECT_TRUE(problems_.list().empty());
    EXPECT_EQ(table.name, "building");
    EXPECT_EQ(table.ids, std::vector<std::string>{"house"});
    ASSERT_EQ(table.geometry[0].kind, GeometryKind::polygon);
    EXPECT_EQ(table.geometry[0].points.size(), 5U);     // closed once
    EXPECT_NEAR(area_m2(table.geometry[0]), 200, 1e-6); // 20 x 10
    EXPECT_EQ(table.geometry[0].points[0], (Point{500'000, 5'000'000}));
    EXPECT_EQ(table.number(0, "levels"), 3);
    EXPECT_EQ(table.number(0, "height_m"), 9.5); // measured, though the body is 18 m high
    EXPECT_EQ(table.text(0, "name"), "Hall");
    EXPECT_EQ(table.text(0, "Owner"), "Müller");
    EXPECT_EQ(table.number(0, "Rooms"), 12);
    EXPECT_EQ(table.number(0, "Slope"), 0.25);
    EXPECT_EQ(table.text(0, "class"), "1000");
    EXPECT_EQ(table.text(0, "function"), "31001_1010"); // the first of two
    EXPECT_EQ(table.text(0, "usage"), "u");
    EXPECT_EQ(table.number(0, "yearOfConstruction"), 1929);
}

TEST_F(CityGml, joins_ground_surfaces_that_touch_and_takes_the_largest_of_those_that_do_not) {
    const AssetTable table = read(model(building(
        "a", surface("GroundSurface", polygon(rectangle(500'000, 5'000'000, 10, 10, 0))) +
                 surface("GroundSurface", polygon(rectangle(500'010, 5'000'000, 5, 10, 0))) +
                 surface("GroundSurface", polygon(rectangle(500'100, 5'000'000, 9, 9, 0))))));
    EXPECT_NEAR(area_m2(table.geometry[0]), 150, 1e-6); // 100 + 50, not the 81 apart
}

TEST_F(CityGml, prefers_footprint_to_roof_edge_to_the_lowest_level_faces) {
    const std::string block = solid(polygon(rectangle(500'000, 5'000'000, 10, 10, 40)) +
                                    polygon(rectangle(500'000, 5'000'000, 10, 10, 47.5)));
    const std::string edge =
        flat("lod0RoofEdge", polygon(rectangle(500'000, 5'000'000, 12, 10, 0)));
    const std::string print =
        flat("lod0FootPrint", polygon(rectangle(500'000, 5'000'000, 11, 10, 0)));
    const AssetTable table = read(model(building("block", block) + building("edge", edge + block) +
                                        building("print", print + edge + block)));
    ASSERT_EQ(table.size(), 3U);
    EXPECT_NEAR(area_m2(table.geometry[0]), 100, 1e-6);
    EXPECT_NEAR(area_m2(table.geometry[1]), 120, 1e-6);
    EXPECT_NEAR(area_m2(table.geometry[2]), 110, 1e-6);
    for (std::size_t row = 0; row < 3; ++row) {
        EXPECT_EQ(table.number(row, "height_m"), 7.5); // of the block: outlines lie at 0
    }
}

TEST_F(CityGml, leaves_holes_and_walls_out_of_an_outline) {
    const std::string ring =
        "<gml:exterior><gml:LinearRing><gml:posList>" + rectangle(500'000, 5'000'000, 10, 10, 0) +
        "</gml:posList></gml:LinearRing></gml:exterior>"
        "<gml:interior><gml:LinearRing><gml:posList>" +
        rectangle(500'002, 5'000'002, 1, 1, 0) + "</gml:posList></gml:LinearRing></gml:interior>";
    const AssetTable table = read(model(building(
        "a", solid("<gml:Polygon>" + ring + "</gml:Polygon>" +
                   polygon("500000 5000000 0 500010 5000000 0 500010 5000000 9 500000 5000000 9 "
                           "500000 5000000 0")))));
    EXPECT_NEAR(area_m2(table.geometry[0]), 100, 1e-6);
    EXPECT_EQ(table.number(0, "height_m"), 9);
}

TEST_F(CityGml, makes_a_row_of_each_part_when_the_building_has_no_outline) {
    const auto ground = [](double x) {
        return surface("GroundSurface", polygon(rectangle(x, 5'000'000, 8, 9, 0)));
    };
    const AssetTable table = read(model(
        building("twins",
                 "<bldg:function>house</bldg:function>" +
                     part("left", ground(500'000) + "<bldg:function>shop</bldg:function>") +
                     part("right", ground(500'020))) +
        building("one", part("only", ground(500'040) + "<bldg:roofType>1000</bldg:roofType>"))));
    EXPECT_EQ(table.ids, (std::vector<std::string>{"left", "right", "one"}));
    EXPECT_EQ(table.text(0, "function"), "shop"); // its own before its building's
    EXPECT_EQ(table.text(1, "function"), "house");
    EXPECT_EQ(table.text(2, "roofType"), "1000");
    EXPECT_NEAR(area_m2(table.geometry[2]), 72, 1e-6);
}

TEST_F(CityGml, follows_links_to_polygons_and_whole_surfaces_of_the_same_building) {
    const std::string link = "<gml:surfaceMember xlink:href=\"#{}\"/>";
    const std::string ground =
        "<bldg:boundedBy><bldg:GroundSurface><bldg:lod2MultiSurface><gml:MultiSurface>"
        "<gml:surfaceMember xlink:href=\"#{}\"/>"
        "</gml:MultiSurface></bldg:lod2MultiSurface></bldg:GroundSurface></bldg:boundedBy>";
    const AssetTable table = read(model(
        building("polygon", fmt::format(fmt::runtime(ground), "low") +
                                solid(polygon(rectangle(500'000, 5'000'000, 10, 10, 5), "low") +
                                          polygon(rectangle(500'000, 5'000'000, 30, 10, 2), "top"),
                                      2)) +
        building("shell",
                 fmt::format(fmt::runtime(ground), "all") +
                     "<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface "
                     "gml:id=\"all\">" +
                     members(polygon(rectangle(500'100, 5'000'000, 10, 10, 5))) +
                     members(polygon(rectangle(500'110, 5'000'000, 10, 10, 5))) +
                     "</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>")));
    EXPECT_TRUE(problems_.list().empty());
    EXPECT_NEAR(area_m2(table.geometry[0]), 100, 1e-6); // not the lower roof of 300
    EXPECT_NEAR(area_m2(table.geometry[1]), 200, 1e-6);
}

TEST_F(CityGml, says_which_links_lead_nowhere_and_takes_the_next_best_outline) {
    const AssetTable table = read(model(building(
        "a", "<bldg:boundedBy><bldg:GroundSurface><bldg:lod2MultiSurface><gml:MultiSurface>"
             "<gml:surfaceMember xlink:href=\"#lost\"/></gml:MultiSurface>"
             "</bldg:lod2MultiSurface></bldg:GroundSurface></bldg:boundedBy>" +
                 flat("lod0FootPrint", polygon(rectangle(500'000, 5'000'000, 9, 9, 0))))));
    EXPECT_NEAR(area_m2(table.geometry[0]), 81, 1e-6);
    ASSERT_EQ(problems_.list().size(), 1U);
    EXPECT_EQ(problems_.list()[0].severity, Severity::warning);
    EXPECT_EQ(problems_.list()[0].where.line, 5);
    EXPECT_NE(problems_.list()[0].message.find("\"#lost\""), std::string::npos);
}

TEST_F(CityGml, reads_single_positions_and_two_dimensions) {
    const AssetTable table = read(model(
        building("pos", "<bldg:lod0FootPrint><gml:MultiSurface><gml:surfaceMember><gml:Polygon>"
                        "<gml:exterior><gml:LinearRing><gml:pos>500000 5000000 1</gml:pos>"
                        "<gml:pos>500010 5000000 1</gml:pos><gml:pos>500010 5000004 1</gml:pos>"
                        "<gml:pos>500000 5000000 1</gml:pos></gml:LinearRing></gml:exterior>"
                        "</gml:Polygon></gml:surfaceMember></gml:MultiSurface>"
                        "</bldg:lod0FootPrint>") +
        building("flat", "<bldg:lod0FootPrint><gml:MultiSurface srsDimension=\"2\">" +
                             members(polygon("+500000 5e6 500006 5000000 500006 5000003\n\t500000 "
                                             "5000003 500000 5000000")) +
                             "</gml:MultiSurface></bldg:lod0FootPrint>")));
    EXPECT_NEAR(area_m2(table.geometry[0]), 20, 1e-6); // half of 10 x 4
    EXPECT_NEAR(area_m2(table.geometry[1]), 18, 1e-6); // 6 x 3
    EXPECT_FALSE(table.number(1, "height_m").has_value());
}

TEST_F(CityGml, reads_the_forms_of_version_3) {
    const AssetTable table = read(
        "<CityModel xmlns=\"http://www.opengis.net/citygml/3.0\" xmlns:bldg=\"b\" xmlns:con=\"c\" "
        "xmlns:gen=\"g\" xmlns:gml=\"http://www.opengis.net/gml/3.2\"><cityObjectMember>"
        "<bldg:Building gml:id=\"v3\"><gml:boundedBy><gml:Envelope srsName=\"EPSG:32632\"/>"
        "</gml:boundedBy>"
        "<genericAttribute><gen:IntAttribute><gen:name>Flats</gen:name><gen:value>4</gen:value>"
        "</gen:IntAttribute></genericAttribute>"
        "<boundary><con:GroundSurface gml:id=\"g\"><lod2MultiSurface><gml:MultiSurface>" +
        members(polygon(rectangle(500'000, 5'000'000, 6, 8, 0))) +
        "</gml:MultiSurface></lod2MultiSurface></con:GroundSurface></boundary>"
        "<con:height><con:Height><con:status>measured</con:status>"
        "<con:value uom=\"#m\">7</con:value></con:Height></con:height>"
        "<con:height><con:Height><con:value uom=\"#m\">11</con:value></con:Height></con:height>"
        "<bldg:storeysAboveGround>2</bldg:storeysAboveGround>"
        "<bldg:buildingRoom><bldg:BuildingRoom><boundary><con:GroundSurface><lod2MultiSurface>" +
        polygon(rectangle(500'000, 5'000'000, 90, 90, 0)) +
        "</lod2MultiSurface></con:GroundSurface></boundary></bldg:BuildingRoom></bldg:buildingRoom>"
        "</bldg:Building></cityObjectMember></CityModel>");
    ASSERT_EQ(table.ids, std::vector<std::string>{"v3"});
    EXPECT_NEAR(area_m2(table.geometry[0]), 48, 1e-6); // 6 x 8; not the room
    EXPECT_EQ(table.number(0, "Flats"), 4);
    EXPECT_EQ(table.number(0, "height_m"), 11); // the larger one
    EXPECT_EQ(table.number(0, "levels"), 2);
}

TEST_F(CityGml, converts_heights_and_leaves_out_those_that_are_not_known) {
    const std::string ground = surface("GroundSurface", polygon(rectangle(500'000, 5e6, 9, 9, 0)));
    const auto height = [&](const std::string& id, const std::string& element) {
        return building(id, element + ground);
    };
    const AssetTable table =
        read(model(height("feet", "<bldg:measuredHeight uom=\"[ft_i]\">10</bldg:measuredHeight>") +
                   height("japan", "<bldg:measuredHeight uom=\"m\">-9999</bldg:measuredHeight>"
                                   "<bldg:storeysAboveGround>9999</bldg:storeysAboveGround>")));
    EXPECT_NEAR(table.number(0, "height_m").value_or(0), 3.048, 1e-12);
    EXPECT_FALSE(table.number(1, "height_m").has_value());
    EXPECT_FALSE(table.number(1, "levels").has_value());
    const Problem unit =
        refused(model(height("a", "<bldg:measuredHeight uom=\"furlong\">1</bldg:measuredHeight>")));
    EXPECT_NE(unit.message.find("furlong"), std::string::npos);
    EXPECT_EQ(
        refused(model(height("a", "<bldg:measuredHeight>nan</bldg:measuredHeight>"))).where.key,
        "measuredHeight");
    EXPECT_EQ(refused(model(height("a", "<bldg:storeysAboveGround>-1</bldg:storeysAboveGround>")))
                  .where.key,
              "storeysAboveGround");
}

TEST_F(CityGml, names_buildings_without_id_and_lists_repeated_ones) {
    const std::string ground = surface("GroundSurface", polygon(rectangle(500'000, 5e6, 9, 9, 0)));
    const AssetTable table = read(model(building("", ground) + building("a", ground) +
                                        building("a", ground) + building("ghost", "")));
    EXPECT_EQ(table.ids, (std::vector<std::string>{"building:1", "a"}));
    ASSERT_EQ(problems_.list().size(), 3U);
    EXPECT_EQ(problems_.list()[0].severity, Severity::error);
    EXPECT_EQ(problems_.list()[0].where.line, 11); // three lines a building, from line 4
    EXPECT_NE(problems_.list()[1].message.find("no id"), std::string::npos);
    EXPECT_NE(problems_.list()[2].message.find("no outline"), std::string::npos);
    EXPECT_EQ(problems_.list()[2].where.key, "ghost");
}

TEST_F(CityGml, refuses_what_is_no_whole_citygml_file) {
    const std::string whole = model(building("a", flat("lod0FootPrint", polygon("0 0 0"))));
    const Problem cut = refused(whole.substr(0, whole.find("posList>")));
    EXPECT_NE(cut.message.find("not well-formed"), std::string::npos);
    EXPECT_EQ(cut.where.line, 5);
    const Problem crossed = refused(whole.substr(0, whole.find("</gml:posList>")) + "</gml:pos>");
    EXPECT_NE(crossed.message.find("mismatched tag"), std::string::npos);
    EXPECT_NE(refused("").message.find("not well-formed"), std::string::npos);
    EXPECT_NE(refused("<FeatureCollection/>").message.find("<FeatureCollection>"),
              std::string::npos);
    EXPECT_NE(refused("<CityModel xmlns=\"http://example.org\"/>").message.find("<CityModel>"),
              std::string::npos);
    EXPECT_EQ(refused(model("")).message, "has no building");
}

TEST_F(CityGml, refuses_entities_of_any_kind) {
    const std::string body = "<CityModel xmlns=\"http://www.opengis.net/citygml/2.0\">&b;"
                             "</CityModel>";
    for (const char* doctype :
         {"<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>",
          "<!DOCTYPE x [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>",
          "<!DOCTYPE x SYSTEM \"http://127.0.0.1/x.dtd\">"}) {
        const Problem problem = refused(doctype + body);
        EXPECT_NE(problem.message.find("DOCTYPE"), std::string::npos) << doctype;
        EXPECT_EQ(problem.where.line, 1);
    }
}

TEST_F(CityGml, refuses_great_depth) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) {
        deep += "<a>";
    }
    EXPECT_NE(refused(model(building("a", deep))).message.find("deep"), std::string::npos);
}

TEST_F(CityGml, refuses_corners_that_are_no_whole_places) {
    for (const char* corners : {"nan 0 0", "0 inf 0", "1 2 x", "1 2 3,4", "1e999 0 0"}) {
        const Problem problem = refused_corners(corners);
        EXPECT_NE(problem.message.find("no number"), std::string::npos) << corners;
        EXPECT_EQ(problem.where.line, 5);
        EXPECT_EQ(problem.where.key, "posList");
    }
    EXPECT_NE(refused_corners("1 2 3 4 5").message.find("has 5 numbers"), std::string::npos);
}

TEST_F(CityGml, leaves_out_outlines_of_too_few_corners) {
    const AssetTable table = read(model(
        building("a", flat("lod0FootPrint", polygon(rectangle(500'000, 5e6, 9, 9, 0)))) +
        building("line", flat("lod0FootPrint", polygon("500000 5000000 0 500001 5000000 0"))) +
        building("none", flat("lod0FootPrint", polygon("")))));
    EXPECT_EQ(table.ids, std::vector<std::string>{"a"});
    ASSERT_EQ(problems_.list().size(), 1U);
    EXPECT_NE(problems_.list()[0].message.find("2 buildings have no outline"), std::string::npos);
}

TEST_F(CityGml, refuses_a_file_without_a_reference_system_or_with_an_unknown_one) {
    const std::string town = building("a", flat("lod0FootPrint", polygon("0 0 0 1 0 0 1 1 0")));
    const Problem missing = refused(model(town, ""));
    EXPECT_EQ(missing.where.key, "srsName");
    EXPECT_NE(missing.message.find("is missing"), std::string::npos);
    for (const char* system : {"urn:adv:crs:DE_42-83_3GK4", "EPSG:99", "EPSG:", "local"}) {
        const Problem problem = refused(model(town, system));
        EXPECT_EQ(problem.where.key, "srsName");
        EXPECT_EQ(problem.where.line, 3); // of the envelope
        EXPECT_NE(problem.message.find(system), std::string::npos);
    }
}

TEST_F(CityGml, does_not_copy_a_large_surface_as_often_as_it_is_linked) {
    std::string corners;
    for (int i = 0; i < 20'000; ++i) {
        corners += "500000 5000000 0 ";
    }
    std::string links;
    for (int i = 0; i < 1000; ++i) { // 20 million corners
        links += "<gml:surfaceMember xlink:href=\"#big\"/>";
    }
    const Problem problem =
        refused(model(building("a", solid(polygon(corners, "big")) + "<bldg:lod2Solid><gml:Solid>" +
                                        links + "</gml:Solid></bldg:lod2Solid>")));
    EXPECT_NE(problem.message.find("one building of more than"), std::string::npos);
    EXPECT_EQ(problem.where.key, "a");
}

} // namespace
} // namespace cityproof::io
