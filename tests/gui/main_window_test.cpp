// SPDX-License-Identifier: Apache-2.0
// The window as its user meets it: mouse, keys, what is on the screen.
#include "gui/chart/time_series_plot.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/inspect/find_palette.hpp"
#include "gui/inspect/inspector.hpp"
#include "gui/playback/events_panel.hpp"
#include "gui/playback/playback_bar.hpp"
#include "gui/window/layers_panel.hpp"
#include "gui/window/legend_view.hpp"
#include "gui/window/problems_panel.hpp"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>

#include <gmock/gmock.h>

#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using ::testing::HasSubstr;
using testing::wait_until;

class MainWindowTest : public testing::WindowTest {
  protected:
    QString value_of(const QString& name) {
        const auto found =
            window_.inspector()->rows()->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QString{} : found.front()->text(1);
    }

    /// Whether two pictures are the same but for a tenth of a percent of their pixels: the outline
    /// of a letter differs in single pixels when its font is used for the first time.
    static bool same(const QImage& a, const QImage& b) {
        if (a.size() != b.size()) {
            return false;
        }
        int different = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x) {
                different += a.pixel(x, y) == b.pixel(x, y) ? 0 : 1;
            }
        }
        return different <= a.width() * a.height() / 1000;
    }

    QImage map_picture() {
        settle();
        return window_.map()->compose().copy();
    }
};

TEST_F(MainWindowTest, shows_the_first_moment_with_the_citys_clock) {
    open();
    EXPECT_EQ(window_.playback().time_s(), 60);
    EXPECT_THAT(window_.playback_bar()->clock_text().toStdString(), HasSubstr("06:31"));
}

TEST_F(MainWindowTest, the_same_moment_gives_the_same_pixels_and_another_one_others) {
    open();
    const QImage first = map_picture();
    window_.playback().to_last();
    const QImage last = map_picture();
    window_.playback().to_first();
    EXPECT_TRUE(same(map_picture(), first));
    EXPECT_FALSE(same(last, first));
}

TEST_F(MainWindowTest, a_click_selects_the_street_of_the_side_that_was_clicked) {
    open();
    // Street "we" runs east along y = 0 and is drawn south of it.
    const double aside_m = 3 * window_.map()->camera().metres_per_pixel();
    click_map(250, -aside_m);
    ASSERT_TRUE(window_.selected());
    EXPECT_EQ(window_.inspector()->heading(), "Streets: we");
    click_map(250, aside_m);
    EXPECT_EQ(window_.inspector()->heading(), "Streets: ew");
    click_map(10, 390);
    EXPECT_FALSE(window_.selected());
}

TEST_F(MainWindowTest, the_inspector_shows_the_values_of_the_moment_in_the_units_of_the_trade) {
    open();
    window_.select(ObjectRef{"street", 0});
    ASSERT_TRUE(settle());
    // 10 m/s until second 1800, 2 m/s after it.
    EXPECT_EQ(value_of("Street speed"), "36 km/h");
    window_.playback().to_last();
    ASSERT_TRUE(settle());
    EXPECT_EQ(value_of("Street speed"), "7.2 km/h");
    window_.select(ObjectRef{"street", 2});
    ASSERT_TRUE(settle());
    EXPECT_EQ(value_of("Street speed"), "no data");
}

// 200,000 streets are not drawn again for the sake of one outline.
TEST_F(MainWindowTest, selecting_draws_no_layer_again) {
    open();
    bool shown = false;
    bool sharp = false;
    QObject::connect(&window_, &MainWindow::frame_shown, [&] {
        shown = true;
        sharp = window_.map()->is_sharp();
    });
    window_.select(ObjectRef{"street", 0});
    ASSERT_TRUE(wait_until([&] { return shown; }));
    EXPECT_TRUE(sharp);
    shown = false;
    window_.playback().to_last();
    ASSERT_TRUE(wait_until([&] { return shown; }));
    EXPECT_FALSE(sharp);
}

TEST_F(MainWindowTest, a_vehicle_is_found_where_it_is_and_lost_when_it_is_not) {
    open();
    window_.playback().go_to(600); // car at (100, 0), see sample_town
    ASSERT_TRUE(settle());
    click_map(100, 0);
    ASSERT_TRUE(window_.selected());
    EXPECT_EQ(window_.inspector()->heading(), "Vehicles: car");
    ASSERT_TRUE(wait_until([&] { return value_of("Speed") == "10.8 km/h"; })); // 3 m/s
}

TEST_F(MainWindowTest, selecting_charts_the_colours_channel_over_the_whole_run) {
    open();
    window_.select(ObjectRef{"street", 0});
    const TimeSeriesPlot* plot = window_.chart()->plot();
    ASSERT_TRUE(wait_until([&] { return !plot->series().empty(); }));
    ASSERT_EQ(plot->series().size(), 1U);
    EXPECT_EQ(plot->series()[0].unit, "km/h");
    EXPECT_EQ(plot->series()[0].times_s.size(), 60U);
    EXPECT_FLOAT_EQ(plot->series()[0].values.front(), 36.0F);
    EXPECT_FLOAT_EQ(plot->series()[0].values.back(), 7.2F);
}

TEST_F(MainWindowTest, kept_lines_stay_and_their_difference_is_a_line_of_its_own) {
    open();
    TimeSeriesPlot* plot = window_.chart()->plot();
    window_.select(ObjectRef{"street", 0});
    ASSERT_TRUE(wait_until([&] { return plot->series().size() == 1; }));
    window_.chart()->keep_button()->click();
    window_.select(ObjectRef{"street", 1});
    ASSERT_TRUE(wait_until([&] { return plot->series().size() == 2; }));
    window_.chart()->difference_button()->click();
    ASSERT_EQ(plot->series().size(), 3U);
    EXPECT_NEAR(plot->series()[2].values.front(), 36.0 - 43.2, 1e-4); // 10 and 12 m/s
    EXPECT_NEAR(plot->series()[2].values.back(), 7.2 - 43.2, 1e-4);
}

TEST_F(MainWindowTest, a_click_in_the_chart_moves_the_time) {
    open();
    window_.select(ObjectRef{"street", 0});
    TimeSeriesPlot* plot = window_.chart()->plot();
    ASSERT_TRUE(wait_until([&] { return !plot->series().empty(); }));
    const QPoint middle = plot->place(0, 29).toPoint();
    QTest::mouseClick(plot, Qt::LeftButton, {}, middle + QPoint{1, 0});
    EXPECT_NEAR(window_.playback().time_s(), 1800, 61);
    QMouseEvent hover{QEvent::MouseMove, QPointF{middle}, plot->mapToGlobal(QPointF{middle}),
                      Qt::NoButton,      Qt::NoButton,    Qt::NoModifier};
    QApplication::sendEvent(plot, &hover);
    EXPECT_THAT(plot->readout().toStdString(), HasSubstr("36 km/h"));
}

TEST_F(MainWindowTest, keys_play_step_and_jump) {
    open();
    QTest::keyClick(window_.map(), Qt::Key_Period);
    EXPECT_EQ(window_.playback().time_s(), 120);
    QTest::keyClick(window_.map(), Qt::Key_Comma);
    EXPECT_EQ(window_.playback().time_s(), 60);
    QTest::keyClick(window_.map(), Qt::Key_End);
    EXPECT_EQ(window_.playback().time_s(), 3600);
    QTest::keyClick(window_.map(), Qt::Key_Home);
    EXPECT_EQ(window_.playback().time_s(), 60);
    QTest::keyClick(window_.map(), Qt::Key_Space);
    EXPECT_TRUE(window_.playback().is_playing());
    EXPECT_TRUE(wait_until([&] { return window_.playback().time_s() > 60; }));
    QTest::keyClick(window_.map(), Qt::Key_Space);
    EXPECT_FALSE(window_.playback().is_playing());
}

TEST_F(MainWindowTest, the_wheel_zooms_at_the_cursor) {
    open();
    const QPointF place{200, 150};
    const io::Point before = window_.map()->camera().to_world(place);
    const double scale = window_.map()->camera().metres_per_pixel();
    QWheelEvent wheel{place,
                      window_.map()->mapToGlobal(place),
                      {0, 0},
                      {0, 240},
                      Qt::NoButton,
                      Qt::NoModifier,
                      Qt::NoScrollPhase,
                      false};
    QApplication::sendEvent(window_.map(), &wheel);
    const io::Point after = window_.map()->camera().to_world(place);
    EXPECT_NEAR(window_.map()->camera().metres_per_pixel(), scale / 2, 1e-9);
    EXPECT_NEAR(after.x_m, before.x_m, 1e-6);
    EXPECT_NEAR(after.y_m, before.y_m, 1e-6);
}

TEST_F(MainWindowTest, dragging_moves_the_map_with_the_mouse_and_selects_nothing) {
    open();
    MapView* map = window_.map();
    const QPoint from{300, 200};
    const io::Point held = map->camera().to_world(from);
    QTest::mousePress(map, Qt::LeftButton, {}, from);
    QTest::mouseMove(map, from + QPoint{40, 10});
    QTest::mouseMove(map, from + QPoint{80, 30});
    QTest::mouseRelease(map, Qt::LeftButton, {}, from + QPoint{80, 30});
    EXPECT_NEAR(map->camera().to_screen(held).x(), 380, 1);
    EXPECT_NEAR(map->camera().to_screen(held).y(), 230, 1);
    EXPECT_FALSE(window_.selected());
}

TEST_F(MainWindowTest, finding_selects_and_shows_on_the_map) {
    open();
    QTest::keyClick(window_.map(), Qt::Key_F, Qt::ControlModifier);
    ASSERT_TRUE(window_.find_palette()->isVisible());
    QTest::keyClicks(window_.find_palette()->line(), "SOUTH");
    EXPECT_EQ(window_.find_palette()->list()->count(), 1);
    QTest::keyClick(window_.find_palette()->line(), Qt::Key_Return);
    EXPECT_FALSE(window_.find_palette()->isVisible());
    EXPECT_EQ(window_.inspector()->heading(), "Traffic signals: south");
    const QPointF place = window_.map()->camera().to_screen({500, -100});
    EXPECT_LT(QLineF(place, QRectF{window_.map()->rect()}.center()).length(), 2);
}

TEST_F(MainWindowTest, typing_into_the_find_palette_obeys_no_shortcut) {
    open();
    QTest::keyClick(window_.map(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(window_.find_palette()->line(), "l e. ");
    EXPECT_EQ(window_.find_palette()->line()->text(), "l e. ");
    EXPECT_EQ(window_.playback().time_s(), 60);
    QTest::keyClick(window_.find_palette()->line(), Qt::Key_Escape);
    EXPECT_FALSE(window_.find_palette()->isVisible());
}

TEST_F(MainWindowTest, colouring_by_another_channel_changes_map_and_legend) {
    open();
    const QImage by_speed = map_picture();
    window_.layers()->choose("line");
    QComboBox* channel = window_.layers()->channel_box();
    channel->setCurrentIndex(channel->findData("energy/line_loading"));
    emit channel->activated(channel->currentIndex());
    ASSERT_TRUE(settle());
    EXPECT_FALSE(same(map_picture(), by_speed));
    QStringList titles;
    for (const Legend& legend : window_.layers()->legend()->legends()) {
        titles << legend.title;
    }
    EXPECT_TRUE(titles.contains("Line loading")) << titles.join('|').toStdString();
    EXPECT_TRUE(titles.contains("Street speed (km/h)")) << titles.join('|').toStdString();
}

TEST_F(MainWindowTest, streets_and_vehicles_never_carry_colour_both) {
    open();
    window_.content().set_channel("vehicle", vehicle_speed_channel);
    EXPECT_EQ(window_.content().layer("street")->channel, "");
    window_.content().set_channel("street", "traffic/street_speed");
    EXPECT_EQ(window_.content().layer("vehicle")->channel, "");
}

TEST_F(MainWindowTest, class_limits_by_hand_are_taken_and_wrong_ones_refused_in_place) {
    open();
    QLineEdit* limits = window_.layers()->limits_line();
    limits->setText("10, 30, 50");
    emit limits->editingFinished();
    ASSERT_TRUE(settle());
    EXPECT_EQ(window_.content().layer("street")->limits, (std::vector<double>{10, 30, 50}));
    const Legend& legend = window_.layers()->legend()->legends().front();
    EXPECT_EQ(legend.entries.front().text, "50 and more");
    EXPECT_EQ(legend.entries.back().text, "no data");
    limits->setText("30, 10");
    emit limits->editingFinished();
    EXPECT_EQ(window_.content().layer("street")->limits, (std::vector<double>{10, 30, 50}));
}

TEST_F(MainWindowTest, hiding_a_layer_takes_it_from_the_map) {
    open();
    const QImage all = map_picture();
    QTreeWidget* list = window_.layers()->list();
    list->findItems("Buildings", Qt::MatchExactly).front()->setCheckState(0, Qt::Unchecked);
    EXPECT_FALSE(same(map_picture(), all));
    list->findItems("Buildings", Qt::MatchExactly).front()->setCheckState(0, Qt::Checked);
    EXPECT_TRUE(same(map_picture(), all));
}

TEST_F(MainWindowTest, light_and_dark_differ_and_come_back) {
    open();
    const QImage light = map_picture();
    window_.action(Command::theme_dark)->trigger();
    const QImage dark = map_picture();
    EXPECT_LT(qGray(dark.pixel(5, 5)), 60);
    window_.action(Command::theme_light)->trigger();
    EXPECT_TRUE(same(map_picture(), light));
}

// At any size of the window: map data of others must be credited.
TEST_F(MainWindowTest, the_attribution_is_never_clipped) {
    open();
    window_.map()->set_attribution(
        "© OpenStreetMap contributors (ODbL), Landesamt für Geoinformation, Stadtwerke Rivabella");
    for (const QSize size : {QSize{1300, 820}, QSize{900, 600}, QSize{260, 200}}) {
        window_.map()->resize(size);
        const QRectF box = window_.map()->attribution_rect();
        EXPECT_TRUE(QRectF(QPointF{0, 0}, size).contains(box)) << size.width();
    }
}

TEST_F(MainWindowTest, panels_are_hidden_and_shown_by_their_keys) {
    open();
    ASSERT_TRUE(window_.layers()->isVisible());
    QTest::keyClick(window_.map(), Qt::Key_L);
    EXPECT_FALSE(window_.layers()->isVisible());
    QTest::keyClick(window_.map(), Qt::Key_L);
    EXPECT_TRUE(window_.layers()->isVisible());
}

TEST_F(MainWindowTest, an_event_moves_time_and_camera) {
    const std::filesystem::path path = folder_.path() / "outage.h5";
    cityproof::testing::write_town(path,
                                   {.events = {{1200, "outage", "signal/north", "line:1 failed"}}});
    open(path);
    QTableView* list = window_.events()->list();
    ASSERT_EQ(list->model()->rowCount(), 1);
    emit list->clicked(list->model()->index(0, 0));
    EXPECT_EQ(window_.playback().time_s(), 1200);
    EXPECT_EQ(window_.inspector()->heading(), "Traffic signals: north");
    const QPointF place = window_.map()->camera().to_screen({500, 100});
    EXPECT_LT(QLineF(place, QRectF{window_.map()->rect()}.center()).length(), 2);
}

TEST_F(MainWindowTest, starts_at_the_time_asked_for_and_names_one_that_it_cannot_read) {
    window_.set_start_time("07:00");
    open();
    EXPECT_EQ(window_.playback().time_s(), 1800);
    window_.set_start_time("seven");
    open();
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr("--time"));
}

TEST_F(MainWindowTest, while_a_new_picture_is_drawn_the_old_one_is_shown_moved) {
    open();
    const QImage before = map_picture();
    const Camera camera = window_.map()->camera();
    window_.map()->set_vehicles({});
    const QImage still = window_.map()->compose().copy();
    window_.map()->set_camera(camera.panned({50, 0}));
    ASSERT_FALSE(window_.map()->is_sharp());
    const QImage moved = window_.map()->compose().copy();
    EXPECT_EQ(moved.pixel(350, 300), still.pixel(300, 300));
}

} // namespace
} // namespace cityproof::gui
