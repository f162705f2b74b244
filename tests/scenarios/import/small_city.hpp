// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/import_options.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/test_data.hpp"

namespace cityproof::testing {

/// The sources of a city small enough to know by heart: two streets with a traffic light in UTM
/// zone 32, three buses and two lines, a pump that fills a tank.
class SmallCity : public ::testing::Test {
  protected:
    void SetUp() override {
        write("a.net.xml", R"(<net version="1.20">
 <location netOffset="-500000.00,-4982950.00" convBoundary="0,0,1000,500" origBoundary="9,45,9.1,45.1"
  projParameter="+proj=utm +zone=32 +ellps=WGS84 +datum=WGS84 +units=m +no_defs"/>
 <edge id="main" from="x" to="j" name="Main St."><lane id="main_0" index="0" speed="13.89" length="600" shape="0,0 600,0"/></edge>
 <edge id="side" from="j" to="y"><lane id="side_0" index="0" speed="8.33" length="640" shape="600,0 1000,0 1000,500"/></edge>
 <tlLogic id="t1" type="static" programID="0" offset="0"><phase duration="30" state="G"/><phase duration="30" state="r"/></tlLogic>
 <junction id="x" type="dead_end" x="0" y="0"/><junction id="j" type="traffic_light" x="600" y="0"/>
 <junction id="y" type="dead_end" x="1000" y="500"/>
 <connection from="main" to="side" fromLane="0" toLane="0" tl="t1" linkIndex="0" dir="s" state="o"/>
</net>)");
        write("a.rou.xml", "<routes>\n<vehicle id=\"v1\" depart=\"0\"><route edges=\"main "
                           "side\"/></vehicle>\n</routes>");
        write("d.add.xml", "<additional>\n  <!-- file=\"comment.xml\" -->\n"
                           "  <e1Detector id=\"d1\" lane=\"main_0\" pos=\"5\" freq=\"60\"\n    "
                           "file = 'out.xml' />\n"
                           "  <e1Detector file=\"../b.xml\" id=\"d2 file=&quot;x&quot;\" "
                           "lane=\"side_0\" pos=\"5\" freq=\"60\"/>\n"
                           "</additional>\n");
        write("a.sumocfg",
              R"(<configuration><input><net-file value="a.net.xml"/><route-files value="a.rou.xml"/>
 <additional-files value="d.add.xml"/></input><time><begin value="60"/></time><output><tripinfo-output value="t.xml"/></output></configuration>)");
        write("grid.json",
              R"({"version": "1.0", "type": "input", "is_batch": false, "attributes": {}, "data": {
 "node": [{"id": 1, "u_rated": 10000.0}, {"id": 2, "u_rated": 10000.0}, {"id": 3, "u_rated": 10000.0}],
 "line": [{"id": 4, "from_node": 1, "to_node": 2, "from_status": 1, "to_status": 1, "r1": 0.2, "x1": 0.1, "c1": 1e-7, "tan1": 0.0, "i_n": 200.0},
          {"id": 5, "from_node": 2, "to_node": 3, "from_status": 1, "to_status": 1, "r1": 0.2, "x1": 0.1, "c1": 1e-7, "tan1": 0.0, "i_n": 200.0}],
 "source": [{"id": 6, "node": 1, "status": 1, "u_ref": 1.0, "sk": 1e9}],
 "sym_load": [{"id": 7, "node": 3, "status": 1, "type": 0, "p_specified": 1000.0, "q_specified": 0.0}]}})");
        write("map.csv",
              "id,name,lon,lat\n1,Works,9.001,45.0005\n2,Hall,9.004,45.001\n3,,9.006,45.002\n");
        write("w.inp", "[JUNCTIONS]\n j1 0 1\n[RESERVOIRS]\n r1 5\n[TANKS]\n k1 30 2 0 5 10 "
                       "0\n[PIPES]\n p1 j1 k1 100 200 100 0 Open\n"
                       "[PUMPS]\n u1 r1 j1 POWER 5\n[COORDINATES]\n j1 500500 4983000\n r1 500400 "
                       "4983000\n k1 500600 4983100\n"
                       "[VERTICES]\n p1 500550 4983010\n[OPTIONS]\n Units LPS\n Headloss "
                       "H-W\n[TIMES]\n Duration 1:00\n[END]\n");
        write("links.csv", "kind,id,bus,power,share\nsignal,t1,bus:3,12 "
                           "W,\npump,u1,2,,\ncharging_zone,side,bus:3,7.4 kW,15 %\n");
        write("sensors.csv", "id,quantity,target,interval,noise,dropout,bus\n"
                             "s1,traffic/street_speed,main,60 s,1.08 km/h,1 %,bus:3\n"
                             "s2,energy/line_loading,line:5,5 min,2 %,0 %,\n"
                             "s3,water/tank_level,k1,1 h,1 cm,0.5 %,\n");
        write(
            "houses.geojson",
            R"({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": "h1", "kind": "house"},
 "geometry": {"type": "Polygon", "coordinates": [[[9.001, 45.001], [9.002, 45.001], [9.002, 45.002], [9.001, 45.001]]]}}]})");
        write("lamps.csv",
              "id,lon,lat,power,bus\nl1,9.002,45.001,110 W,bus:3\nl2,9.002,45.001,0.05 kW,\n");
        write("meters.csv", "id,lon,lat,power,profile,bus\nm1,9.003,45.001,400 W,household,3\n");
    }

    void write(const std::string& file, const std::string& content) const {
        std::ofstream{path(file), std::ios::binary} << content;
    }

    /// Replaces the first occurrence of a text in a source file.
    void edit(const std::string& file, const std::string& from, const std::string& to) const {
        std::ifstream stream{path(file), std::ios::binary};
        std::string text{std::istreambuf_iterator<char>{stream}, {}};
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write(file, text.replace(at, from.size(), to));
    }

    std::filesystem::path path(const std::string& file) const { return folder_.path() / file; }

    scenarios::ImportOptions all_options() const {
        scenarios::ImportOptions options;
        options.sumo = path("a.sumocfg");
        options.grid = path("grid.json");
        options.grid_map = path("map.csv");
        options.water = path("w.inp");
        options.links = path("links.csv");
        options.sensors = path("sensors.csv");
        options.layers = {{"building", path("houses.geojson")},
                          {"lamp", path("lamps.csv")},
                          {"meter", path("meters.csv")}};
        options.demand_class = io::PrivacyClass::synthetic;
        options.output = path("small.city");
        return options;
    }

    TemporaryFolder folder_;
};

inline std::string content_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// All files of a folder, relative, sorted.
inline std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path().lexically_relative(folder));
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace cityproof::testing
