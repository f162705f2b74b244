// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/check_city.hpp"
#include "scenarios/import/import_city.hpp"

#include <sqlite3.h>

#include "tests/scenarios/import/small_city.hpp"

namespace cityproof::scenarios {
namespace {

namespace fs = std::filesystem;

class CheckCity : public cityproof::testing::SmallCity {
  protected:
    void SetUp() override {
        SmallCity::SetUp();
        import_city(all_options());
    }

    /// As someone with QGIS would, but without its triggers' functions.
    void change_map(const std::string& sql) const {
        sqlite3* handle = nullptr;
        ASSERT_EQ(sqlite3_open(path("small.city/map.gpkg").c_str(), &handle), SQLITE_OK);
        const auto none = [](sqlite3_context* context, int, sqlite3_value**) {
            sqlite3_result_int(context, 1);
        };
        for (const char* function : {"ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"}) {
            sqlite3_create_function(handle, function, 1, SQLITE_UTF8, nullptr, none, nullptr,
                                    nullptr);
        }
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
            << message;
        sqlite3_close(handle);
    }

    std::vector<Problem> problems() const {
        Problems found;
        check_city(path("small.city"), found);
        return found.list();
    }

    /// Problems beside the note that the part has changed.
    std::vector<Problem> errors_after(const std::string& sql) const {
        change_map(sql);
        std::vector<Problem> list = problems();
        EXPECT_FALSE(list.empty()) << sql;
        if (!list.empty()) {
            EXPECT_EQ(list.front().severity, Severity::note) << to_string(list.front());
            list.erase(list.begin());
        }
        return list;
    }
};

TEST_F(CheckCity, finds_nothing_in_a_fresh_package) {
    EXPECT_TRUE(problems().empty());
}

TEST_F(CheckCity, notes_a_map_that_was_edited) {
    EXPECT_TRUE(errors_after("UPDATE lamp SET power_w = 70 WHERE id = 'l1'").empty());
}

TEST_F(CheckCity, finds_references_that_lead_nowhere) {
    struct Case {
        const char* sql;
        const char* key;
    };

    for (const Case& c :
         {Case{"UPDATE lamp SET supplied_by = 'bus:33' WHERE id = 'l1'", "lamp \"l1\" supplied_by"},
          Case{"UPDATE sensor SET target = 'nowhere' WHERE id = 's1'", "sensor \"s1\" target"},
          Case{"UPDATE sensor SET quantity = 'x' WHERE id = 's2'", "sensor \"s2\" quantity"},
          Case{"UPDATE sensor SET interval_s = 0 WHERE id = 's3'", "sensor \"s3\" interval_s"},
          Case{"UPDATE charging_zone SET id = 'none'", "charging_zone \"none\" id"}}) {
        fs::remove_all(path("small.city"));
        import_city(all_options());
        const auto found = errors_after(c.sql);
        ASSERT_EQ(found.size(), 1U) << c.sql;
        EXPECT_EQ(found[0].where.key, c.key);
        EXPECT_EQ(found[0].severity, Severity::error);
    }
}

TEST_F(CheckCity, finds_assets_that_the_map_lost_or_invented) {
    const auto lost = errors_after("DELETE FROM street WHERE id = 'side'");
    ASSERT_EQ(lost.size(), 1U);
    EXPECT_EQ(lost[0].severity, Severity::warning);
    const auto invented = errors_after("UPDATE street SET id = 'new' WHERE id = 'main'");
    ASSERT_EQ(invented.size(), 2U);
    EXPECT_EQ(invented[0].where.key, "street \"new\" id");
}

TEST_F(CheckCity, finds_domain_files_that_were_broken) {
    for (const char* file : {"traffic/a.net.xml", "traffic/a.rou.xml", "energy/grid.json",
                             "water/network.inp", "traffic/city.sumocfg"}) {
        const std::string good = cityproof::testing::content_of(path("small.city") / file);
        write(std::string{"small.city/"} + file, good.substr(0, good.size() / 4));
        Problems
            found; // of the .inp a quarter is whole in itself, but has no pump, which the map has
        check_city(path("small.city"), found);
        EXPECT_TRUE(found.has_errors()) << file;
        write(std::string{"small.city/"} + file, good);
    }
    EXPECT_TRUE(problems().empty());
}

TEST_F(CheckCity, finds_detectors_that_would_write_files) {
    const std::string file = "small.city/traffic/d.add.xml";
    edit(file, "NUL", "../../out.xml");
    Problems found;
    check_city(path("small.city"), found);
    EXPECT_TRUE(found.has_errors());
}

TEST_F(CheckCity, finds_what_a_hand_drawn_row_lacks) {
    struct Case {
        const char* sql;
        const char* key;
    };

    for (const Case& c :
         {Case{"UPDATE lamp SET power_w = NULL WHERE id = 'l1'", "lamp \"l1\" power_w"},
          Case{"UPDATE lamp SET power_w = -1 WHERE id = 'l1'", "lamp \"l1\" power_w"},
          Case{"UPDATE lamp SET geom = NULL WHERE id = 'l1'", "lamp \"l1\" geometry"},
          Case{"UPDATE sensor SET quantity = NULL WHERE id = 's2'", "sensor \"s2\" quantity"}}) {
        fs::remove_all(path("small.city"));
        import_city(all_options());
        const auto found = errors_after(c.sql);
        ASSERT_EQ(found.size(), 1U) << c.sql;
        EXPECT_EQ(found.front().where.key, c.key);
        EXPECT_EQ(found.front().severity, Severity::error);
    }
}

} // namespace
} // namespace cityproof::scenarios
