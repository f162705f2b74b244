// SPDX-License-Identifier: Apache-2.0
#include "gui/queue/queue_panel.hpp"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <gmock/gmock.h>

#include "fake_engine.hpp"

namespace cityproof::gui {
namespace {

using testing::FakeEngineTest;
using testing::wait_until;

class QueuePanelTest : public FakeEngineTest {
  protected:
    QueuePanelTest() {
        queue_.set_program(fake_engine());
        panel_.resize(620, 320);
        panel_.show();
    }

    int add(const std::string& mode) {
        return queue_.add({.kind = RunKind::run,
                           .title = QString::fromStdString(mode),
                           .source = file_of(mode),
                           .result = folder() + "/out.h5",
                           .options = {}});
    }

    bool wait_for(int id, RunState state) {
        return wait_until([&] { return queue_.find(id)->state == state; });
    }

    QString cell(int row, int column) { return panel_.list()->topLevelItem(row)->text(column); }

    RunQueue queue_;
    QueuePanel panel_{queue_};
};

TEST_F(QueuePanelTest, a_new_run_is_chosen_and_its_row_shows_progress_and_time) {
    const int id = add("slow");
    EXPECT_EQ(panel_.chosen(), id);
    ASSERT_TRUE(wait_until([&] { return cell(0, 1).contains("%"); }));
    // The fake engine says that 99 s remain at 1 %.
    ASSERT_TRUE(wait_until([&] { return !cell(0, 2).isEmpty(); }));
    EXPECT_TRUE(cell(0, 2).startsWith("about 1 min")) << cell(0, 2).toStdString();
    queue_.stop(id);
    ASSERT_TRUE(wait_for(id, RunState::stopped));
    EXPECT_EQ(cell(0, 1), "Stopped");
    EXPECT_EQ(cell(0, 2), "");
}

TEST_F(QueuePanelTest, the_buttons_pause_go_on_stop_and_run_again) {
    const int id = add("slow");
    ASSERT_TRUE(wait_until([&] { return panel_.pause_button()->isEnabled(); }));
    QTest::mouseClick(panel_.pause_button(), Qt::LeftButton);
    ASSERT_TRUE(wait_for(id, RunState::paused));
    EXPECT_EQ(panel_.pause_button()->text(), "Go on");
    QTest::mouseClick(panel_.pause_button(), Qt::LeftButton);
    EXPECT_EQ(queue_.find(id)->state, RunState::running);
    QTest::mouseClick(panel_.stop_button(), Qt::LeftButton);
    ASSERT_TRUE(wait_for(id, RunState::stopped));
    QTest::mouseClick(panel_.retry_button(), Qt::LeftButton);
    EXPECT_EQ(queue_.find(id)->state, RunState::running);
    EXPECT_EQ(panel_.chosen(), id);
    queue_.stop(id);
    EXPECT_TRUE(wait_for(id, RunState::stopped));
}

TEST_F(QueuePanelTest, stop_becomes_kill_for_a_run_that_does_not_end) {
    const int id = add("hang");
    ASSERT_TRUE(wait_until([&] { return queue_.find(id)->share.has_value(); }));
    QTest::mouseClick(panel_.stop_button(), Qt::LeftButton);
    EXPECT_EQ(panel_.stop_button()->text(), "Kill");
    QTest::mouseClick(panel_.stop_button(), Qt::LeftButton);
    EXPECT_TRUE(wait_for(id, RunState::stopped));
}

TEST_F(QueuePanelTest, the_log_and_the_reason_of_a_failure_are_shown) {
    const int id = add("fail");
    ASSERT_TRUE(wait_for(id, RunState::failed));
    EXPECT_THAT(panel_.log()->toPlainText().toStdString(),
                ::testing::HasSubstr("city.gpkg: is missing"));
    EXPECT_FALSE(panel_.open_button()->isEnabled());
    EXPECT_TRUE(panel_.retry_button()->isEnabled());
}

TEST_F(QueuePanelTest, a_run_is_opened_and_removed_from_the_list) {
    const int id = add("good");
    ASSERT_TRUE(wait_for(id, RunState::done));
    QString opened;
    QObject::connect(&panel_, &QueuePanel::open_wanted,
                     [&](RunKind, const QString& path) { opened = path; });
    QTest::mouseClick(panel_.open_button(), Qt::LeftButton);
    EXPECT_EQ(opened, folder() + "/out.h5");
    QTest::mouseClick(panel_.remove_button(), Qt::LeftButton);
    EXPECT_TRUE(queue_.runs().empty());
    EXPECT_EQ(panel_.list()->topLevelItemCount(), 0);
    EXPECT_TRUE(std::filesystem::exists(path_of("out.h5")));
}

TEST(RemainingText, has_the_units_that_suit_the_time) {
    EXPECT_EQ(remaining_text(59.4), "about 59 s left");
    EXPECT_EQ(remaining_text(130), "about 2 min 10 s left");
    EXPECT_EQ(remaining_text(7320), "about 2 h 2 min left");
    EXPECT_EQ(remaining_text(std::nullopt), "");
}

} // namespace
} // namespace cityproof::gui
