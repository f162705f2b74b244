// SPDX-License-Identifier: Apache-2.0
// A new planner's first hour, with the programs themselves and nothing made up: from the start page
// to the report of an own comparison. Each step leaves a picture of the screen in the folder that
// CITYPROOF_WALK_PICTURES names, and no text in it is clipped.
#include "gui/compare/compare_view.hpp"
#include "gui/compare/key_figure_table.hpp"
#include "gui/scenario/scenario_panel.hpp"
#include "gui/start/first_comparison.hpp"
#include "gui/start/start_page.hpp"
#include "gui/view/map_view.hpp"
#include "gui/window/main_window.hpp"
#include "gui/window/problems_panel.hpp"
#include "io/text/files.hpp"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shown_texts.hpp"
#include "tests/support/test_data.hpp"
#include "wait_until.hpp"

namespace cityproof::gui {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using testing::wait_until;

constexpr int run_patience_ms = 300'000; // a morning of the demo city on a busy machine

class FirstHour : public ::testing::Test {
  protected:
    FirstHour() {
        window_.set_colours(Colours::light);
        window_.resize(1400, 900);
        window_.show();
        window_.activateWindow();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&window_));
    }

    /// Keeps what the screen shows.
    void step(const char* name) {
        wait_until([&] { return window_.is_settled(); });
        QTest::qWait(100); // panels lay themselves out
        for (const testing::ShownText& text : testing::clipped_texts(window_)) {
            ADD_FAILURE() << name << ": \"" << text.text.toStdString() << "\" is clipped in "
                          << text.where.toStdString();
        }
        const QString folder = qEnvironmentVariable("CITYPROOF_WALK_PICTURES");
        if (!folder.isEmpty()) {
            QDir{}.mkpath(folder);
            const QPixmap picture = window_.screen()->grabWindow(window_.winId());
            EXPECT_TRUE(picture.save(QStringLiteral("%1/%2_at_%3x.png")
                                         .arg(folder, QLatin1String{name})
                                         .arg(window_.devicePixelRatio())));
        }
    }

    void problems_are_none() {
        EXPECT_EQ(window_.problems()->count(), 0) << window_.problems()->newest().toStdString();
    }

    /// Does what a step of the guide offers; the guide is in front.
    void click(GuideStep guide_step) {
        QTest::mouseClick(window_.guide()->button(guide_step), Qt::LeftButton);
    }

    /// Types into a field of a form as a user does.
    static void type(DocumentEditor& editor, const char* path, const QString& text) {
        auto* line = qobject_cast<QLineEdit*>(editor.form()->editor(QString::fromLatin1(path)));
        ASSERT_NE(line, nullptr) << path;
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }

    bool wait_long(const std::function<bool()>& condition) {
        return QTest::qWaitFor(condition, run_patience_ms);
    }

    QString path(const char* name) const {
        return QString::fromStdString((folder_.path() / "demo" / name).string());
    }

    cityproof::testing::TemporaryFolder folder_;
    MainWindow window_;
};

TEST_F(FirstHour, from_the_start_page_to_a_report_of_an_own_comparison) {
    // 1. The start page leads to the guide, and its first step makes the demo city.
    window_.show_start_page();
    window_.start_page()->folder_line()->setText(path(""));
    step("1_start_page");
    QTest::mouseClick(window_.start_page()->guide_button(), Qt::LeftButton);
    step("2_guide");
    click(GuideStep::demo);
    ASSERT_TRUE(wait_long([&] { return window_.store().facts() != nullptr; }))
        << window_.problems()->newest().toStdString();
    window_.demo().stop(); // its other runs are not needed here
    step("3_demo_city");

    // 2. Play, and stop with the space bar.
    const double before_s = window_.playback().time_s();
    click(GuideStep::play);
    EXPECT_TRUE(wait_until([&] { return window_.playback().time_s() > before_s; }));
    QTest::keyClick(window_.map(), Qt::Key_Space);
    EXPECT_FALSE(window_.playback().is_playing());
    problems_are_none();

    // 3. An own scenario, with a policy.
    click(GuideStep::scenario);
    DocumentEditor& scenario = *window_.scenario()->scenario();
    ASSERT_TRUE(wait_until([&] { return scenario.form() != nullptr && scenario.is_checked(); }));
    EXPECT_THAT(scenario.document().text().toStdString(), HasSubstr("duration: 20 min\n"));
    step("4_scenario");
    click(GuideStep::policy);

    // 4. A parameter of the policy.
    DocumentEditor& policy = *window_.scenario()->current();
    ASSERT_NE(&policy, &scenario);
    ASSERT_TRUE(wait_until([&] { return policy.form() != nullptr && policy.is_checked(); }));
    type(policy, "adaptive_signals.min_green", QStringLiteral("7 s"));
    ASSERT_TRUE(wait_until([&] { return policy.is_checked(); }));
    EXPECT_FALSE(policy.has_errors());
    EXPECT_THAT(policy.document().text().toStdString(), HasSubstr("min_green: 7 s"));
    step("5_policy");

    // 5. Baseline and policy over three seeds, with one button.
    QSignalSpy finished{&window_, &MainWindow::study_finished};
    click(GuideStep::run);
    QTest::qWait(1500);
    step("6_running");
    ASSERT_TRUE(wait_long([&] { return !finished.isEmpty() || window_.problems()->count() > 0; }));
    problems_are_none();

    // 6. The verdict. The demo's own report says the same of an hour and five seeds.
    const auto* figures = window_.key_figures();
    ASSERT_TRUE(wait_long([&] { return figures->model()->rowCount() > 0; }))
        << window_.problems()->newest().toStdString();
    EXPECT_THAT(figures->headline()->text().toStdString(),
                MatchesRegex(".*lowered the mean delay by .* 3 paired seeds.*"));
    step("7_verdict");

    // 7. The report.
    const QString report = path("report.html");
    window_.save_report(report);
    ASSERT_TRUE(wait_long([&] { return QFile::exists(report); }));
    const std::string page = io::read_text_file(report.toStdString());
    EXPECT_THAT(page, HasSubstr("<svg"));
    EXPECT_THAT(page, HasSubstr("traffic.delay_mean"));
    window_.save_picture(path("map.png"));
    EXPECT_TRUE(QFile::exists(path("map.png")));
    problems_are_none();
    EXPECT_TRUE(wait_until([&] { return !window_.guide()->next(); }))
        << "step " << static_cast<int>(*window_.guide()->next()) << " is not ticked off";
    step("8_done");
}

} // namespace
} // namespace cityproof::gui
