// SPDX-License-Identifier: Apache-2.0
#include "io/city/sumo_config.hpp"
#include "io/city/sumo_net.hpp"
#include "io/city/sumo_references.hpp"

#include <fstream>

#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::refusal;

constexpr const char* small_net = R"(<net>
 <location netOffset="-100.50,200" convBoundary="0,0,1,1" origBoundary="0,0,1,1" projParameter="!"/>
 <edge id=":j_0" function="internal"><lane id=":j_0_0" index="0" speed="5" length="2" shape="9,0 10,0"/></edge>
 <edge id="a" from="x" to="j" type="highway.primary" name="Hauptstr.">
  <lane id="a_0" index="0" speed="2.78" length="9.5" shape="0,1 9,1,3"/>
  <lane id="a_1" index="1" speed="13.89" length="9.5" shape="0,2 9,2"/>
 </edge>
 <edge id="b" from="j" to="y" shape="9,0 15,0 20,5"><lane id="b_0" index="0" speed="8" length="12" shape="10,0 20,0"/></edge>
 <tlLogic id="t" type="static" programID="0" offset="0"><phase duration="5" state="Gr"/></tlLogic>
 <tlLogic id="t" type="static" programID="1" offset="0"><phase duration="5" state="rG"/></tlLogic>
 <junction id="j" type="traffic_light" x="9.5" y="0.5"/>
 <junction id="x" type="dead_end" x="0" y="0"/>
 <connection from="a" to="b" fromLane="0" toLane="0" via=":j_0_0" tl="t" linkIndex="0"/>
 <connection from=":j_0" to="b" fromLane="0" toLane="0"/>
</net>)";

class Sumo : public ::testing::Test {
  protected:
    void SetUp() override { write("a.net.xml", small_net); }

    fs::path write(const std::string& file, const std::string& content) const {
        std::ofstream{folder_.path() / file, std::ios::binary} << content;
        return folder_.path() / file;
    }

    SumoNet net() {
        problems_ = {};
        return read_sumo_net(folder_.path() / "a.net.xml", problems_);
    }

    /// Problems of one additional or route file that is used with the small net.
    std::vector<Problem> problems_of(const std::string& xml, bool as_routes = true,
                                     const std::string& options = "") {
        write("x.xml", xml);
        const fs::path config = write(
            "c.sumocfg", "<configuration><input><net-file value=\"a.net.xml\"/><" +
                             std::string{as_routes ? "route" : "additional"} +
                             "-files value=\"x.xml\"/></input>" + options + "</configuration>");
        Problems found;
        check_sumo_references(read_sumo_config(config, found), net(), true, found);
        return found.list();
    }

    cityproof::testing::TemporaryFolder folder_;
    Problems problems_;
};

TEST_F(Sumo, reads_streets_signals_and_connections) {
    const SumoNet read = net();
    EXPECT_TRUE(problems_.list().empty());
    EXPECT_EQ(read.offset, (Point{-100.5, 200}));
    EXPECT_EQ(read.projection, "");
    ASSERT_EQ(read.edges.size(), 2U);
    const SumoEdge& a = read.edges[0];
    EXPECT_EQ(a.name, "Hauptstr.");
    EXPECT_EQ(a.type, "highway.primary");
    EXPECT_EQ(a.lanes, 2);
    EXPECT_EQ(a.speed_mps, 13.89);
    EXPECT_EQ(a.length_m, 9.5);
    EXPECT_EQ(a.shape, (std::vector<Point>{{0, 1}, {9, 1}})) << "lane 0, without its z";
    EXPECT_EQ(read.edges[1].shape, (std::vector<Point>{{9, 0}, {15, 0}, {20, 5}}))
        << "the edge's own";
    ASSERT_EQ(read.signals.size(), 1U) << "two programs, one traffic light";
    EXPECT_EQ(read.signals[0].position, (Point{9.5, 0.5}));
    EXPECT_EQ(read.signals[0].links, 2);
    EXPECT_TRUE(read.connected.contains({0, 1}));
    EXPECT_TRUE(read.lanes.contains(":j_0_0"));
}

// SUMO ends with "Another vehicle type with the id 'car' exists" and "probably declared twice".
TEST_F(Sumo, types_and_stops_are_defined_once) {
    const std::string stop = "<busStop id=\"s\" lane=\"a_0\" startPos=\"1\" endPos=\"5\"/>";
    EXPECT_TRUE(problems_of("<routes><vType id=\"car\"/>" + stop +
                            "<parkingArea id=\"s\" lane=\"a_0\"/></routes>")
                    .empty());
    EXPECT_TRUE(
        problems_of("<routes><vType id=\"DEFAULT_VEHTYPE\" sigma=\"0\"/></routes>").empty());
    const auto types = problems_of("<routes><vType id=\"car\"/><vType id=\"car\"/></routes>");
    ASSERT_EQ(types.size(), 1U);
    EXPECT_EQ(types[0].message, "the vehicle type \"car\" is defined twice");
    const auto stops = problems_of("<additional>" + stop + stop + "</additional>", false);
    ASSERT_EQ(stops.size(), 1U);
    EXPECT_EQ(stops[0].message, "the busStop \"s\" is defined twice");
}

TEST_F(Sumo, lists_shapes_and_numbers_that_cannot_be_read) {
    std::string broken = small_net;
    broken.replace(broken.find("0,1 9,1,3"), 9, "0,1 9,x,3");
    broken.replace(broken.find("13.89"), 5, "fast!");
    write("a.net.xml", broken);
    net();
    ASSERT_EQ(problems_.list().size(), 3U); // the shape, then that lane 0 has none, and the speed
    EXPECT_EQ(problems_.list()[0].where.line, 5);
    EXPECT_EQ(problems_.list()[2].where.line, 6);
    write("a.net.xml", "<net><edge id=\":i\" function=\"internal\"/></net>");
    EXPECT_THROW(net(), InputError) << "no street";
}

TEST_F(Sumo, configuration_is_sorted_into_what_is_carried_and_what_is_not) {
    write("r.xml", "<routes/>");
    const fs::path file = write("c.sumocfg", R"(<sumoConfiguration>
 <input><net-file value="a.net.xml"/><r value="r.xml , ./r.xml"/></input>
 <time><begin value="25200"/></time>
 <processing><ignore-route-errors value="true"/></processing>
 <output><tripinfo-output value="/var/x.xml"/><summary value="y"/></output>
 <report><no-step-log value="true"/></report>
 <gui_only><gui-settings-file value="z"/></gui_only>
</sumoConfiguration>)");
    Problems problems;
    SumoConfig config = read_sumo_config(file, problems);
    EXPECT_TRUE(problems.list().empty());
    EXPECT_EQ(config.routes,
              (std::vector<fs::path>{folder_.path() / "r.xml", folder_.path() / "r.xml"}));
    ASSERT_EQ(config.options.size(), 2U);
    EXPECT_EQ(config.options[0].name, "begin");
    EXPECT_TRUE(config.is_true("ignore-route-errors"));
    EXPECT_EQ(config.left_out.size(), 4U);

    config.net = "n & \"m\".xml";
    config.routes = {"r.xml", "s.xml"};
    const fs::path own = write("own.sumocfg", sumo_config_text(config));
    const SumoConfig back = read_sumo_config(own, problems);
    EXPECT_EQ(back.net, folder_.path() / "n & \"m\".xml");
    EXPECT_EQ(back.routes.size(), 2U);
    EXPECT_EQ(back.options.size(), 2U);
    EXPECT_TRUE(back.left_out.empty());
}

TEST_F(Sumo, refuses_inputs_that_a_package_cannot_carry) {
    for (const char* option :
         {"load-state", "weight-files", "configuration-file", "phemlight-path"}) {
        const fs::path file =
            write("c.sumocfg", "<configuration><input><net-file value=\"a.net.xml\"/>\n<" +
                                   std::string{option} + " value=\"x\"/></input></configuration>");
        Problems problems;
        read_sumo_config(file, problems);
        ASSERT_EQ(problems.list().size(), 1U) << option;
        EXPECT_EQ(problems.list()[0].where.line, 2);
    }
    Problems problems;
    EXPECT_THROW(read_sumo_config(write("c.sumocfg", "<configuration/>"), problems), InputError);
    EXPECT_THROW(read_sumo_config(write("c.sumocfg", "<net/>"), problems), InputError);
}

TEST_F(Sumo, takes_demand_that_fits) {
    EXPECT_TRUE(problems_of(R"(<routes><vType id="car"/><route id="r" edges="a b"/>
        <vehicle id="1" depart="0" route="r" type="car"/><trip id="2" depart="0" from="a" to="b" type="DEFAULT_VEHTYPE"/>
        <vehicle id="3" depart="0"><route edges="a b"/><stop lane="a_1" duration="3"/></vehicle>
        <person id="p" depart="0"><walk edges="b a"/></person></routes>)")
                    .empty());
}

TEST_F(Sumo, names_line_and_element_of_a_route_that_does_not_fit) {
    const auto found = problems_of("<routes>\n<route id=\"r\" edges=\"a bb\"/>\n</routes>");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].where.line, 2);
    EXPECT_EQ(found[0].where.key, "route r edges");
    EXPECT_EQ(found[0].remedy, "did you mean \"b\"?");
}

TEST_F(Sumo, finds_every_kind_of_broken_reference) {
    for (const char* bad :
         {R"(<route id="r" edges="b a"/>)", R"(<trip id="t" from="q" to="b"/>)",
          R"(<trip id="t" from="a" to="b" via="q"/>)", R"(<flow id="f" from="a" to="q"/>)",
          R"(<vehicle id="v" route="none"/>)",
          R"(<vehicle id="v" type="none"><route edges="a"/></vehicle>)",
          R"(<vehicle id="v"><route edges="a"/><stop busStop="none"/></vehicle>)",
          R"(<vehicle id="v"><route edges="a"/><stop lane="a_2"/></vehicle>)",
          R"(<person id="p"><walk edges="q"/></person>)",
          R"(<person id="p"><personTrip from="a" to="q"/></person>)",
          R"(<include href="/etc/passwd"/>)"}) {
        EXPECT_EQ(problems_of("<routes>" + std::string{bad} + "</routes>").size(), 1U) << bad;
    }
    for (const char* bad :
         {R"(<busStop id="s" lane="q_0"/>)",
          R"(<e1Detector id="d" lane="a_7" pos="1" file="NUL"/>)",
          R"(<tlLogic id="u" programID="2"/>)", R"(<rerouter id="r" edges="a q"/>)",
          R"(<variableSpeedSign id="v" lanes="a_0 q_0"/>)", R"(<calibrator id="c" edge="q"/>)"}) {
        EXPECT_EQ(problems_of("<additional>" + std::string{bad} + "</additional>", false).size(),
                  1U)
            << bad;
    }
}

TEST_F(Sumo, gaps_in_routes_are_the_users_choice) {
    EXPECT_TRUE(problems_of("<routes><route id=\"r\" edges=\"b a\"/></routes>", true,
                            "<processing><ignore-route-errors value=\"true\"/></processing>")
                    .empty());
}

TEST_F(Sumo, finds_elements_that_write_or_read_files) {
    for (const char* bad :
         {R"(<e1Detector id="d" lane="a_0" file="out.xml"/>)",
          R"(<edgeData id="d" file="../out.xml"/>)",
          R"(<timedEvent type="SaveTLSStates" dest="/x"/>)",
          R"(<tlLogic id="t" programID="2"><param key="file" value="x"/></tlLogic>)",
          R"(<vType id="v"><param key="has.ssm.device" value="true"/></vType>)",
          R"(<vType id="v"><param key="device.ssm.probability" value="1"/></vType>)",
          R"(<vType id="v"><param key="device.ssm.file" value="x"/></vType>)",
          R"(<vType id="v"><param key="device.toc.file" value="x"/></vType>)",
          R"(<rerouter id="r" edges="a" file="inside.xml"/>)",
          R"(<edgeData id="d" file="NUL" edgesFile="edges.txt"/>)"}) {
        EXPECT_EQ(problems_of("<additional>" + std::string{bad} + "</additional>", false).size(),
                  1U)
            << bad;
    }
}

TEST_F(Sumo, outputs_that_are_off_are_no_problem) {
    for (const char* good :
         {R"(<e1Detector id="d" lane="a_0" file="NUL"/>)",
          R"(<vType id="v"><param key="has.ssm.device" value="false"/></vType>)",
          R"(<vType id="v"><param key="device.ssm.file" value="NUL"/></vType>)"}) {
        EXPECT_TRUE(
            problems_of("<additional>" + std::string{good} + "</additional>", false).empty())
            << good;
    }
}

// Counts of ../shared/baseline/common.py and of the scenario's own description: 178 edges that are
// not internal, 7 traffic lights (TLS in common.py), 8779 vehicles inserted by sumo 1.28 (reference
// note on traffic, table 1.1).
TEST_F(Sumo, bologna_acosta_has_its_known_counts) {
    CITYPROOF_REQUIRE_DATA(config_file, "traffic/bologna/acosta/run.sumocfg");
    Problems problems;
    const SumoConfig config = read_sumo_config(config_file, problems);
    const SumoNet read = read_sumo_net(config.net, problems);
    const SumoDemand demand = check_sumo_references(config, read, false, problems);
    EXPECT_TRUE(problems.list().empty());
    EXPECT_EQ(read.edges.size(), 178U);
    EXPECT_EQ(read.signal_ids(),
              (std::vector<std::string>{"209", "210", "219", "220", "221", "235", "273"}));
    EXPECT_EQ(demand.vehicles, 8779U);
}

// Scenarios that sumo 1.28 runs without an error (same table) must not be refused.
TEST_F(Sumo, scenarios_that_sumo_runs_are_not_refused) {
    for (const char* name :
         {"bologna/pasubio/run", "bologna/joined/run", "bologna/acosta_persontrips/run",
          "resco/cologne8/cologne8", "resco/ingolstadt7/ingolstadt7"}) {
        CITYPROOF_REQUIRE_DATA(config_file, "traffic/" + std::string{name} + ".sumocfg");
        Problems problems;
        const SumoConfig config = read_sumo_config(config_file, problems);
        check_sumo_references(config, read_sumo_net(config.net, problems), false, problems);
        EXPECT_TRUE(problems.list().empty()) << name << ": " << to_string(problems.list().front());
    }
}

} // namespace
} // namespace cityproof::io
