// SPDX-License-Identifier: Apache-2.0
// The window that changes a scenario, runs it and watches it. The engine is a script: schemas and
// checks come from the fake engine, a run is the sample town as town_writer writes it.
#include "gui/queue/operator_actions.hpp"
#include "gui/queue/queue_panel.hpp"
#include "gui/scenario/item_list_editor.hpp"
#include "gui/scenario/scenario_panel.hpp"
#include "gui/window/problems_panel.hpp"

#include <QMenu>
#include <QToolButton>

#include <gmock/gmock.h>

#include <fstream>

#include "window_fixture.hpp"

namespace cityproof::gui {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::ResultOf;
using testing::town_scenario;
using testing::wait_until;

class WindowRuns : public testing::WindowTest {
  protected:
    WindowRuns() {
        window_.store().set_poll_interval(20);
        const std::filesystem::path script = folder_.path() / "cityproof.sh";
        std::ofstream{script} << "#!/bin/sh\n"
                                 "if [ \"$1\" != run ]; then exec " CITYPROOF_FAKE_ENGINE
                                 " \"$@\"; fi\n" CITYPROOF_TOWN_WRITER " \"$4\" 30 40 finish &\n"
                                 "while [ ! -s \"$4.part\" ]; do sleep 0.02; done\n"
                                 "sleep 0.3\n"
                                 "echo '{\"type\":\"progress\",\"t_s\":60,\"end_s\":2400}'\n"
                                 "wait\n";
        std::filesystem::permissions(script, std::filesystem::perms::owner_all);
        window_.queue().set_program(QString::fromStdString(script.string()));
        window_.scenario()->set_program(QString::fromStdString(script.string()));
        window_.scenario()->set_question(
            [](const QString&) { return ScenarioPanel::Answer::discard; });
        std::ofstream{folder_.path() / "town.yaml"} << town_scenario;
    }

    void open_scenario() {
        window_.open(QString::fromStdString((folder_.path() / "town.yaml").string()));
        ASSERT_TRUE(wait_until([&] {
            return window_.scenario()->scenario()->form() != nullptr &&
                   window_.scenario()->scenario()->is_checked();
        }));
    }

    QString text() { return window_.scenario()->scenario()->document().text(); }
};

TEST_F(WindowRuns, a_scenario_opens_in_its_editor_beside_the_map) {
    open();
    EXPECT_FALSE(window_.scenario()->isVisible());
    open_scenario();
    EXPECT_TRUE(window_.scenario()->isVisible());
    EXPECT_EQ(text(), town_scenario);
    EXPECT_EQ(window_.problems()->count(), 0) << window_.problems()->newest().toStdString();
}

TEST_F(WindowRuns, a_run_is_shown_while_it_grows_and_when_it_is_done) {
    open_scenario();
    window_.scenario()->run();
    const std::string result = (folder_.path() / "town.h5").string();
    ASSERT_TRUE(wait_until([&] {
        return window_.store().facts() && window_.store().facts()->file == result + ".part";
    })) << window_.problems()->newest().toStdString();
    EXPECT_TRUE(window_.playback().is_following());
    ASSERT_TRUE(wait_until([&] { return window_.store().facts()->file == result; }));
    EXPECT_TRUE(wait_until([&] { return window_.queue().runs()[0].state == RunState::done; }));
    EXPECT_TRUE(window_.store().progress()->complete);
    EXPECT_EQ(window_.problems()->count(), 0) << window_.problems()->newest().toStdString();
}

TEST_F(WindowRuns, a_half_written_result_and_a_crash_are_sentences_and_the_window_goes_on) {
    window_.queue().set_program(CITYPROOF_FAKE_ENGINE);
    open_scenario();
    const auto run_as = [&](const char* mode) {
        std::ofstream{folder_.path() / "town.yaml"} << "# fake: " << mode << '\n' << town_scenario;
        EXPECT_TRUE(window_.scenario()->open(
            QString::fromStdString((folder_.path() / "town.yaml").string())));
        window_.problems()->clear();
        window_.scenario()->run();
        EXPECT_TRUE(wait_until([&] { return window_.queue().is_idle(); }));
        EXPECT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
        return window_.problems()->newest().toStdString();
    };
    EXPECT_THAT(run_as("half"), HasSubstr("town.h5"));
    EXPECT_THAT(run_as("crash"), HasSubstr("a crash"));
    open(); // another run can be looked at
    EXPECT_EQ(window_.queue().runs().size(), 2U);
}

// The programs themselves: what they say of a package that is gone is theirs to say.
TEST_F(WindowRuns, a_deleted_city_package_is_a_sentence_and_what_is_shown_stays) {
    window_.queue().set_program(CITYPROOF_PROGRAM_FILE);
    window_.scenario()->set_program(CITYPROOF_PROGRAM_FILE);
    open(); // a run of a city whose package is nowhere
    ASSERT_TRUE(settle());
    open_scenario();
    EXPECT_THAT(window_.scenario()->scenario()->problems(),
                Contains(ResultOf([](const Problem& problem) { return to_string(problem); },
                                  HasSubstr("town.city: is no folder"))));
    window_.scenario()->run();
    ASSERT_TRUE(wait_until([&] { return window_.queue().is_idle(); }));
    ASSERT_TRUE(wait_until([&] { return window_.problems()->count() > 0; }));
    EXPECT_THAT(window_.problems()->newest().toStdString(), HasSubstr("town.city"));
    EXPECT_EQ(window_.store().facts()->file, path_.string());
    EXPECT_EQ(text(), town_scenario);
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "town.h5"));
}

TEST_F(WindowRuns, baseline_and_policies_are_run_and_the_study_is_announced) {
    open_scenario();
    QString folder;
    QObject::connect(&window_, &MainWindow::study_finished,
                     [&](const QString& done) { folder = done; });
    window_.scenario()->run_study();
    ASSERT_TRUE(wait_until([&] { return !folder.isEmpty(); }));
    EXPECT_EQ(folder.toStdString(), (folder_.path() / "town-study").string());
}

TEST_F(WindowRuns, a_target_is_picked_by_a_click_on_the_map) {
    open();
    open_scenario();
    ASSERT_TRUE(settle());
    auto* events =
        qobject_cast<ItemListEditor*>(window_.scenario()->scenario()->form()->editor("events"));
    ASSERT_NE(events, nullptr);
    events->findChild<QToolButton*>()->click();
    click_map(500, 100); // where the sample town's signal "north" is
    EXPECT_THAT(text().toStdString(), HasSubstr("target: signal/north\n"));
    EXPECT_FALSE(window_.selected());
    click_map(500, 100);
    EXPECT_TRUE(window_.selected());
}

TEST_F(WindowRuns, the_menu_of_a_thing_offers_what_the_engine_can_do_to_it) {
    open();
    QMenu menu;
    window_.fill_menu(menu, ObjectRef{"signal", 0});
    ASSERT_EQ(menu.actions().size(), 1); // the sample town records no supply of signals
    menu.actions()[0]->trigger();
    EXPECT_EQ(window_.selected(), (ObjectRef{"signal", 0}));
}

// The pairs of kinds and tables are those of models/contracts/command.hpp and of the models'
// accepts().
TEST(OperatorActions, are_those_of_the_engine) {
    using List = std::vector<QString>;
    EXPECT_EQ(operator_actions("line", false), (List{"outage", "restore"}));
    EXPECT_EQ(operator_actions("pipe", false), (List{"close_pipe", "open_pipe"}));
    EXPECT_EQ(operator_actions("signal", true), (List{"supply_loss", "supply_restore"}));
    EXPECT_EQ(operator_actions("street", false), (List{"close_street", "open_street"}));
    EXPECT_EQ(operator_actions("sensor", false), List{});
}

TEST_F(WindowRuns, the_menu_of_a_thing_makes_an_event_of_the_scenario) {
    open();
    open_scenario();
    window_.scenario()->add_event("supply_loss", "signal/north");
    EXPECT_THAT(text().toStdString(), HasSubstr("  - id: event-2\n"
                                                "    at: 0 s\n"
                                                "    action: supply_loss\n"
                                                "    target: signal/north\n"));
}

} // namespace
} // namespace cityproof::gui
