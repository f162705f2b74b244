// SPDX-License-Identifier: Apache-2.0
// Problems and the way to where they are. Times and places are those that the tests put into run
// files and scenarios.
#include "gui/inspect/inspector.hpp"
#include "gui/scenario/scenario_panel.hpp"
#include "gui/scenario/yaml_view.hpp"
#include "gui/window/problems_panel.hpp"

#include <QListWidget>
#include <QSignalSpy>
#include <QTextBlock>

#include <gmock/gmock.h>

#include <fstream>
#include <limits>

#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::wait_until;

const io::EventRecord dark_signal{1230, "problem", "signal/north", "energy: no solution"};

class Problems : public testing::WindowTest {
  protected:
    QListWidget* list() { return window_.problems()->list(); }

    std::string text(int row) { return list()->item(row)->text().toStdString(); }

    void open_with(const std::vector<io::EventRecord>& events) {
        const std::filesystem::path path = folder_.path() / "town.h5";
        cityproof::testing::write_town(path, {.events = events});
        open(path);
    }

    void press_return(int row) {
        window_.problems()->parentWidget()->show();
        window_.problems()->parentWidget()->raise();
        list()->setCurrentRow(row);
        list()->setFocus();
        QTest::keyClick(list(), Qt::Key_Return);
    }
};

TEST_F(Problems, of_a_run_stand_with_their_time_on_the_citys_clock_and_the_things_id) {
    open_with({{600, "outage", "signal/north", "ordered"}, dark_signal});
    ASSERT_EQ(window_.problems()->count(), 1);
    // 1230 s after 06:30.
    EXPECT_THAT(text(0), HasSubstr("06:50"));
    EXPECT_THAT(text(0), HasSubstr("signal/north: energy: no solution"));
}

// Frames stand at every full minute: the one at 1200 s does not know of second 1230.
TEST_F(Problems, return_leads_to_the_first_moment_that_can_show_one_and_to_its_thing) {
    open_with({dark_signal});
    press_return(0);
    EXPECT_EQ(window_.playback().time_s(), 1260);
    EXPECT_EQ(window_.inspector()->heading(), "Traffic signals: north");
    const QPointF place = window_.map()->camera().to_screen({500, 100});
    EXPECT_LT(QLineF(place, QRectF{window_.map()->rect()}.center()).length(), 2);
}

TEST_F(Problems, a_click_leads_to_a_moment_that_is_recorded_exactly) {
    open_with({{1200, "problem", "", "water: no solution"}});
    window_.problems()->parentWidget()->show();
    window_.problems()->parentWidget()->raise();
    QApplication::processEvents();
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                      list()->visualItemRect(list()->item(0)).center());
    EXPECT_EQ(window_.playback().time_s(), 1200);
    EXPECT_EQ(window_.inspector()->heading().toStdString().find("north"), std::string::npos);
}

TEST_F(Problems, a_screen_reader_is_told_where_an_entry_leads) {
    open_with({dark_signal});
    const auto told = [&](int row) {
        return list()->item(row)->data(Qt::AccessibleTextRole).toString().toStdString();
    };
    EXPECT_THAT(told(0), HasSubstr("Return goes to Tue 10 Nov 2026, 06:50"));
    EXPECT_THAT(told(0), HasSubstr("signal/north"));
    window_.problems()->add({Severity::error, {"other.h5"}, "is none of ours", {}, {}});
    EXPECT_THAT(told(0), Not(HasSubstr("Return")));
}

TEST_F(Problems, of_another_run_go_and_those_of_files_stay) {
    open_with({dark_signal});
    window_.problems()->add({Severity::error, {"other.h5"}, "is none of ours", {}, {}});
    ASSERT_EQ(window_.problems()->count(), 2);
    open(path_);
    ASSERT_EQ(window_.problems()->count(), 1);
    EXPECT_THAT(text(0), HasSubstr("other.h5"));
}

TEST_F(Problems, with_the_line_of_a_scenario_open_it_there) {
    const QString file = QString::fromStdString((folder_.path() / "town.yaml").string());
    std::ofstream{file.toStdString()} << "format: 1\nname: Town\nduration: 30 min\n";
    window_.scenario()->set_program(QStringLiteral(CITYPROOF_FAKE_ENGINE));
    window_.problems()->add({Severity::error, {file.toStdString(), 3}, "is too short", {}, {}});
    press_return(0);
    EXPECT_EQ(window_.scenario()->scenario()->document().path(), file);
    EXPECT_EQ(window_.scenario()->scenario()->text_view()->textCursor().blockNumber(), 3 - 1);
}

// The fake engine finds "durration" and says line 4.
TEST_F(Problems, of_the_open_scenario_lead_to_their_line_and_go_when_they_are_mended) {
    const QString file = QString::fromStdString((folder_.path() / "town.yaml").string());
    std::ofstream{file.toStdString()}
        << "format: 1\nname: Town\ncity: town.city\ndurration: 30 min\n";
    window_.scenario()->set_program(QStringLiteral(CITYPROOF_FAKE_ENGINE));
    window_.open(file);
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_THAT(text(0), HasSubstr("line 4 of town.yaml"));
    EXPECT_THAT(text(0), HasSubstr("is no known key"));
    DocumentEditor* editor = window_.scenario()->scenario();
    editor->text_view()->go_to_line(1);
    press_return(0);
    EXPECT_EQ(editor->text_view()->textCursor().blockNumber(), 4 - 1);
    const qsizetype wrong = editor->document().text().indexOf(QStringLiteral("durration"));
    editor->document().apply({{wrong, wrong + 9}, QStringLiteral("duration")}, {});
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() == 0; }))
        << window_.problems()->newest().toStdString();
}

class ProblemsPanelTest : public ::testing::Test {
  protected:
    void show(const QString& file, const ProblemsPanel::Events& events) {
        panel_.show_run(QStringLiteral("town"), file, events, clock_);
    }

    std::string text(int row) { return panel_.list()->item(row)->text().toStdString(); }

    RunClock clock_{"2026-11-10T06:30:00", "Europe/Rome"};
    ProblemsPanel panel_;
};

TEST_F(ProblemsPanelTest, shows_each_problem_of_a_growing_run_once_the_newest_on_top) {
    show("town.h5", {{60, "problem", "bus/1", "a"}});
    show("town.h5", {{60, "problem", "bus/1", "a"}, {120, "problem", "bus/2", "b"}});
    show("town.h5", {{60, "problem", "bus/1", "a"}, {120, "problem", "bus/2", "b"}});
    ASSERT_EQ(panel_.count(), 2);
    EXPECT_THAT(text(0), HasSubstr("bus/2: b"));
    EXPECT_THAT(text(1), HasSubstr("bus/1: a"));
}

TEST_F(ProblemsPanelTest, one_that_was_cleared_does_not_come_back_as_the_run_grows) {
    show("town.h5", {{60, "problem", "", "a"}});
    panel_.clear();
    show("town.h5", {{60, "problem", "", "a"}, {120, "problem", "", "b"}});
    ASSERT_EQ(panel_.count(), 1);
    EXPECT_THAT(text(0), HasSubstr("b"));
}

TEST_F(ProblemsPanelTest, holds_the_newest_ones_of_a_run_with_more_than_it_can_show) {
    ProblemsPanel::Events events;
    for (int i = 0; i < 2 * ProblemsPanel::most_problems; ++i) {
        events.push_back({60.0 * i, "problem", "bus/" + std::to_string(i), "a"});
    }
    show("town.h5", events);
    ASSERT_EQ(panel_.count(), ProblemsPanel::most_problems);
    EXPECT_THAT(text(0), HasSubstr("bus/" + std::to_string(2 * ProblemsPanel::most_problems - 1)));
}

// A run that was started here has said it on its standard output, as RunQueue passes it on.
TEST_F(ProblemsPanelTest, what_a_run_said_and_recorded_is_one_entry_that_leads_somewhere) {
    panel_.add({Severity::warning, {"town"}, "at 0:20:30: energy: no solution", {}, {}});
    show("town.h5", {dark_signal});
    ASSERT_EQ(panel_.count(), 1);
    QSignalSpy chosen{&panel_, &ProblemsPanel::moment_chosen};
    emit panel_.list()->itemActivated(panel_.list()->item(0));
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_EQ(chosen[0][0].toDouble(), 1230);
    EXPECT_EQ(chosen[0][1].toString(), "signal/north");
    panel_.add({Severity::warning, {"town"}, "at 0:20:30: energy: no solution", {}, {}});
    EXPECT_EQ(panel_.count(), 1) << "also when it is said later than read";
}

TEST_F(ProblemsPanelTest, an_entry_without_a_place_does_not_look_like_a_link_and_does_nothing) {
    panel_.add({Severity::error, {"other.h5", 0, "meta"}, "is none of ours", {}, {}});
    show("town.h5", {dark_signal});
    panel_.resize(900, 200);
    panel_.show();
    const QColor link = panel_.palette().color(QPalette::Link);
    const QImage picture = panel_.list()->viewport()->grab().toImage();
    const auto link_pixels = [&](int row) {
        const QRect item = panel_.list()->visualItemRect(panel_.list()->item(row));
        const int pixels = qRound(picture.devicePixelRatio()); // of the picture, for one of Qt's
        const QRect place{item.topLeft() * pixels, item.size() * pixels};
        int count = 0;
        for (int y = place.top(); y <= place.bottom() && y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                count += picture.pixelColor(x, y) == link ? 1 : 0;
            }
        }
        return count;
    };
    EXPECT_GT(link_pixels(0), 20) << "underlined in the colour of links";
    EXPECT_EQ(link_pixels(1), 0);
    QSignalSpy moment{&panel_, &ProblemsPanel::moment_chosen};
    QSignalSpy line{&panel_, &ProblemsPanel::line_chosen};
    emit panel_.list()->itemActivated(panel_.list()->item(1));
    EXPECT_EQ(moment.count() + line.count(), 0);
}

TEST_F(ProblemsPanelTest, a_damaged_time_of_an_event_is_left_out) {
    show("town.h5", {{std::numeric_limits<double>::quiet_NaN(), "problem", "", "a"},
                     {1e300, "problem", "", "b"}});
    EXPECT_EQ(panel_.count(), 0);
}

} // namespace
} // namespace cityproof::gui
