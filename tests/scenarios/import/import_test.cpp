// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "io/city/city.hpp"
#include "scenarios/import/check_city.hpp"
#include "scenarios/import/import_city.hpp"

#include <sys/stat.h>

#include "tests/scenarios/import/small_city.hpp"

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::content_of;
using cityproof::testing::files_of;

class Import : public cityproof::testing::SmallCity {
  protected:
    io::City import() {
        summary_ = import_city(all_options());
        return io::read_city(path("small.city"));
    }

    /// What an import with all parts is refused with; nothing may be left of it.
    std::vector<Problem> refused(const ImportOptions& options) {
        std::vector<Problem> found;
        try {
            import_city(options);
            ADD_FAILURE() << "not refused";
        } catch (const ProblemsError& error) {
            found = error.problems();
        } catch (const InputError& error) {
            found.push_back(error.problem());
        }
        EXPECT_FALSE(fs::exists(path("small.city")));
        for (const auto& entry : fs::directory_iterator{folder_.path()}) {
            EXPECT_EQ(entry.path().filename().string().find(".tmp-"), std::string::npos)
                << entry.path();
        }
        return found;
    }

    std::vector<Problem> refused() { return refused(all_options()); }

    std::string summary_;
};

TEST_F(Import, puts_every_part_into_the_package) {
    const io::City city = import();
    EXPECT_EQ(city.name, "small");
    EXPECT_EQ(city.crs, "EPSG:32632");
    EXPECT_EQ(city.demand_class, io::PrivacyClass::synthetic);
    EXPECT_EQ(
        files_of(city.folder),
        (std::vector<fs::path>{"city.yaml", "energy/grid.json", "map.gpkg", "traffic/a.net.xml",
                               "traffic/a.rou.xml", "traffic/city.sumocfg", "traffic/d.add.xml",
                               "water/network.inp"}));
    EXPECT_EQ(content_of(*city.water), content_of(path("w.inp"))) << "byte for byte";
    EXPECT_EQ(content_of(city.folder / "traffic/a.net.xml"), content_of(path("a.net.xml")));
    Problems problems;
    check_city(city.folder, problems);
    EXPECT_TRUE(problems.list().empty()) << to_string(problems.list().front());
}

TEST_F(Import, places_everything_by_hand_computed_coordinates) {
    const io::City city = import();
    // Net coordinates minus netOffset: 600 - (-500000) and 0 - (-4982950).
    const io::AssetTable& streets = *city.table("street");
    EXPECT_EQ(streets.ids, (std::vector<std::string>{"main", "side"}));
    EXPECT_EQ(streets.geometry[0].points,
              (std::vector<io::Point>{{500000, 4982950}, {500600, 4982950}}));
    EXPECT_EQ(streets.geometry[1].points.size(), 3U);
    EXPECT_EQ(streets.text(0, "name"), "Main St.");
    EXPECT_EQ(streets.number(1, "speed_mps"), 8.33);
    EXPECT_EQ(streets.number(1, "length_m"), 640);
    EXPECT_EQ(streets.number(1, "lanes"), 1);
    EXPECT_EQ(city.table("signal")->geometry[0].points,
              (std::vector<io::Point>{{500600, 4982950}}));
    // The water network's coordinates lie in the city, so they are used as they are.
    EXPECT_EQ(city.table("pipe")->geometry[0].points,
              (std::vector<io::Point>{{500500, 4983000}, {500550, 4983010}, {500600, 4983100}}));
    EXPECT_EQ(city.table("tank")->geometry[0].points, (std::vector<io::Point>{{500600, 4983100}}));
    // 0.001 degrees of longitude at 45 N are 78.85 m (cos 45 * 111.41 km, WGS 84), times UTM's
    // 0.9996.
    const io::Point works = city.table("bus")->geometry[0].points.at(0);
    EXPECT_NEAR(works.x_m, 500000 + 78.85 * 0.9996, 0.05);
    EXPECT_EQ(city.table("line")->geometry[0].points.at(0), works);
    // The centre of the streets' rectangle: 500 m east of 9 E and 250 m + 4982950 m north, so
    // near 9.0063 E, 45.0022 N.
    ASSERT_TRUE(city.centre);
    EXPECT_NEAR(city.centre->longitude_deg, 9 + 0.5 / 78.85 * 1.0004, 1e-4);
    EXPECT_NEAR(city.centre->latitude_deg, 45.00225, 1e-4);
    EXPECT_EQ(city.bounds.east_m, 501000);
}

TEST_F(Import, wires_consumers_and_sensors_in_si_units) {
    const io::City city = import();
    const io::AssetTable& signals = *city.table("signal");
    EXPECT_EQ(signals.text(0, "supplied_by"), "bus:3");
    EXPECT_EQ(signals.number(0, "power_w"), 12);
    EXPECT_EQ(city.table("pump")->text(0, "supplied_by"), "bus:2")
        << "a bus may be named by its number alone";
    const io::AssetTable& zones = *city.table("charging_zone");
    EXPECT_EQ(zones.ids, std::vector<std::string>{"side"});
    EXPECT_EQ(zones.number(0, "power_w"), 7400);
    EXPECT_EQ(zones.number(0, "share"), 0.15);
    EXPECT_EQ(zones.geometry[0].points, city.table("street")->geometry[1].points);

    const io::AssetTable& sensors = *city.table("sensor");
    EXPECT_EQ(sensors.ids, (std::vector<std::string>{"s1", "s2", "s3"}));
    EXPECT_EQ(sensors.number(0, "interval_s"), 60);
    EXPECT_NEAR(*sensors.number(0, "noise"), 0.3, 1e-12) << "1.08 km/h";
    EXPECT_EQ(sensors.number(0, "dropout"), 0.01);
    EXPECT_EQ(sensors.text(0, "supplied_by"), "bus:3");
    EXPECT_EQ(sensors.text(1, "supplied_by"), "");
    EXPECT_EQ(sensors.number(2, "noise"), 0.01) << "1 cm";
    EXPECT_EQ(sensors.geometry[0].points, (std::vector<io::Point>{{500300, 4982950}}))
        << "half-way along the street";
    EXPECT_EQ(sensors.geometry[2].points, city.table("tank")->geometry[0].points);

    EXPECT_EQ(city.table("lamp")->number(1, "power_w"), 50);
    EXPECT_EQ(city.table("lamp")->text(1, "supplied_by"), "");
    EXPECT_EQ(city.table("meter")->text(0, "supplied_by"), "bus:3");
    EXPECT_EQ(city.table("meter")->text(0, "profile"), "household");
    EXPECT_EQ(city.table("building")->text(0, "kind"), "house");
}

TEST_F(Import, sumo_keeps_its_options_and_loses_its_outputs) {
    const io::City city = import();
    const std::string config = content_of(*city.sumo_config);
    EXPECT_NE(config.find("<begin value=\"60\"/>"), std::string::npos);
    EXPECT_EQ(config.find("tripinfo"), std::string::npos);
    EXPECT_EQ(config.find(folder_.path().string()), std::string::npos) << "only relative paths";
    // Only the two file names differ, comments and other attributes that look alike do not.
    std::string expected = content_of(path("d.add.xml"));
    expected.replace(expected.find("out.xml"), 7, "NUL");
    expected.replace(expected.find("../b.xml"), 8, "NUL");
    EXPECT_EQ(content_of(city.folder / "traffic/d.add.xml"), expected);
}

TEST_F(Import, the_same_sources_give_the_same_bytes) {
    import();
    ImportOptions again = all_options();
    again.output = path("again") / "small.city";
    fs::create_directory(path("again"));
    import_city(again);
    const auto files = files_of(path("small.city"));
    ASSERT_EQ(files, files_of(again.output));
    for (const fs::path& file : files) {
        EXPECT_EQ(content_of(path("small.city") / file), content_of(again.output / file)) << file;
    }
}

TEST_F(Import, never_overwrites_without_being_told) {
    import();
    const std::string before = content_of(path("small.city/city.yaml"));
    EXPECT_THROW(import_city(all_options()), InputError);
    ImportOptions options = all_options();
    options.force = true;
    options.name = "New";
    edit("links.csv", "12 W", "12");
    EXPECT_THROW(import_city(options), ProblemsError);
    EXPECT_EQ(content_of(path("small.city/city.yaml")), before)
        << "a failed import leaves the old package";
    edit("links.csv", ",12,", ",14 W,");
    import_city(options);
    EXPECT_EQ(io::read_city(path("small.city")).name, "New");
    EXPECT_EQ(io::read_city(path("small.city")).table("signal")->number(0, "power_w"), 14);

    fs::create_directory(path("mine"));
    write("mine/thesis.txt", "irreplaceable");
    options.output = path("mine");
    EXPECT_THROW(import_city(options), InputError) << "--force replaces packages only";
    EXPECT_TRUE(fs::exists(path("mine/thesis.txt")));
    options.output = path("none") / "x.city";
    EXPECT_THROW(import_city(options), InputError);
}

TEST_F(Import, asks_what_the_demand_is_made_from) {
    ImportOptions options = all_options();
    options.demand_class.reset();
    const auto problems = refused(options);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].where.key, "--class");
    edit("a.rou.xml", "<vehicle id=\"v1\" depart=\"0\"><route edges=\"main side\"/></vehicle>", "");
    EXPECT_NO_THROW(import_city(options)) << "streets without a vehicle tell nothing about anyone";
}

TEST_F(Import, lists_every_broken_link_with_line_and_column) {
    write("links.csv", "kind,id,bus,power,share\n"
                       "signal,t9,bus:3,12 W,\n"             // no such signal
                       "signal,t1,bus:33,12 W,\n"            // no such bus
                       "pump,u1,bus:2,3 kW,\n"               // EPANET computes a pump's power
                       "charging_zone,side,bus:3,7.4,15 %\n" // no unit
                       "charging_zone,main,bus:3,7.4 kW,150 %\n"
                       "lamp,l1,bus:3,,\n"
                       "charging_zone,side,bus:3,7.4 kW,15 %\n" // twice
                       "signal,t1,,,\n");                       // no bus, and twice
    const auto problems = refused();
    ASSERT_EQ(problems.size(), 8U);
    const char* columns[] = {"id", "bus", "power", "power", "share", "kind", "id", "id"};
    for (std::size_t i = 0; i < problems.size(); ++i) {
        EXPECT_EQ(to_string(problems[i].where),
                  path("links.csv").string() + ":" + std::to_string(i + 2) + ": " + columns[i]);
    }
    EXPECT_EQ(problems[0].remedy, "did you mean \"t1\"?");
    EXPECT_EQ(problems[1].remedy, "did you mean \"bus:3\"?");
    EXPECT_NE(problems[3].expected.find("kW"), std::string::npos);
}

TEST_F(Import, lists_every_broken_sensor_with_line_and_column) {
    write("sensors.csv", "id,quantity,target,interval,noise,dropout,bus\n"
                         "s1,traffic/street_sped,main,60 s,0.3 m/s,1 %,\n"
                         "s2,traffic/street_speed,mian,60 s,0.3 m/s,1 %,\n"
                         "s3,traffic/street_speed,main,60,0.3 m/s,1 %,\n"
                         "s4,traffic/street_speed,main,60 s,0.3 kW,1 %,\n"
                         "s5,traffic/street_speed,main,60 s,0.3 m/s,101 %,\n"
                         "s6,traffic/street_speed,main,60 s,0.3 m/s,1 %,bus:77\n"
                         "s6,traffic/street_speed,main,0 s,-1 m/s,0 1,\n");
    const auto problems = refused();
    ASSERT_EQ(problems.size(), 9U);
    const char* places[] = {":2: quantity", ":3: target",  ":4: interval",
                            ":5: noise",    ":6: dropout", ":7: bus",
                            ":8: id",       ":8: noise",   ":8: interval"};
    for (std::size_t i = 0; i < problems.size(); ++i) {
        EXPECT_EQ(to_string(problems[i].where), path("sensors.csv").string() + places[i]);
    }
}

TEST_F(Import, lists_what_does_not_fit_in_further_layers) {
    write("lamps.csv", "id,lon,lat,power,bus\nl1,9.002,45.001,110,bus:3\nl2,9.002,45.001,-5 "
                       "W,\nl3,9.002,45.001,5 W,bus:9\n");
    write("meters.csv", "id,lon,lat,power,profile,bus\nm1,9.003,45.001,400 "
                        "W,factory,3\nm2,9.003,45.001,400 W,household,\n");
    edit("houses.geojson", "[[[9.001, 45.001], [9.002, 45.001], [9.002, 45.002], [9.001, 45.001]]]",
         "[[[9.001, 45.001], [9.002, 45.001]]]");
    EXPECT_EQ(refused().size(), 6U);
    ImportOptions options = all_options();
    options.layers = {{"buildings", path("houses.geojson")}};
    EXPECT_EQ(refused(options).at(0).remedy, "did you mean \"building\"?");
    options.layers = {{"lamp", path("missing.csv")}};
    EXPECT_EQ(refused(options).size(), 1U);
}

TEST_F(Import, refuses_routes_and_maps_that_do_not_fit) {
    edit("a.rou.xml", "main side", "main sid");
    edit("map.csv", "2,Hall", "22,Hall");
    const auto problems = refused();
    ASSERT_EQ(problems.size(), 2U);
    EXPECT_EQ(problems[0].where.line, 2);
    EXPECT_EQ(to_string(problems[1].where), path("map.csv").string() + ":3: id");
}

TEST_F(Import, refuses_hostile_sources_one_by_one) {
    const auto with = [&](const std::string& file, const std::string& content) {
        const std::string good = content_of(path(file));
        write(file, content);
        EXPECT_GE(refused().size(), 1U) << file << ": " << content.substr(0, 40);
        write(file, good);
    };
    with("a.net.xml", "<net><edge id='a'"); // ends sumo itself with a segmentation fault
    with("a.net.xml", "<!DOCTYPE net [<!ENTITY a \"x\">]><net>&a;</net>");
    with("a.net.xml", content_of(path("a.net.xml")).substr(0, 700));
    with("a.rou.xml", "<routes><vehicle id=\"v\" depart=\"0\"><route edges=\"main side\"/>");
    with("a.rou.xml", "<net/>");
    with("d.add.xml", "<additional><include href=\"/etc/passwd\"/></additional>");
    with("a.sumocfg", "not xml");
    with("grid.json", "{\"version\": ");
    with("grid.json", "[]");
    with("w.inp", "[JUNCTIONS]\n j1\n[END]\n");
    with("w.inp", "");
    with("links.csv", "kind,id\n\"open");
    with("sensors.csv", "");
    with("map.csv", "id,lon,lat\n1,99,100\n");
    for (const char* file : {"a.net.xml", "grid.json", "w.inp", "links.csv", "sensors.csv",
                             "map.csv", "lamps.csv", "houses.geojson", "a.sumocfg"}) {
        const std::string good = content_of(path(file));
        fs::remove(path(file));
        EXPECT_GE(refused().size(), 1U) << "missing " << file;
        ASSERT_EQ(::mkfifo(path(file).c_str(), 0600), 0);
        EXPECT_GE(refused().size(), 1U) << "FIFO " << file;
        fs::remove(path(file));
        write(file, good);
    }
    EXPECT_NO_THROW(import()) << "all sources are good again";
}

TEST_F(Import, one_part_alone_is_a_city_too) {
    ImportOptions options;
    options.output = path("one.city");
    EXPECT_THROW(import_city(options), InputError) << "nothing to import";
    options.water = path("w.inp");
    import_city(options);
    EXPECT_EQ(io::read_city(options.output).crs, "local");
    options = {};
    options.output = path("two.city");
    options.grid = path("grid.json");
    options.grid_map = path("map.csv");
    import_city(options);
    EXPECT_EQ(io::read_city(options.output).crs, "EPSG:32632")
        << "the UTM zone of 9 E: 6 to 12 degrees";
    options.grid.reset();
    options.output = path("three.city");
    EXPECT_THROW(import_city(options), InputError) << "a map of a grid that is not given";
}

TEST_F(Import, a_net_without_projection_makes_a_local_city) {
    edit("a.net.xml", "+proj=utm +zone=32 +ellps=WGS84 +datum=WGS84 +units=m +no_defs", "!");
    ImportOptions options = all_options();
    EXPECT_EQ(refused(options).size(), 3U) << "layers with longitude and latitude cannot be placed";
    options.layers.clear();
    const std::string summary = import_city(options);
    const io::City city = io::read_city(options.output);
    EXPECT_EQ(city.crs, "local");
    EXPECT_FALSE(city.centre);
    EXPECT_NE(summary.find("no projection"), std::string::npos);
    ASSERT_EQ(city.table("bus")->geometry[0].points.size(), 1U);
    const double x = city.table("bus")->geometry[0].points[0].x_m;
    EXPECT_TRUE(x >= city.bounds.west_m && x <= city.bounds.east_m) << "fitted into the city";
}

} // namespace
} // namespace cityproof::scenarios
