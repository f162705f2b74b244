// SPDX-License-Identifier: Apache-2.0
#include "io/city/city.hpp"
#include "io/city/city_yaml.hpp"

#include <sys/stat.h>

#include <fstream>

#include "tests/io/city/geopackage_file.hpp"
#include "tests/io/text/input_error.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::io {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::GeoPackageFile;
using cityproof::testing::point_blob;
using cityproof::testing::refusal;

constexpr const char* good_yaml =
    "format: 1\n"
    "name: Ostend\n"
    "crs: EPSG:32632\n"
    "bounds: {west: 0 m, south: 1 m, east: 2 km, north: 3000 m}\n"
    "centre: {latitude: 44.49 deg, longitude: 11.32 deg}\n"
    "privacy: {demand: pseudonymous}\n"
    "parts:\n"
    "  map: {path: map.gpkg}\n"
    "  traffic: {path: traffic/city.sumocfg, files: [traffic/a.net.xml]}\n"
    "  grid: {path: energy/grid.json}\n"
    "  water: {path: water/network.inp}\n"
    "layers:\n"
    "  - {name: lamp, rows: 1, provenance: recorded, source: lamps.csv}\n";

constexpr const char* good_config =
    "<configuration><input><net-file value=\"a.net.xml\"/></input></configuration>";

class CityPackage : public ::testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(folder_ / "traffic");
        fs::create_directories(folder_ / "energy");
        fs::create_directories(folder_ / "water");
        write("city.yaml", good_yaml);
        write("traffic/city.sumocfg", good_config);
        write("traffic/a.net.xml", "<net/>");
        write("energy/grid.json", "{}");
        write("water/network.inp", "[END]");
        write_map("l1", 5);
    }

    void write(const std::string& file, const std::string& content) const {
        std::ofstream{folder_ / file, std::ios::binary} << content;
    }

    void write_map(const std::string& id, double x) const {
        fs::remove(folder_ / "map.gpkg");
        GeoPackageFile file{folder_ / "map.gpkg"};
        file.create_layer("lamp");
        file.insert("lamp", point_blob(x, 6), "'" + id + "'");
    }

    /// city.yaml with one text replaced by another.
    void edit(const std::string& from, const std::string& to) const {
        std::string yaml = good_yaml;
        const std::size_t at = yaml.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        write("city.yaml", yaml.replace(at, from.size(), to));
    }

    std::vector<Problem> problems() const {
        Problems found;
        found.collect([&] { read_city(folder_, found); });
        return found.list();
    }

    cityproof::testing::TemporaryFolder temporary_;
    fs::path folder_ = temporary_.path() / "ostend.city";
};

TEST_F(CityPackage, reads_all_that_a_package_says) {
    const City city = read_city(folder_);
    EXPECT_EQ(city.name, "Ostend");
    EXPECT_EQ(city.crs, "EPSG:32632");
    EXPECT_EQ(city.bounds.east_m, 2000);
    ASSERT_TRUE(city.centre);
    EXPECT_EQ(city.centre->latitude_deg, 44.49);
    EXPECT_EQ(city.centre->longitude_deg, 11.32);
    EXPECT_EQ(city.demand_class, PrivacyClass::pseudonymous);
    EXPECT_EQ(city.sumo_config, fs::canonical(folder_ / "traffic/city.sumocfg"));
    EXPECT_EQ(city.grid, fs::canonical(folder_ / "energy/grid.json"));
    EXPECT_EQ(city.water, fs::canonical(folder_ / "water/network.inp"));
    ASSERT_NE(city.table("lamp"), nullptr);
    EXPECT_EQ(city.table("lamp")->ids, std::vector<std::string>{"l1"});
    EXPECT_EQ(city.table("bus"), nullptr);
    ASSERT_EQ(city.layers.size(), 1U);
    EXPECT_EQ(city.layers[0].provenance, Provenance::recorded);
    EXPECT_EQ(city.content_hash.size(), 32U);
}

TEST_F(CityPackage, the_hash_follows_the_content_and_nothing_else) {
    const std::string before = read_city(folder_).content_hash;
    const fs::path copy = temporary_.path() / "copy.city";
    fs::copy(folder_, copy, fs::copy_options::recursive);
    EXPECT_EQ(read_city(copy).content_hash, before);
    write_map("l1", 5); // a new file with the same rows
    EXPECT_EQ(read_city(folder_).content_hash, before);
    write_map("l1", 5.0000001);
    EXPECT_NE(read_city(folder_).content_hash, before) << "a lamp that was moved";
    write_map("l1", 5);
    write("water/network.inp", "[END] ");
    EXPECT_NE(read_city(folder_).content_hash, before);
    write("water/network.inp", "[END]");
    write("traffic/a.net.xml", "<net></net>");
    EXPECT_NE(read_city(folder_).content_hash, before);
}

TEST_F(CityPackage, what_was_written_reads_back) {
    CityDescription description;
    description.name = "Sant'Ana \"do\" Cariri: #1 \\";
    description.crs = "+proj=tmerc +lat_0=0 +lon_0=9 +units=m";
    description.bounds = {1.5, 2.25, 3, 4};
    description.centre = EarthPlace{-12.5, -77.04321};
    description.privacy["demand"] = PrivacyClass::aggregate;
    description.parts.push_back({.name = "map",
                                 .path = "map.gpkg",
                                 .files = {"a b.xml", "c,d.xml"},
                                 .hash = std::string(32, 'a')});
    description.layers.push_back({"street", 178, Provenance::surveyed, "net: a.xml"});
    write_city_yaml(folder_, description);
    const CityDescription back = read_city_yaml(folder_);
    EXPECT_EQ(back.name, description.name);
    EXPECT_EQ(back.crs, description.crs);
    EXPECT_EQ(back.bounds.south_m, 2.25);
    EXPECT_EQ(back.centre->longitude_deg, -77.04321);
    EXPECT_EQ(back.privacy, description.privacy);
    EXPECT_EQ(back.parts.at(0).files, description.parts[0].files);
    EXPECT_EQ(back.parts.at(0).hash, description.parts[0].hash);
    EXPECT_EQ(back.layers.at(0).source, "net: a.xml");
    EXPECT_EQ(city_yaml_text(back), city_yaml_text(description));
}

TEST_F(CityPackage, notes_a_part_that_changed_since_the_import) {
    edit("path: water/network.inp", "path: water/network.inp, hash: " + std::string(32, '0'));
    const auto found = problems();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].severity, Severity::note);
    EXPECT_EQ(found[0].where.key, "parts.water");
    EXPECT_EQ(found[0].where.line, 11);
}

TEST_F(CityPackage, refuses_every_path_that_leaves_the_package) {
    std::ofstream{temporary_.path() / "secret"} << "x";
    fs::create_symlink("../../secret", folder_ / "energy/link.json");
    for (const char* path :
         {"../secret", "energy/link.json", "/etc/hostname", "energy/../../secret"}) {
        edit("energy/grid.json", path);
        EXPECT_EQ(problems().size(), 1U) << path;
        EXPECT_THROW(read_city(folder_), ProblemsError) << path;
    }
    fs::create_directory_symlink(temporary_.path(), folder_ / "out");
    edit("traffic/a.net.xml", "traffic/a.net.xml, out/secret");
    EXPECT_EQ(problems().size(), 1U);
}

TEST_F(CityPackage, what_the_sumo_configuration_names_is_in_the_list_and_so_in_the_hash) {
    write("traffic/more.add.xml", "<additional/>");
    write(
        "traffic/city.sumocfg",
        R"(<configuration><net-file value="a.net.xml"/><additional-files value="more.add.xml"/></configuration>)");
    ASSERT_EQ(problems().size(), 1U);
    EXPECT_NE(problems()[0].message.find("traffic/more.add.xml, which city.yaml does not list"),
              std::string::npos);
    edit("[traffic/a.net.xml]", "[traffic/a.net.xml, traffic/more.add.xml]");
    const std::string before = read_city(folder_).content_hash;
    write("traffic/more.add.xml", "<additional></additional>");
    EXPECT_NE(read_city(folder_).content_hash, before);
}

TEST_F(CityPackage, sumo_files_are_found_as_sumo_finds_them) {
    // "link/.." is the folder that the link leads into, not the link's own.
    fs::create_directories(folder_ / "water/sub");
    fs::create_directory_symlink("../water/sub", folder_ / "traffic/link");
    write("traffic/x.add.xml", "<additional/>");
    write("water/x.add.xml", "<additional/>");
    write(
        "traffic/city.sumocfg",
        R"(<configuration><net-file value="a.net.xml"/><additional-files value="link/../x.add.xml"/></configuration>)");
    edit("[traffic/a.net.xml]", "[traffic/a.net.xml, traffic/x.add.xml]");
    ASSERT_EQ(problems().size(), 1U);
    EXPECT_NE(problems()[0].message.find("names water/x.add.xml"), std::string::npos);
}

TEST_F(CityPackage, variables_of_the_environment_are_refused) {
    fs::create_directories(folder_ / "traffic/${HOME}");
    write("traffic/${HOME}/x.add.xml", "<additional/>");
    write(
        "traffic/city.sumocfg",
        R"(<configuration><net-file value="a.net.xml"/><additional-files value="${HOME}/x.add.xml"/></configuration>)");
    ASSERT_EQ(problems().size(), 1U);
    EXPECT_NE(problems()[0].message.find("variable of the environment"), std::string::npos);
}

TEST_F(CityPackage, refuses_a_city_yaml_that_is_a_link_to_elsewhere) {
    fs::rename(folder_ / "city.yaml", temporary_.path() / "elsewhere.yaml");
    fs::create_symlink("../elsewhere.yaml", folder_ / "city.yaml");
    EXPECT_THROW(read_city(folder_), InputError);
}

TEST_F(CityPackage, refuses_files_that_would_hang_or_are_missing) {
    fs::remove(folder_ / "water/network.inp");
    EXPECT_EQ(problems().size(), 1U);
    ASSERT_EQ(::mkfifo((folder_ / "water/network.inp").c_str(), 0600), 0);
    EXPECT_EQ(problems().size(), 1U);
    fs::remove(folder_ / "map.gpkg");
    ASSERT_EQ(::mkfifo((folder_ / "map.gpkg").c_str(), 0600), 0);
    EXPECT_EQ(problems().size(), 2U) << "all problems at once";
    fs::remove(folder_ / "city.yaml");
    ASSERT_EQ(::mkfifo((folder_ / "city.yaml").c_str(), 0600), 0);
    EXPECT_THROW(read_city(folder_), InputError);
    EXPECT_THROW(read_city(temporary_.path() / "none.city"), InputError);
    EXPECT_THROW(read_city(temporary_.path()), InputError);
}

TEST_F(CityPackage, refuses_a_newer_format_in_one_sentence) {
    edit("format: 1", "format: 2\nkey_of_the_future: 1");
    const auto found = problems();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].message.find("newer version"), std::string::npos);
}

TEST_F(CityPackage, lists_what_does_not_fit_the_schema) {
    edit("privacy: {demand: pseudonymous}", "privicy: {demand: pseudonymous}");
    EXPECT_EQ(problems().at(0).remedy, "did you mean \"privacy\"?");
    edit("west: 0 m", "west: 0");
    EXPECT_NE(problems().at(0).message.find("no unit"), std::string::npos);
    edit("EPSG:32632", "32632");
    EXPECT_EQ(problems().at(0).where.line, 3);
    edit("44.49 deg", "144.49 deg");
    EXPECT_EQ(problems().at(0).where.key, "centre.latitude");
    edit("provenance: recorded", "provenance: guessed");
    EXPECT_EQ(problems().at(0).where.key, "layers[0].provenance");
    edit("name: Ostend", "name: &a [x]");
    EXPECT_EQ(problems().size(), 1U);
}

TEST_F(CityPackage, without_a_class_the_demand_counts_as_personal) {
    edit("privacy: {demand: pseudonymous}\n", "");
    EXPECT_EQ(read_city(folder_).demand_class, PrivacyClass::personal);
}

// A package is run by people who did not make it: SUMO would write where its configuration says.
TEST_F(CityPackage, refuses_a_sumo_configuration_that_writes_or_reads_elsewhere) {
    const auto with = [&](const std::string& options) {
        write("traffic/city.sumocfg", "<configuration><input><net-file value=\"a.net.xml\"/>" +
                                          options + "</input></configuration>");
        return problems();
    };
    EXPECT_TRUE(with("<time-to-teleport value=\"-1\"/>").empty());
    std::ofstream{temporary_.path() / "r.xml"} << "<routes/>";
    for (const char* bad : {"<tripinfo-output value=\"/etc/x.xml\"/>", "<log value=\"x\"/>",
                            "<error-log value=\"x\"/>", "<save-state.files value=\"x\"/>",
                            "<route-files value=\"../../r.xml\"/>", "<load-state value=\"a\"/>",
                            "<device.ssm.file value=\"x\"/>", "<fcd-output value=\"x\"/>",
                            "<route-files value=\"missing.xml\"/>"}) {
        EXPECT_FALSE(with(bad).empty()) << bad;
    }
}

} // namespace
} // namespace cityproof::io
