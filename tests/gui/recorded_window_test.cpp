// SPDX-License-Identifier: Apache-2.0
// Recorded values in the window: loaded, drawn beside the simulation, their residuals.
#include "gui/chart/time_series_plot.hpp"
#include "gui/inspect/chart_panel.hpp"
#include "gui/inspect/inspector.hpp"
#include "gui/window/problems_panel.hpp"

#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QToolButton>
#include <QTreeWidget>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>

#include "shown_texts.hpp"
#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing::wait_until;

/// Street "we" is simulated with 36 km/h until 07:00 (1800 s) and 7.2 km/h after it.
class RecordedWindow : public testing::WindowTest {
  protected:
    QString write(const char* name, const std::string& text) {
        std::ofstream{folder_.path() / name} << text;
        return QString::fromStdString((folder_.path() / name).string());
    }

    void show(const QString& path) {
        window_.show_recorded(path);
        ASSERT_TRUE(wait_until([&] {
            return window_.chart()->recorded() &&
                   window_.chart()->recorded()->file() == path.toStdString();
        }));
    }

    void select(std::size_t street) {
        window_.select(ObjectRef{"street", street});
        ASSERT_TRUE(wait_until([&] { return !series().empty(); }));
    }

    /// The docks give the chart the height that it needs in some turns of the event loop.
    bool has_room() {
        const TimeSeriesPlot* plot = window_.chart()->plot();
        return wait_until([&] { return plot->height() >= plot->minimumSizeHint().height(); }) &&
               settle();
    }

    /// For a person to look at.
    void keep_picture(const char* name) {
        const QString folder = qEnvironmentVariable("CITYPROOF_PICTURES");
        if (!folder.isEmpty()) {
            EXPECT_TRUE(settle());
            EXPECT_TRUE(window_.grab().save(folder + QStringLiteral("/%1.png").arg(name)));
        }
    }

    const std::vector<PlotSeries>& series() { return window_.chart()->plot()->series(); }

    const std::vector<PlotSeries>& residuals() { return window_.chart()->plot()->residuals(); }

    std::string numbers() { return window_.chart()->numbers().toStdString(); }

    /// Ten values of street "we": 34 km/h at 06:40, 06:45 ... 07:00, then 10.2 until 07:25.
    static std::string counts() {
        std::string text = "time,id,value [km/h]\n";
        for (int minute = 10; minute <= 55; minute += 5) {
            text += fmt::format("2026-11-10 {:02}:{:02},we,{}\n", 6 + (30 + minute) / 60,
                                (30 + minute) % 60, minute <= 30 ? 34 : 10.2);
        }
        return text;
    }
};

// Residuals by hand: 36 - 34 = 2 five times (06:40 to 07:00) and 7.2 - 10.2 = -3 five times; mean
// -0.5, RMSE sqrt((5 * 4 + 5 * 9) / 10) = 2.55.
TEST_F(RecordedWindow, shows_recorded_values_and_residuals_of_what_is_selected) {
    open();
    show(write("loops.csv", counts()));
    select(0);
    ASSERT_TRUE(wait_until([&] { return series().size() == 2; }));
    EXPECT_EQ(series()[1].recorded_of, 0U);
    EXPECT_EQ(series()[1].unit, "km/h");
    EXPECT_EQ(series()[1].times_s.size(), 10U);
    EXPECT_EQ(series()[1].times_s.front(), 600);
    EXPECT_THAT(series()[1].name.toStdString(), HasSubstr("recorded"));
    EXPECT_THAT(series()[1].name.toStdString(), Not(HasSubstr("assumed")));
    ASSERT_EQ(residuals().size(), 1U);
    ASSERT_EQ(residuals()[0].values.size(), 10U);
    EXPECT_THAT(residuals()[0].values.front(), FloatNear(2, 1e-4F));
    EXPECT_THAT(residuals()[0].values.back(), FloatNear(-3, 1e-4F));
    EXPECT_THAT(numbers(), HasSubstr("n = 10, mean residual \xE2\x88\x92"
                                     "0.5 km/h, RMSE 2.55 km/h"));
    EXPECT_THAT(numbers(), Not(HasSubstr("GEH")));
    EXPECT_EQ(window_.problems()->count(), 0);
}

TEST_F(RecordedWindow, the_strip_is_below_the_chart_and_its_values_are_told) {
    open();
    show(write("loops.csv", counts()));
    select(0);
    ASSERT_TRUE(wait_until([&] { return residuals().size() == 1; }));
    ASSERT_TRUE(has_room());
    TimeSeriesPlot* plot = window_.chart()->plot();
    const QPointF simulated = plot->place(0, 9); // 600 s
    const QPointF residual = plot->place_of_residual(0, 0);
    EXPECT_NEAR(simulated.x(), residual.x(), 0.01) << "one time axis";
    EXPECT_GT(residual.y(), plot->place(0, 59).y()) << "below the lowest simulated value";
    EXPECT_LT(residual.y(), plot->height());
    QMouseEvent hover{QEvent::MouseMove, residual, plot->mapToGlobal(residual),
                      Qt::NoButton,      {},       {}};
    QApplication::sendEvent(plot, &hover);
    EXPECT_EQ(plot->readout().toStdString(), "06:40  2 km/h");
}

TEST_F(RecordedWindow, a_value_without_unit_is_taken_as_shown_and_the_legend_says_so) {
    open();
    show(write("wide.csv", "Timestamp,we\n600,34\n"));
    select(0);
    ASSERT_TRUE(wait_until([&] { return series().size() == 2; }));
    EXPECT_THAT(series()[1].name.toStdString(), HasSubstr("unit assumed"));
    EXPECT_THAT(numbers(), HasSubstr("n = 1, mean residual 2 km/h"));
}

TEST_F(RecordedWindow, nothing_is_drawn_for_another_street_or_unit) {
    open();
    show(write("loops.csv", "time,we [m]\n600,34\n"));
    select(0);
    EXPECT_TRUE(residuals().empty());
    EXPECT_THAT(numbers(), StartsWith("loops.csv: nothing in it has the id and a unit"));
}

TEST_F(RecordedWindow, values_of_another_day_are_said_to_be_outside_of_the_run) {
    open();
    show(write("loops.csv", "time,we\n2026-11-12 07:00,34\n"));
    select(0);
    EXPECT_TRUE(residuals().empty());
    EXPECT_THAT(numbers(), HasSubstr("nothing was recorded from Tue 10 Nov 2026, 06:31"));
}

TEST_F(RecordedWindow, ids_that_match_nothing_are_one_sentence_in_the_problems) {
    open();
    show(write("loops.csv", "time,J1,J2\n0,1,1\n"));
    EXPECT_EQ(window_.problems()->count(), 1);
    EXPECT_THAT(window_.problems()->newest().toStdString(),
                HasSubstr("0 of 2 recorded ids are in this run; \"J1\", for example, is not"));
}

TEST_F(RecordedWindow, a_bad_file_is_one_sentence_and_what_was_shown_stays) {
    open();
    show(write("loops.csv", counts()));
    select(0);
    window_.show_recorded(write("bad.csv", "time,we\n600,fast\n"));
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() == 1; }));
    EXPECT_THAT(window_.problems()->newest().toStdString(),
                HasSubstr("bad.csv:2: we: \"fast\" is no number"));
    EXPECT_EQ(residuals().size(), 1U);
}

TEST_F(RecordedWindow, clear_lets_go_of_it) {
    open();
    show(write("loops.csv", counts()));
    select(0);
    ASSERT_TRUE(wait_until([&] { return residuals().size() == 1; }));
    EXPECT_TRUE(window_.chart()->clear_button()->isEnabled());
    window_.chart()->clear_button()->click();
    EXPECT_EQ(series().size(), 1U);
    EXPECT_TRUE(residuals().empty());
    EXPECT_EQ(numbers(), "");
    EXPECT_FALSE(window_.chart()->clear_button()->isEnabled());
    open(); // it does not come back
    EXPECT_EQ(window_.chart()->recorded(), nullptr);
}

TEST_F(RecordedWindow, a_feed_that_is_named_before_the_run_waits_for_it) {
    const QString path = write("loops.csv", counts());
    window_.show_recorded(path);
    EXPECT_EQ(window_.chart()->recorded(), nullptr);
    open();
    ASSERT_TRUE(wait_until([&] { return window_.chart()->recorded() != nullptr; }));
    select(0);
    EXPECT_EQ(residuals().size(), 1U);
}

// The same feed beside a run that begins an hour later: its times on the wall are read again.
TEST_F(RecordedWindow, times_on_the_wall_are_those_of_the_run_that_is_open) {
    open();
    show(write("loops.csv", counts()));
    const auto later = folder_.path() / "later.h5";
    cityproof::testing::write_town(later, {.start_local = "2026-11-10T06:35:00"});
    const auto before = window_.chart()->recorded();
    open(later);
    ASSERT_TRUE(wait_until(
        [&] { return window_.chart()->recorded() && window_.chart()->recorded() != before; }));
    select(0);
    ASSERT_TRUE(wait_until([&] { return series().size() == 2; }));
    EXPECT_EQ(series()[1].times_s.front(), 300); // 06:40
}

TEST_F(RecordedWindow, a_csv_file_can_be_dropped_on_the_chart) {
    open();
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(write("loops.csv", counts()))});
    QDragEnterEvent enter{{10, 60}, Qt::CopyAction, &dragged, Qt::LeftButton, {}};
    QApplication::sendEvent(window_.chart(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop{{10, 60}, Qt::CopyAction, &dragged, Qt::LeftButton, {}};
    QApplication::sendEvent(window_.chart(), &drop);
    EXPECT_TRUE(wait_until([&] { return window_.chart()->recorded() != nullptr; }));
}

/// Hourly flows of one street, 1/s, for three hours: 1100 veh/h, 1200, 1000.
TEST_F(RecordedWindow, vehicle_counts_tell_the_share_of_hours_with_a_geh_below_5) {
    io::RunFileLayout layout;
    layout.meta = {{"start_local", "2026-11-10T06:00:00"}, {"time_zone", "Europe/Rome"}};
    layout.tables = {{"street", {"a"}, {{io::GeometryKind::line, {{0, 0}, {100, 0}}}}}};
    layout.axes = {{"record"}};
    layout.channels = {{"traffic/street_flow", "1/s", "street", "record", "vehicles"}};
    const auto flows = folder_.path() / "flows.h5";
    io::RunFileWriter writer{flows, layout};
    for (int quarter = 1; quarter <= 12; ++quarter) {
        const float vehph = quarter <= 4 ? 1100.0F : quarter <= 8 ? 1200.0F : 1000.0F;
        writer.append_frame("record", 900.0 * quarter, {{vehph / 3600}});
    }
    writer.finish({}, 1, {});
    open(flows);
    // Counted 1000 an hour: GEH 3.09, 6.03 and 0 (see Geh.is_that_of_the_manual).
    show(write("loops.csv", "time,id,value [veh/h]\n2026-11-10 07:00,a,1000\n"
                            "2026-11-10 08:00,a,1000\n2026-11-10 09:00,a,1000\n"));
    select(0);
    ASSERT_TRUE(wait_until([&] { return residuals().size() == 1; }));
    EXPECT_THAT(numbers(), HasSubstr("GEH below 5 in 2 of 3 hours (67 %)"));
    show(write("odd.csv", "time,id,value [veh/h]\n420,a,1000\n840,a,1000\n1260,a,1000\n"));
    EXPECT_THAT(numbers(), HasSubstr("no GEH: intervals of 420 s"));
    show(write("one.csv", "time,id,value [veh/h]\n3600,a,1000\n"));
    EXPECT_THAT(numbers(), HasSubstr("no recorded value has a simulated one beside it; no GEH: a "
                                     "single value has no interval"));
}

TEST_F(RecordedWindow, of_two_runs_each_has_its_residuals_and_recorded_values_stand_once) {
    const auto faster = folder_.path() / "faster.h5";
    cityproof::testing::write_town(faster, {.policy = "adaptive", .faster_mps = 3});
    window_.compare({path_.string()}, {faster.string()});
    ASSERT_TRUE(wait_until([&] { return window_.store().facts() && window_.is_settled(); }));
    // "ew" has 43.2 km/h in A and 54 km/h in B.
    show(write("loops.csv", "time,ew [km/h]\n600,40\n"));
    select(1);
    ASSERT_TRUE(wait_until([&] { return residuals().size() == 2; }));
    EXPECT_EQ(series().size(), 3U);
    EXPECT_THAT(residuals()[0].values, ElementsAre(FloatNear(3.2F, 1e-4F)));
    EXPECT_THAT(residuals()[1].values, ElementsAre(FloatNear(14, 1e-4F)));
    EXPECT_THAT(numbers(), StartsWith("A: "));
    EXPECT_THAT(numbers(), HasSubstr("\nB: "));
}

TEST_F(RecordedWindow, has_room_for_all_texts_and_names_for_screen_readers) {
    open();
    show(write("loops.csv", counts()));
    select(0);
    ASSERT_TRUE(wait_until([&] { return residuals().size() == 1; }));
    ASSERT_TRUE(has_room());
    for (const testing::ShownText& shown : testing::clipped_texts(window_)) {
        ADD_FAILURE() << shown.where.toStdString() << ": " << shown.text.toStdString();
    }
    for (const QToolButton* button : window_.chart()->findChildren<QToolButton*>()) {
        EXPECT_FALSE(button->accessibleName().isEmpty());
    }
    keep_picture("recorded");
    window_.set_colours(Colours::dark);
    EXPECT_TRUE(settle());
    keep_picture("recorded_dark");
}

// Two streets that were kept, of two runs, each with recorded values: four lines, four residuals.
TEST_F(RecordedWindow, a_full_chart_keeps_room_for_its_lines) {
    const auto faster = folder_.path() / "faster.h5";
    cityproof::testing::write_town(faster, {.policy = "adaptive", .faster_mps = 3});
    window_.compare({path_.string()}, {faster.string()});
    ASSERT_TRUE(wait_until([&] { return window_.store().facts() && window_.is_settled(); }));
    show(write("loops.csv",
               "time,we,ew,sn\n600,30,40,10\n1200,31,45,\n1800,33,44,25\n2700,9,39,30\n"));
    for (const std::size_t street : {0U, 1U, 3U}) {
        select(street);
        ASSERT_TRUE(wait_until([&] { return !residuals().empty(); }));
        window_.chart()->keep_button()->click();
    }
    ASSERT_TRUE(wait_until([&] { return residuals().size() == 6; }));
    EXPECT_EQ(series().size(), 9U);
    for (QDockWidget* dock : window_.findChildren<QDockWidget*>()) {
        if (dock->widget() == window_.chart()) {
            dock->raise(); // from behind the key figures
        }
    }
    window_.playback().go_to(1500);
    ASSERT_TRUE(has_room());
    const TimeSeriesPlot* plot = window_.chart()->plot();
    EXPECT_GT(plot->place(0, 59).y() - plot->place(0, 0).y(), 20) << "36 and 7.2 of 60";
    for (const testing::ShownText& shown : testing::clipped_texts(window_)) {
        ADD_FAILURE() << shown.where.toStdString() << ": " << shown.text.toStdString();
    }
    keep_picture("recorded_full");
}

} // namespace
} // namespace cityproof::gui
