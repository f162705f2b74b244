// SPDX-License-Identifier: Apache-2.0
// Two runs in one window, as its user meets them.
#include "gui/chart/time_series_plot.hpp"
#include "gui/compare/compare_view.hpp"
#include "gui/compare/swipe_handle.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/inspect/inspector.hpp"
#include "gui/window/layers_panel.hpp"
#include "gui/window/legend_view.hpp"
#include "gui/window/problems_panel.hpp"
#include "io/study_file/study_table.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QToolButton>

#include <gmock/gmock.h>

#include <cmath>

#include "played_cityproof.hpp"
#include "small_run.hpp"
#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using cityproof::testing::SmallRun;
using cityproof::testing::write_small_run;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using testing::wait_until;

class CompareTest : public testing::WindowTest {
  protected:
    // Run B is the sample town with "ew" at 15 m/s instead of 12: 10.8 km/h more, always.
    CompareTest() {
        cityproof::testing::TownVariant policy;
        policy.policy = "adaptive";
        policy.faster_mps = 3;
        cityproof::testing::write_town(other_, policy);
    }

    void compare() {
        window_.compare({path_.string()}, {other_.string()});
        ASSERT_TRUE(wait_until([&] {
            return view().is_open() && view().maps()->mode() != CompareMode::alone && settled();
        }));
    }

    bool settled() { return window_.store().facts() && window_.is_settled(); }

    CompareView& view() { return *window_.comparison(); }

    void press(CompareMode mode) {
        QTest::mouseClick(view().bar()->mode_button(mode), Qt::LeftButton);
        ASSERT_TRUE(settle());
    }

    static bool same_view(const MapView* a, const MapView* b) {
        return std::abs(a->camera().centre().x_m - b->camera().centre().x_m) < 1e-6 &&
               std::abs(a->camera().centre().y_m - b->camera().centre().y_m) < 1e-6 &&
               a->camera().metres_per_pixel() == b->camera().metres_per_pixel();
    }

    std::vector<std::string> legend_texts() {
        std::vector<std::string> texts;
        for (const Legend& legend : window_.layers()->legend()->legends()) {
            texts.push_back(legend.title.toStdString());
            for (const LegendEntry& entry : legend.entries) {
                texts.push_back(entry.text.toStdString());
            }
        }
        return texts;
    }

    testing::PlayedCityproof never_answers_{folder_.path(), "exec sleep 60"};
    std::filesystem::path other_ = folder_.path() / "policy.h5";
};

TEST_F(CompareTest, stands_side_by_side_and_moves_with_one_camera) {
    compare();
    MapPair* maps = view().maps();
    EXPECT_EQ(maps->mode(), CompareMode::side_by_side);
    EXPECT_EQ(maps->first()->width(), maps->second()->width());
    EXPECT_TRUE(same_view(maps->first(), maps->second()));
    QTest::keyClick(maps->first(), Qt::Key_Plus);
    EXPECT_TRUE(same_view(maps->first(), maps->second()));
    QTest::keyClick(maps->second(), Qt::Key_Left);
    EXPECT_TRUE(same_view(maps->first(), maps->second()));
}

TEST_F(CompareTest, shows_both_runs_at_the_same_moment) {
    compare();
    window_.playback().go_to(2400);
    ASSERT_TRUE(settle());
    // After second 1800 "we" has 2 m/s in both runs, "ew" 12 and 15.
    EXPECT_EQ(window_.content().shown_value_of({"street", 1}), "Street speed: 43.2 km/h");
    EXPECT_EQ(view().content().shown_value_of({"street", 1}), "Street speed: 54 km/h");
}

TEST_F(CompareTest, both_maps_have_the_same_classes) {
    compare();
    const ValueRange* a = window_.content().range("traffic/street_speed");
    const ValueRange* b = view().content().range("traffic/street_speed");
    ASSERT_TRUE(a != nullptr && b != nullptr);
    EXPECT_EQ(a->limits, b->limits);
    EXPECT_FALSE(a->limits.empty());
}

TEST_F(CompareTest, layers_and_colours_of_the_one_are_those_of_the_other) {
    compare();
    view().show_channel("energy/line_loading");
    ASSERT_TRUE(settle());
    EXPECT_EQ(window_.content().layer("line")->channel, "energy/line_loading");
    EXPECT_EQ(view().content().layer("line")->channel, "energy/line_loading");
    EXPECT_TRUE(view().content().layer("line")->visible);
}

TEST_F(CompareTest, a_click_on_b_selects_the_same_street_of_a) {
    compare();
    const MapView* second = view().maps()->second();
    const double aside_m = 3 * second->camera().metres_per_pixel();
    QTest::mouseClick(view().maps()->second(), Qt::LeftButton, {},
                      second->camera().to_screen({250, -aside_m}).toPoint());
    EXPECT_EQ(window_.inspector()->heading(), "Streets: we");
}

TEST_F(CompareTest, the_difference_is_b_minus_a_with_unit_and_no_data_class) {
    compare();
    press(CompareMode::difference);
    ASSERT_TRUE(view().difference());
    const std::vector<float>& values = view().difference()->values;
    ASSERT_EQ(values.size(), 4U);
    EXPECT_NEAR(values[0], 0, 1e-4);
    EXPECT_NEAR(values[1], 10.8, 1e-4);
    EXPECT_TRUE(std::isnan(values[2]));
    EXPECT_THAT(legend_texts(),
                AllOf(Contains(AllOf(HasSubstr("B − A"), HasSubstr("km/h"))),
                      Contains(HasSubstr("no change")), Contains(std::string{"no data: 1"})));
    EXPECT_TRUE(view().maps()->first()->isHidden());
}

TEST_F(CompareTest, the_difference_follows_the_time_or_is_of_the_whole_range) {
    cityproof::testing::TemporaryFolder folder;
    write_small_run(folder.path() / "a.h5", {.speeds_mps = {{10, 10}, {10, 10}}});
    write_small_run(folder.path() / "b.h5", {.policy = "p", .speeds_mps = {{11, 10}, {13, 10}}});
    path_ = folder.path() / "a.h5";
    other_ = folder.path() / "b.h5";
    compare();
    press(CompareMode::difference);
    EXPECT_NEAR(view().difference()->values[0], 3.6, 1e-4);
    window_.playback().to_last();
    ASSERT_TRUE(settle());
    EXPECT_NEAR(view().difference()->values[0], 10.8, 1e-4);
    view().bar()->range_box()->setChecked(true);
    ASSERT_TRUE(settle());
    EXPECT_NEAR(view().difference()->values[0], 7.2, 1e-4); // (1 + 3) / 2 m/s
    EXPECT_THAT(view().name_of_difference().toStdString(), HasSubstr("mean from 06:31 to 06:32"));
}

TEST_F(CompareTest, a_chart_holds_the_same_street_of_both_runs_and_their_difference) {
    compare();
    window_.select(ObjectRef{"street", 1});
    const TimeSeriesPlot* plot = window_.chart()->plot();
    ASSERT_TRUE(wait_until([&] { return plot->series().size() == 2; }));
    EXPECT_EQ(plot->series()[0].name, "A: Street speed, ew");
    EXPECT_TRUE(plot->series()[0].dashed);                   // before
    EXPECT_FLOAT_EQ(plot->series()[0].values.back(), 43.2F); // 12 m/s
    EXPECT_EQ(plot->series()[1].name, "B: Street speed, ew");
    EXPECT_FALSE(plot->series()[1].dashed);
    EXPECT_FLOAT_EQ(plot->series()[1].values.back(), 54.0F); // 15 m/s
    window_.chart()->difference_button()->click();
    ASSERT_EQ(plot->series().size(), 3U);
    EXPECT_NEAR(plot->series()[2].values.back(), 10.8, 1e-4) << "B minus A";
    view().close();
    EXPECT_EQ(plot->series()[0].name, "Street speed, ew");
}

TEST_F(CompareTest, the_divider_is_dragged_and_moved_with_keys) {
    compare();
    press(CompareMode::swipe);
    MapPair* maps = view().maps();
    SwipeHandle* handle = maps->handle();
    EXPECT_EQ(maps->first()->geometry(), maps->second()->geometry());
    const QPoint middle = handle->rect().center();
    QTest::mousePress(handle, Qt::LeftButton, {}, middle);
    QMouseEvent move{QEvent::MouseMove, middle - QPoint{100, 0}, handle->mapToGlobal(middle),
                     Qt::NoButton,      Qt::LeftButton,          {}};
    QApplication::sendEvent(handle, &move);
    EXPECT_NEAR(maps->divider(), 0.5 - 100.0 / maps->width(), 0.01);
    const double dragged = maps->divider();
    QTest::keyClick(handle, Qt::Key_Right);
    EXPECT_NEAR(maps->divider(), dragged + 0.02, 1e-9);
    QTest::keyClick(handle, Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_NEAR(maps->divider(), dragged - 0.08, 1e-9);
}

TEST_F(CompareTest, a_swiped_map_is_a_on_the_left_and_b_on_the_right) {
    compare();
    press(CompareMode::swipe);
    window_.playback().to_last();
    ASSERT_TRUE(settle());
    MapPair* maps = view().maps();
    const QImage shown = maps->grab().toImage();
    const QImage a = maps->first()->compose().copy();
    const QImage b = maps->second()->compose().copy();
    ASSERT_EQ(shown.size(), a.size());
    ASSERT_NE(a, b) << "the runs differ in the colour of a street";
    const int half = shown.width() / 2;
    const int handle = SwipeHandle::width_px * shown.width() / maps->width();
    const QRect left{3, 3, half - handle - 3, shown.height() - 6};
    const QRect right{half + handle, 3, half - handle - 3, shown.height() - 6};
    EXPECT_EQ(shown.copy(left).convertToFormat(QImage::Format_RGB32), a.copy(left));
    EXPECT_EQ(shown.copy(right).convertToFormat(QImage::Format_RGB32), b.copy(right));
}

TEST_F(CompareTest, closing_leaves_run_a_with_its_own_classes) {
    open();
    const auto before = window_.content().range("traffic/street_speed")->limits;
    compare();
    view().close();
    ASSERT_TRUE(settle());
    EXPECT_EQ(view().maps()->mode(), CompareMode::alone);
    EXPECT_FALSE(view().maps()->first()->isHidden());
    EXPECT_EQ(window_.content().range("traffic/street_speed")->limits, before);
}

TEST_F(CompareTest, a_run_that_cannot_be_read_is_a_sentence_and_a_stays) {
    open();
    window_.compare({path_.string()}, {(folder_.path() / "missing.h5").string()});
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0 && !view().is_open(); }));
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr("missing.h5"));
    EXPECT_EQ(view().maps()->mode(), CompareMode::alone);
}

TEST_F(CompareTest, another_seed_keeps_layers_and_camera_and_gives_the_mean_of_all) {
    std::vector<std::string> a;
    std::vector<std::string> b;
    for (const float seed : {1.0F, 2.0F, 3.0F}) {
        const std::string name = std::to_string(static_cast<int>(seed));
        a.push_back((folder_.path() / ("a" + name + ".h5")).string());
        b.push_back((folder_.path() / ("b" + name + ".h5")).string());
        write_small_run(a.back(), {.seed = name, .speeds_mps = {{10, 10}}});
        write_small_run(b.back(), {.policy = "p", .seed = name, .speeds_mps = {{10 + seed, 10}}});
    }
    window_.compare(a, b);
    ASSERT_TRUE(wait_until([&] { return view().is_open() && settled(); }));
    press(CompareMode::difference);
    view().maps()->difference()->zoom(2);
    const double scale = view().maps()->difference()->camera().metres_per_pixel();
    emit view().bar()->pair_chosen(2);
    ASSERT_TRUE(wait_until([&] { return settled() && view().name_of_b() == "p, seed 3"; }));
    EXPECT_EQ(view().name_of_a(), "baseline, seed 3");
    EXPECT_NEAR(view().difference()->values[0], 10.8, 1e-4);
    EXPECT_EQ(view().maps()->difference()->camera().metres_per_pixel(), scale);
    view().bar()->seeds_box()->setChecked(true);
    ASSERT_TRUE(settle());
    EXPECT_NEAR(view().difference()->values[0], 7.2, 1e-4); // (1 + 2 + 3) / 3 m/s
    EXPECT_EQ(window_.problems()->count(), 0) << window_.problems()->newest().toStdString();
}

// Two points of a study: both have a run of the policy with seed 1.
TEST_F(CompareTest, a_study_offers_its_arms_and_says_which_one_is_shown) {
    io::StudyTable study;
    study.point_count = 2;
    study.arms = {{"baseline", ""}, {"green", "p"}};
    study.factors = {{"demand", "1", {"0.9", "1.1"}, {0.9, 1.1}}};
    for (const std::uint32_t point : {0U, 1U}) {
        for (const std::uint32_t arm : {0U, 1U}) {
            const std::string name = std::to_string(point) + std::to_string(arm) + ".h5";
            const float speed = 10 + static_cast<float>(arm) * (1 + static_cast<float>(point));
            write_small_run(folder_.path() / name,
                            {.policy = arm == 0 ? "" : "p", .speeds_mps = {{speed, 10}}});
            study.runs.push_back({name, arm, point, 1, io::RunStatus::done, name});
        }
    }
    io::write_study_file(folder_.path() / "study.h5", study, {});
    window_.compare({folder_.path().string()}, {});
    ASSERT_TRUE(wait_until([&] { return view().is_open() && settled(); }));
    press(CompareMode::difference);
    EXPECT_EQ(view().bar()->arm_box()->count(), 2);
    EXPECT_NEAR(view().difference()->values[0], 3.6, 1e-4); // 1 m/s
    emit view().bar()->arm_chosen(1);
    ASSERT_TRUE(wait_until([&] {
        return settled() && view().difference() &&
               std::abs(view().difference()->values[0] - 7.2F) < 1e-3F; // 2 m/s
    }));
    EXPECT_THAT(view().name_of_difference().toStdString(), HasSubstr("green (demand = 1.1)"));
    EXPECT_THAT(view().picture({}).text().provenance.toStdString(),
                HasSubstr("green (demand = 1.1)"));
}

TEST_F(CompareTest, what_does_not_fit_together_is_said) {
    const std::filesystem::path stranger = folder_.path() / "stranger.h5";
    write_small_run(stranger, {.seed = "9", .speeds_mps = {{1, 1}}, .city_hash = "another"});
    other_ = stranger;
    compare();
    EXPECT_GE(window_.problems()->count(), 2);
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr("seed 9"));
}

} // namespace
} // namespace cityproof::gui
