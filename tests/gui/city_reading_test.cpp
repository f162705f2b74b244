// SPDX-License-Identifier: Apache-2.0
// City packages on the map, without a run.
#include "gui/inspect/inspector.hpp"
#include "gui/live/city_reading.hpp"
#include "gui/scenario/item_list_editor.hpp"
#include "gui/scenario/scenario_panel.hpp"
#include "gui/window/layers_panel.hpp"
#include "gui/window/problems_panel.hpp"

#include <QToolButton>
#include <QTreeWidget>

#include <gmock/gmock.h>

#include <chrono>
#include <cmath>
#include <fstream>

#include "tests/io/city/geopackage_file.hpp"
#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

namespace fs = std::filesystem;
using cityproof::testing::BlobWriter;
using cityproof::testing::GeoPackageFile;
using cityproof::testing::point_blob;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::town_scenario;
using testing::wait_until;
using namespace std::chrono_literals;

std::vector<std::byte> line_blob(const std::vector<std::pair<double, double>>& points) {
    return BlobWriter{}.header().wkb(2).points(points).bytes();
}

/// A lamp at (100, 200), two pipes of 1 km and a street.
void write_map(const fs::path& map) {
    fs::remove(map);
    GeoPackageFile file{map};
    file.create_layer("lamp", "power_w REAL, rule TEXT");
    file.insert("lamp", point_blob(100, 200), "'l1', 70.0, 'every 35 m'");
    file.create_layer("pipe", "diameter_m REAL, material TEXT");
    file.insert("pipe", line_blob({{0, 0}, {1000, 0}}), "'p1', 0.15, 'PE'");
    file.insert("pipe", line_blob({{0, 500}, {1000, 500}}), "'p2', NULL, NULL");
    file.create_layer("street", "lanes INTEGER");
    file.insert("street", line_blob({{0, 300}, {1000, 300}}), "'s1', 2");
}

void write_city(const fs::path& folder) {
    fs::create_directories(folder);
    std::ofstream{folder / "city.yaml"} << "format: 1\n"
                                           "name: Rivabella\n"
                                           "crs: EPSG:32632\n"
                                           "bounds: {west: 0 m, south: 0 m, east: 1 km, "
                                           "north: 1 km}\n"
                                           "parts:\n"
                                           "  map: {path: map.gpkg}\n"
                                           "layers:\n"
                                           "  - {name: lamp, rows: 1, provenance: synthetic, "
                                           "source: rule}\n";
    write_map(folder / "map.gpkg");
}

TEST(ColumnUnits, are_the_ends_of_the_names) {
    const auto unit = [](const char* column) {
        const ColumnUnit found = column_unit(column);
        return found.quantity + " in " + found.unit;
    };
    EXPECT_EQ(unit("diameter_m"), "diameter in m");
    EXPECT_EQ(unit("flow_m3ps"), "flow in m3/s");
    EXPECT_EQ(unit("speed_mps"), "speed in m/s");
    EXPECT_EQ(unit("transformer_va"), "transformer in VA");
    EXPECT_EQ(unit("volume_l"), "volume in l");
    EXPECT_EQ(unit("lanes"), "lanes in 1");
    EXPECT_EQ(unit("_m"), "_m in 1");
}

class CityReadingTest : public ::testing::Test {
  protected:
    CityReadingTest() { write_city(city_); }

    cityproof::testing::TemporaryFolder folder_;
    fs::path city_ = folder_.path() / "town.city";
};

TEST_F(CityReadingTest, numbers_are_channels_and_the_rest_is_text) {
    const CityReading reading{city_};
    const auto facts = reading.facts();
    EXPECT_TRUE(facts->is_city);
    ASSERT_NE(facts->channel("city/pipe_diameter"), nullptr);
    EXPECT_EQ(facts->channel("city/pipe_diameter")->unit, "m");
    EXPECT_EQ(facts->channel("city/pipe_material"), nullptr);
    const auto frame = reading.frame({0, {"city/pipe_diameter"}, false});
    ASSERT_EQ(frame->channels.size(), 1U);
    EXPECT_FLOAT_EQ(frame->channels[0].values[0], 0.15F);
    EXPECT_TRUE(std::isnan(frame->channels[0].values[1])) << "p2 has no diameter";
    ASSERT_EQ(facts->texts.size(), 2U);
    EXPECT_EQ(facts->texts[1].name, "material");
    EXPECT_THAT(facts->texts[1].values, ElementsAre("PE", ""));
    EXPECT_EQ(facts->meta_text("provenance_lamp"), "synthetic");
    EXPECT_TRUE(reading.progress()->moments_s.empty());
}

TEST_F(CityReadingTest, is_opened_by_its_folder_or_its_city_yaml) {
    EXPECT_TRUE(is_city(city_));
    EXPECT_EQ(open_reading(city_ / "city.yaml")->path(), city_);
    EXPECT_FALSE(is_city(folder_.path()));
}

TEST_F(CityReadingTest, a_map_that_was_saved_is_read_again_once_the_other_program_has_closed_it) {
    CityReading reading{city_};
    EXPECT_FALSE(reading.look().replaced);
    const fs::path map = city_ / "map.gpkg";
    std::ofstream{map.string() + "-wal"} << "x";
    fs::last_write_time(map, fs::last_write_time(map) + 2s);
    EXPECT_FALSE(reading.look().replaced);
    fs::remove(map.string() + "-wal");
    EXPECT_TRUE(reading.look().replaced);
    EXPECT_EQ(reading.final_path(), city_);
}

TEST_F(CityReadingTest, a_package_that_is_deleted_is_told_once) {
    CityReading reading{city_};
    fs::remove_all(city_);
    const auto look = reading.look();
    ASSERT_TRUE(look.problem);
    EXPECT_THAT(to_string(*look.problem), HasSubstr("was deleted"));
    EXPECT_FALSE(reading.look().problem);
}

class WindowCity : public testing::WindowTest {
  protected:
    WindowCity() { write_city(city_); }

    void open_city() {
        window_.store().set_poll_interval(20);
        open(city_);
        ASSERT_TRUE(settle());
    }

    std::string row(const QString& name) {
        const auto rows = window_.findChild<Inspector*>()->findChild<QTreeWidget*>()->findItems(
            name, Qt::MatchExactly);
        return rows.empty() ? "" : rows[0]->text(1).toStdString();
    }

    fs::path city_ = folder_.path() / "town.city";
};

TEST_F(WindowCity, shows_layers_numbers_and_texts_of_a_package) {
    open_city();
    EXPECT_EQ(window_.problems()->count(), 0) << window_.problems()->newest().toStdString();
    EXPECT_THAT(window_.windowTitle().toStdString(), HasSubstr("Rivabella"));
    window_.select(ObjectRef{"pipe", 0});
    ASSERT_TRUE(wait_until([&] { return row("Pipe diameter") == "0.15 m"; }))
        << row("Pipe diameter");
    EXPECT_EQ(row("Material"), "PE");
    EXPECT_TRUE(window_.findChild<Inspector*>()->charted().empty()) << "there is no time";
    EXPECT_EQ(window_.layers()->current(), "street");
    window_.select(ObjectRef{"lamp", 0});
    EXPECT_EQ(row("Source of the data"), "synthetic");
    EXPECT_EQ(row("Rule"), "every 35 m");
    ASSERT_TRUE(wait_until([&] { return row("Lamp power") == "0.07 kW"; })) << row("Lamp power");
}

// As the ODbL asks for every map that is made from OpenStreetMap.
TEST_F(WindowCity, whose_data_the_map_is_stands_in_its_lower_right_corner) {
    std::ofstream{city_ / "city.yaml", std::ios::app}
        << "attribution: \"© OpenStreetMap contributors, ODbL 1.0\"\n";
    open_city();
    EXPECT_EQ(window_.map()->attribution().toStdString(), "© OpenStreetMap contributors, ODbL 1.0");
    const QRectF box = window_.map()->attribution_rect();
    EXPECT_GT(box.left(), window_.map()->width() / 2.0);
    EXPECT_GT(box.top(), window_.map()->height() / 2.0);
}

TEST_F(WindowCity, a_layer_is_coloured_by_a_number_of_the_package) {
    open_city();
    window_.content().set_visible("pipe", true);
    window_.content().set_channel("pipe", "city/pipe_diameter");
    emit window_.findChild<LayersPanel*>()->changed();
    ASSERT_TRUE(settle());
    const auto legends = window_.content().legends(Theme::light());
    EXPECT_TRUE(std::any_of(legends.begin(), legends.end(), [](const Legend& legend) {
        return legend.title.contains(QStringLiteral("Pipe diameter"));
    }));
}

TEST_F(WindowCity, a_map_saved_by_another_program_is_shown_anew_where_one_looked) {
    open_city();
    window_.map()->zoom(4);
    const double scale = window_.map()->camera().metres_per_pixel();
    {
        GeoPackageFile file{city_ / "map2.gpkg"};
        file.create_layer("lamp");
        file.insert("lamp", point_blob(300, 200), "'l2'");
    }
    fs::rename(city_ / "map2.gpkg", city_ / "map.gpkg");
    fs::last_write_time(city_ / "map.gpkg", fs::file_time_type::clock::now() + 2s);
    ASSERT_TRUE(wait_until([&] {
        const io::EntityTable* lamps = window_.store().facts()->table("lamp");
        return lamps != nullptr && lamps->ids == std::vector<std::string>{"l2"};
    }));
    EXPECT_DOUBLE_EQ(window_.map()->camera().metres_per_pixel(), scale);
}

TEST_F(WindowCity, a_scenario_without_a_run_brings_its_city_to_the_map_for_picking) {
    std::ofstream{folder_.path() / "town.yaml"} << town_scenario;
    window_.scenario()->set_program(CITYPROOF_FAKE_ENGINE);
    window_.scenario()->set_question([](const QString&) { return ScenarioPanel::Answer::discard; });
    window_.open(QString::fromStdString((folder_.path() / "town.yaml").string()));
    ASSERT_TRUE(wait_until([&] {
        return window_.store().facts() && window_.scenario()->scenario()->form() != nullptr;
    }));
    EXPECT_TRUE(window_.store().facts()->is_city);
    window_.content().set_visible("lamp", true);
    emit window_.findChild<LayersPanel*>()->changed();
    ASSERT_TRUE(settle());
    auto* events =
        qobject_cast<ItemListEditor*>(window_.scenario()->scenario()->form()->editor("events"));
    ASSERT_NE(events, nullptr);
    events->findChild<QToolButton*>()->click();
    click_map(100, 200);
    EXPECT_THAT(window_.scenario()->scenario()->document().text().toStdString(),
                HasSubstr("target: lamp/l1\n"));
}

TEST_F(WindowCity, a_package_that_cannot_be_read_is_a_sentence) {
    std::ofstream{city_ / "map.gpkg"} << "no map";
    window_.open(QString::fromStdString(city_.string()));
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr("map.gpkg"));
    open(); // a run can be looked at
}

TEST_F(WindowCity, a_package_is_not_compared_with_a_run) {
    open_city();
    window_.compare({city_.string()}, {path_.string()});
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr("town.city"));
    EXPECT_TRUE(window_.store().facts()->is_city);
}

} // namespace
} // namespace cityproof::gui
