// SPDX-License-Identifier: Apache-2.0
// The window before a run is open: recent runs, the demo city made by a stand-in program, help.
#include "gui/inspect/chart_panel.hpp"
#include "gui/start/help_window.hpp"
#include "gui/start/start_page.hpp"
#include "gui/window/problems_panel.hpp"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTextBrowser>

#include <gmock/gmock.h>

#include <fstream>

#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using ::testing::HasSubstr;
using testing::wait_until;

class StartPageTest : public testing::WindowTest {
  protected:
    StartPageTest() { QSettings{}.clear(); }

    QStringList shown_recent() {
        QStringList texts;
        for (int row = 0; row < window_.start_page()->recent()->count(); ++row) {
            texts << window_.start_page()->recent()->item(row)->text();
        }
        return texts;
    }
};

TEST_F(StartPageTest, takes_the_place_of_map_and_panels_until_a_run_is_open) {
    EXPECT_FALSE(window_.start_page()->isVisible());
    window_.show_start_page();
    EXPECT_TRUE(window_.start_page()->isVisible());
    EXPECT_FALSE(window_.problems()->isVisible());
    open();
    EXPECT_FALSE(window_.start_page()->isVisible());
    EXPECT_TRUE(window_.problems()->parentWidget()->isVisibleTo(&window_));
    EXPECT_FALSE(window_.chart()->visibleRegion().isEmpty()) << "not behind the problems";
}

TEST_F(StartPageTest, lists_runs_that_were_open_and_opens_one_with_a_click) {
    open();
    window_.show_start_page();
    ASSERT_EQ(shown_recent().size(), 1);
    EXPECT_THAT(shown_recent()[0].toStdString(), HasSubstr("run.h5"));
    emit window_.start_page()->recent()->itemClicked(window_.start_page()->recent()->item(0));
    EXPECT_TRUE(wait_until([&] { return window_.start_page()->isHidden(); }));
}

TEST_F(StartPageTest, a_recent_run_that_is_gone_says_so_and_opening_it_leaves_a_sentence) {
    RecentRuns{}.add(QString::fromStdString((folder_.path() / "gone.h5").string()));
    window_.show_start_page();
    ASSERT_EQ(shown_recent().size(), 1);
    EXPECT_THAT(shown_recent()[0].toStdString(), HasSubstr("not there any more"));
    emit window_.start_page()->recent()->itemClicked(window_.start_page()->recent()->item(0));
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_TRUE(window_.start_page()->isVisible());
}

TEST_F(StartPageTest, help_shows_the_users_guide_and_the_keys_page_every_key) {
    QTest::keyClick(window_.map(), Qt::Key_F1);
    ASSERT_TRUE(wait_until([&] { return window_.help()->isVisible(); }));
    EXPECT_THAT(window_.help()->text()->toPlainText().toStdString(), HasSubstr("The viewer"));
    window_.action(Command::keys)->trigger();
    const QString keys = window_.help()->text()->toPlainText();
    for (const CommandText& one : command_texts()) {
        if (!one.key.isEmpty()) {
            EXPECT_TRUE(keys.contains(one.key.toString(QKeySequence::NativeText)));
        }
    }
}

TEST(RecentRuns, keeps_the_newest_ten_and_moves_one_that_is_opened_again_to_the_top) {
    QSettings{}.clear();
    RecentRuns runs;
    for (int number = 0; number < 12; ++number) {
        runs.add(QStringLiteral("/runs/%1.h5").arg(number));
    }
    runs.add(QStringLiteral("/runs/5.h5"));
    EXPECT_EQ(runs.list().size(), RecentRuns::most);
    EXPECT_EQ(runs.list()[0], "/runs/5.h5");
    EXPECT_EQ(runs.list()[1], "/runs/11.h5");
    EXPECT_EQ(runs.list().count(QStringLiteral("/runs/5.h5")), 1);
}

/// The front program, played by a shell script.
class DemoMakerTest : public ::testing::Test {
  protected:
    void play(const std::string& script) {
        const std::filesystem::path program = folder_.path() / "cityproof";
        std::ofstream{program} << "#!/bin/sh\n[ \"$1\" = demo ] || exit 9\nout=$3\n" << script;
        std::filesystem::permissions(program, std::filesystem::perms::owner_all);
        maker_ = std::make_unique<DemoMaker>(QString::fromStdString(program.string()));
        ready_ = std::make_unique<QSignalSpy>(maker_.get(), &DemoMaker::run_ready);
        ended_ = std::make_unique<QSignalSpy>(maker_.get(), &DemoMaker::ended);
        QObject::connect(maker_.get(), &DemoMaker::failed,
                         [this](const Problem& problem) { problem_ = to_string(problem); });
    }

    bool make() {
        maker_->make(QString::fromStdString((folder_.path() / "out").string()));
        return wait_until([&] { return ended_->count() == 1; });
    }

    cityproof::testing::TemporaryFolder folder_;
    std::unique_ptr<DemoMaker> maker_;
    std::unique_ptr<QSignalSpy> ready_;
    std::unique_ptr<QSignalSpy> ended_;
    std::string problem_;
};

TEST_F(DemoMakerTest, tells_the_first_run_once_as_soon_as_it_is_made) {
    play("mkdir -p $out/runs; : >$out/runs/baseline-1.h5\n"
         "echo 'cityproof demo: baseline-1 is finished (1 of 6)'\n"
         "echo 'cityproof demo: adaptive-1 is finished (2 of 6)'\n");
    QSignalSpy progress{maker_.get(), &DemoMaker::progressed};
    ASSERT_TRUE(make());
    ASSERT_EQ(ready_->count(), 1);
    EXPECT_TRUE(ready_->at(0).at(0).toString().endsWith("/out/runs/baseline-1.h5"));
    ASSERT_EQ(progress.count(), 3);
    EXPECT_EQ(progress.at(2).at(0).toInt(), 2);
    EXPECT_EQ(progress.at(2).at(1).toInt(), 6);
    EXPECT_EQ(problem_, "");
}

TEST_F(DemoMakerTest, runs_that_were_there_already_are_shown_too) {
    play("exit 0\n");
    ASSERT_TRUE(make());
    EXPECT_EQ(ready_->count(), 1);
}

TEST_F(DemoMakerTest, a_failure_is_a_sentence_with_the_programs_last_words) {
    play("echo 'the disk is full' >&2; exit 4\n");
    ASSERT_TRUE(make());
    EXPECT_EQ(ready_->count(), 0);
    EXPECT_THAT(problem_, HasSubstr("the disk is full"));
    EXPECT_THAT(problem_, HasSubstr("exit code 4"));
}

TEST_F(DemoMakerTest, a_program_that_is_not_there_or_crashes_is_a_sentence) {
    play("kill -SEGV $$\n");
    ASSERT_TRUE(make());
    EXPECT_THAT(problem_, HasSubstr("crashed"));
    play("");
    std::filesystem::remove(folder_.path() / "cityproof");
    ASSERT_TRUE(make());
    EXPECT_THAT(problem_, HasSubstr("could not be made"));
}

TEST_F(DemoMakerTest, one_that_hangs_is_stopped_without_a_complaint) {
    play("exec sleep 100\n");
    maker_->make(QString::fromStdString((folder_.path() / "out").string()));
    ASSERT_TRUE(maker_->is_working() && wait_until([&] { return maker_->is_working(); }));
    maker_->stop();
    EXPECT_TRUE(wait_until([&] { return ended_->count() == 1; }));
    EXPECT_EQ(problem_, "");
    EXPECT_EQ(ready_->count(), 0);
}

} // namespace
} // namespace cityproof::gui
