// SPDX-License-Identifier: Apache-2.0
#include "io/city/geopackage.hpp"

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

class GeoPackage : public ::testing::Test {
  protected:
    std::vector<AssetTable> read(const std::string& crs = "EPSG:32632") {
        problems_ = {};
        return read_geopackage(path_, crs, problems_);
    }

    std::string first_problem() const {
        return problems_.list().empty() ? "" : problems_.list().front().message;
    }

    cityproof::testing::TemporaryFolder folder_;
    fs::path path_ =
        folder_.path() / "map #1 100%?.gpkg"; // characters that mean something in an SQLite URI
    Problems problems_;
};

TEST_F(GeoPackage, reads_rows_in_file_order_with_their_types) {
    {
        GeoPackageFile file{path_};
        file.create_layer("signal", "power_w REAL, links INTEGER, name TEXT");
        file.create_layer("bus");
        file.insert("signal", point_blob(2, 3), "'z', 15.5, 7, 'Old gate'");
        file.insert("signal", {}, "'a', NULL, 2, NULL");
        file.insert("bus", point_blob(1, 1), "39");
    }
    const std::vector<AssetTable> tables = read();
    EXPECT_TRUE(problems_.list().empty()) << first_problem();
    ASSERT_EQ(tables.size(), 2U);
    EXPECT_EQ(tables[0].name, "bus");
    EXPECT_EQ(tables[0].ids, std::vector<std::string>{"39"}) << "a number is taken as its digits";
    const AssetTable& signals = tables[1];
    EXPECT_EQ(signals.ids, (std::vector<std::string>{"z", "a"}));
    EXPECT_EQ(signals.columns, (std::vector<std::string>{"power_w", "links", "name"}));
    EXPECT_EQ(signals.geometry[0].points, (std::vector<Point>{{2, 3}}));
    EXPECT_EQ(signals.geometry[1].kind, GeometryKind::none);
    EXPECT_EQ(signals.number(0, "power_w"), 15.5);
    EXPECT_EQ(signals.number(1, "power_w"), std::nullopt);
    EXPECT_EQ(signals.number(0, "links"), 7);
    EXPECT_EQ(signals.text(0, "name"), "Old gate");
    EXPECT_EQ(signals.text(1, "name"), "");
    EXPECT_EQ(signals.column("nothing"), nullptr);
}

TEST_F(GeoPackage, lists_empty_and_repeated_ids) {
    {
        GeoPackageFile file{path_};
        file.create_layer("lamp");
        for (const char* id : {"'a'", "''", "NULL", "'a'", "'b'"}) {
            file.insert("lamp", point_blob(0, 0), id);
        }
    }
    read();
    EXPECT_EQ(problems_.list().size(), 3U);
}

TEST_F(GeoPackage, lists_at_most_twenty_problems_of_a_layer) {
    {
        GeoPackageFile file{path_};
        file.create_layer("lamp");
        for (int i = 0; i < 100; ++i) {
            file.insert("lamp", point_blob(0, 0), "''");
        }
    }
    read();
    ASSERT_EQ(problems_.list().size(), 21U);
    EXPECT_NE(problems_.list().back().message.find("80 more"), std::string::npos);
}

TEST_F(GeoPackage, names_the_asset_whose_geometry_is_broken) {
    {
        GeoPackageFile file{path_};
        file.create_layer("lamp");
        std::vector<std::byte> blob = point_blob(1, 2);
        blob.pop_back();
        file.insert("lamp", blob, "'l1'");
        file.run("INSERT INTO lamp VALUES (NULL, 'POINT(1 2)', 'l2')");
        file.insert("lamp", point_blob(1, 2, 4326), "'l3'");
    }
    read();
    ASSERT_EQ(problems_.list().size(), 3U);
    EXPECT_NE(first_problem().find("l1"), std::string::npos);
    EXPECT_NE(problems_.list()[1].message.find("l2"), std::string::npos);
    EXPECT_NE(problems_.list()[2].message.find("4326"), std::string::npos);
}

TEST_F(GeoPackage, refuses_layers_in_another_crs) {
    {
        GeoPackageFile file{path_};
        file.create_layer("lamp", "", 4326);
        file.insert("lamp", point_blob(11, 44, 4326), "'l1'");
    }
    read();
    EXPECT_NE(first_problem().find("EPSG:4326"), std::string::npos);
    read("local");
    EXPECT_TRUE(problems_.has_errors()) << "a local city has no EPSG code";
    read("EPSG:4326");
    EXPECT_FALSE(problems_.has_errors());
}

TEST_F(GeoPackage, refuses_a_map_that_is_open_elsewhere) {
    GeoPackageFile{path_}.create_layer("lamp");
    for (const char* suffix : {"-wal", "-journal"}) {
        const fs::path other = path_.string() + suffix;
        std::ofstream{other} << "x";
        EXPECT_NE(refusal([&] { read(); }).remedy.find("QGIS"), std::string::npos) << suffix;
        fs::resize_file(other, 0);
        EXPECT_NO_THROW(read()) << "an empty one holds no changes";
        fs::remove(other);
    }
}

TEST_F(GeoPackage, refuses_what_is_no_geopackage) {
    EXPECT_THROW(read(), InputError);
    std::ofstream{path_} << "this is text";
    EXPECT_THROW(read(), InputError);
    fs::remove(path_);
    ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
    EXPECT_THROW(read(), InputError);
    fs::remove(path_);
    {
        sqlite3* handle = nullptr;
        ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(handle, "CREATE TABLE t (a)", nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(handle);
    }
    EXPECT_THROW(read(), InputError);
}

TEST_F(GeoPackage, never_runs_a_view) {
    {
        GeoPackageFile file{path_};
        // Reading this view would never end.
        file.run("CREATE VIEW lamp AS WITH RECURSIVE n(fid) AS (SELECT 1 UNION ALL SELECT fid + 1 "
                 "FROM n) "
                 "SELECT fid, NULL AS geom, 'x' || fid AS id FROM n");
        file.register_layer("lamp");
    }
    read();
    EXPECT_EQ(first_problem(), "is no plain table");
    {
        fs::remove(path_);
        GeoPackageFile file{path_};
        file.run("DROP TABLE gpkg_contents");
        file.run("CREATE VIEW gpkg_contents AS SELECT 'a' AS table_name, 'features' AS data_type, "
                 "1 AS srs_id");
    }
    EXPECT_THROW(read(), InputError);
}

TEST_F(GeoPackage, reports_layers_without_table_id_or_geometry) {
    {
        GeoPackageFile file{path_};
        file.register_layer("gone");
        file.run("CREATE TABLE no_id (fid INTEGER PRIMARY KEY, geom BLOB)");
        file.register_layer("no_id");
        file.run("CREATE TABLE no_geom (fid INTEGER PRIMARY KEY, id TEXT)");
        file.register_layer("no_geom");
        file.run(
            "CREATE TABLE \"od\"\"d; DROP TABLE x\" (fid INTEGER PRIMARY KEY, geom BLOB, id TEXT)");
        file.register_layer("od\"d; DROP TABLE x");
    }
    const auto tables = read();
    EXPECT_EQ(problems_.list().size(), 3U);
    EXPECT_EQ(tables.size(), 4U);
}

TEST_F(GeoPackage, survives_every_truncation_and_scattered_damage) {
    {
        GeoPackageFile file{path_};
        file.create_layer("lamp", "name TEXT");
        for (int i = 0; i < 400; ++i) {
            file.insert("lamp", point_blob(i, i),
                        "'l" + std::to_string(i) + "', '" + std::string(60, 'x') + "'");
        }
    }
    const auto size = fs::file_size(path_);
    std::ifstream stream{path_, std::ios::binary};
    const std::string whole{std::istreambuf_iterator<char>{stream}, {}};
    ASSERT_EQ(whole.size(), size);
    const fs::path damaged = folder_.path() / "damaged.gpkg";
    const auto is_noticed = [&](const std::string& bytes) {
        std::ofstream{damaged, std::ios::binary} << bytes;
        Problems problems;
        try {
            read_geopackage(damaged, "EPSG:32632", problems);
            return problems.has_errors();
        } catch (const InputError&) {
            return true;
        }
    };
    EXPECT_FALSE(is_noticed(whole));
    for (std::size_t length = 0; length + 4096 < whole.size(); length += 1777) {
        EXPECT_TRUE(is_noticed(whole.substr(0, length))) << length;
    }
    std::uint32_t state = 4711;
    for (int round = 0; round < 300;
         ++round) { // whether it is noticed depends on the place; it must not crash
        std::string bytes = whole;
        for (int change = 0; change < 20; ++change) {
            state = state * 1664525U + 1013904223U;
            bytes[(state >> 4U) % bytes.size()] = static_cast<char>(state >> 24U);
        }
        is_noticed(bytes);
    }
}

} // namespace
} // namespace cityproof::io
