// SPDX-License-Identifier: Apache-2.0
// The queue with the fake engine, whose modes are written at the top of fake_engine.cpp.
#include "gui/queue/run_queue.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "fake_engine.hpp"

namespace cityproof::gui {
namespace {

using ::testing::ElementsAre;
using testing::FakeEngineTest;
using ::testing::HasSubstr;
using testing::wait_until;

class RunQueueTest : public FakeEngineTest {
  protected:
    RunQueueTest() {
        queue_.set_program(fake_engine());
        QObject::connect(&queue_, &RunQueue::growing,
                         [this](int, const QString& file) { growing_ << file; });
        QObject::connect(&queue_, &RunQueue::run_finished,
                         [this](int, const QString& file) { finished_ << file; });
        QObject::connect(&queue_, &RunQueue::study_finished,
                         [this](const QString& folder) { studies_ << folder; });
        QObject::connect(&queue_, &RunQueue::problem, [this](const Problem& problem) {
            problems_.push_back(to_string(problem));
        });
        QObject::connect(&queue_, &RunQueue::changed, [this](int) {
            int going = 0;
            for (const QueuedRun& run : queue_.runs()) {
                going += run.state == RunState::running ? 1 : 0;
            }
            most_at_a_time_ = std::max(most_at_a_time_, going);
        });
    }

    int add(const std::string& mode, const std::string& name = "out") {
        return queue_.add({.kind = RunKind::run,
                           .title = QString::fromStdString(mode),
                           .source = file_of(mode),
                           .result = folder() + "/" + QString::fromStdString(name) + ".h5",
                           .options = {}});
    }

    RunState state(int id) { return queue_.find(id)->state; }

    bool wait_for(int id, RunState wanted) {
        return wait_until([&] { return state(id) == wanted; });
    }

    RunQueue queue_;
    QStringList growing_;
    QStringList finished_;
    QStringList studies_;
    std::vector<std::string> problems_;
    int most_at_a_time_ = 0;
};

TEST_F(RunQueueTest, a_run_is_seen_growing_and_then_done) {
    const int id = add("good");
    ASSERT_TRUE(wait_for(id, RunState::done));
    EXPECT_EQ(growing_, QStringList{folder() + "/out.h5.part"});
    EXPECT_EQ(finished_, QStringList{folder() + "/out.h5"});
    EXPECT_EQ(queue_.find(id)->share, 1.0);
    EXPECT_TRUE(problems_.empty());
    EXPECT_TRUE(queue_.is_idle());
}

TEST_F(RunQueueTest, only_so_many_go_at_a_time_and_the_others_follow_in_order) {
    queue_.set_at_a_time(2);
    std::vector<int> ids;
    for (const char* name : {"a", "b", "c", "d"}) {
        ids.push_back(add("good", name));
    }
    EXPECT_EQ(state(ids[2]), RunState::queued);
    ASSERT_TRUE(wait_until([&] { return finished_.size() == 4; }));
    EXPECT_EQ(most_at_a_time_, 2);
}

TEST_F(RunQueueTest, a_study_has_the_queue_for_itself_and_says_when_it_is_done) {
    queue_.set_at_a_time(2);
    std::ofstream{path_of("study.yaml")} << "# fake: study\n";
    const int run = add("good");
    const int study = queue_.add({.kind = RunKind::study,
                                  .title = "study",
                                  .source = folder() + "/study.yaml",
                                  .result = folder() + "/study",
                                  .options = {}});
    const int last = add("good", "last");
    EXPECT_EQ(state(study), RunState::queued);
    EXPECT_EQ(state(last), RunState::queued);
    ASSERT_TRUE(wait_for(last, RunState::done));
    EXPECT_EQ(state(run), RunState::done);
    EXPECT_EQ(state(study), RunState::done);
    EXPECT_EQ(most_at_a_time_, 1);
    EXPECT_EQ(studies_, QStringList{folder() + "/study"});
}

TEST_F(RunQueueTest, a_warning_becomes_a_problem_with_the_runs_name) {
    ASSERT_TRUE(wait_for(add("warn"), RunState::done));
    EXPECT_THAT(problems_, ElementsAre("warn: warning: edge 7: is never used"));
}

TEST_F(RunQueueTest, the_log_is_written_for_a_reader) {
    const int id = add("warn");
    ASSERT_TRUE(wait_for(id, RunState::done));
    EXPECT_EQ(queue_.find(id)->log,
              (QStringList{"edge 7: is never used", "traffic.delay_mean: 12.5 s",
                           "written to " + folder() + "/out.h5"}));
}

TEST_F(RunQueueTest, a_failed_run_says_why_and_can_be_tried_again) {
    const int id = add("fail");
    ASSERT_TRUE(wait_for(id, RunState::failed));
    EXPECT_THAT(queue_.find(id)->text.toStdString(), HasSubstr("city.gpkg: is missing"));
    EXPECT_THAT(problems_, ElementsAre(HasSubstr("exit code 3")));
    std::ofstream{path_of("fail.yaml")} << "# fake: good\n";
    queue_.retry(id);
    EXPECT_TRUE(wait_for(id, RunState::done));
}

TEST_F(RunQueueTest, a_crash_is_a_failure_with_its_last_words_and_the_next_run_begins) {
    queue_.set_at_a_time(1);
    const int crashed = add("crash");
    const int next = add("good", "next");
    ASSERT_TRUE(wait_for(next, RunState::done));
    EXPECT_EQ(state(crashed), RunState::failed);
    EXPECT_THAT(queue_.find(crashed)->text.toStdString(), HasSubstr("about to crash"));
    EXPECT_TRUE(std::filesystem::exists(path_of("out.h5.part")));
}

TEST_F(RunQueueTest, a_program_that_ends_well_without_a_result_has_failed) {
    const int id = add("nothing");
    ASSERT_TRUE(wait_for(id, RunState::failed));
    EXPECT_EQ(queue_.find(id)->text, "ended without a result");
    EXPECT_TRUE(finished_.empty());
}

TEST_F(RunQueueTest, a_stopped_run_ends_at_its_operators_word_with_a_complete_file) {
    const int id = add("slow");
    ASSERT_TRUE(wait_until([&] { return queue_.find(id)->share.has_value(); }));
    queue_.stop(id);
    EXPECT_EQ(state(id), RunState::stopping);
    ASSERT_TRUE(wait_for(id, RunState::stopped));
    EXPECT_EQ(finished_, QStringList{folder() + "/out.h5"});
    EXPECT_TRUE(problems_.empty());
}

TEST_F(RunQueueTest, a_run_that_hangs_is_killed_by_the_second_stop) {
    const int id = add("hang");
    ASSERT_TRUE(wait_until([&] { return queue_.find(id)->share.has_value(); }));
    queue_.stop(id);
    queue_.stop(id);
    ASSERT_TRUE(wait_for(id, RunState::stopped));
    EXPECT_TRUE(queue_.is_idle());
}

TEST_F(RunQueueTest, a_run_pauses_and_goes_on_at_its_operators_word) {
    const int id = add("slow");
    ASSERT_TRUE(wait_until([&] { return queue_.find(id)->share.has_value(); }));
    queue_.pause(id);
    ASSERT_TRUE(wait_for(id, RunState::paused));
    queue_.resume(id);
    EXPECT_EQ(state(id), RunState::running);
    queue_.stop(id);
    EXPECT_TRUE(wait_for(id, RunState::stopped));
}

TEST_F(RunQueueTest, an_intervention_reaches_the_run_and_its_log) {
    const int id = add("slow");
    ASSERT_TRUE(wait_until([&] { return queue_.find(id)->share.has_value(); }));
    queue_.intervene(id, "outage", "line/line:62");
    ASSERT_TRUE(wait_until([&] { return !problems_.empty(); }));
    std::ifstream record{path_of("out.h5.commands.jsonl")};
    std::stringstream text;
    text << record.rdbuf();
    EXPECT_THAT(text.str(), HasSubstr(R"("target":"line/line:62")"));
    EXPECT_THAT(queue_.find(id)->log.join('\n').toStdString(), HasSubstr("line/line:62"));
    queue_.stop(id);
    EXPECT_TRUE(wait_for(id, RunState::stopped));
}

TEST_F(RunQueueTest, the_list_outlives_the_window) {
    const QString file = folder() + "/state/queue.json";
    {
        RunQueue before;
        before.set_program(fake_engine());
        before.set_at_a_time(1);
        before.keep_in(file);
        const auto request = [&](const std::string& mode, const char* name) {
            return RunRequest{.kind = RunKind::run,
                              .title = name,
                              .source = file_of(mode),
                              .result = folder() + "/" + name + ".h5",
                              .options = {"--seed", "3"}};
        };
        const int done = before.add(request("good", "first"));
        before.add(request("slow", "second"));
        before.add(request("good", "third"));
        ASSERT_TRUE(wait_until([&] { return before.find(done)->state == RunState::done; }));
        ASSERT_TRUE(wait_until([&] { return before.runs()[1].share.has_value(); }));
    }
    queue_.keep_in(file);
    ASSERT_EQ(queue_.runs().size(), 3U);
    EXPECT_EQ(queue_.runs()[0].state, RunState::done);
    EXPECT_EQ(queue_.runs()[1].state, RunState::stopped);
    EXPECT_EQ(queue_.runs()[2].state, RunState::stopped);
    EXPECT_EQ(queue_.runs()[0].request.options, (QStringList{"--seed", "3"}));
    queue_.retry(queue_.runs()[2].id);
    EXPECT_TRUE(wait_for(queue_.runs()[2].id, RunState::done));
}

TEST_F(RunQueueTest, a_broken_list_is_an_empty_one) {
    std::ofstream{path_of("queue.json")} << "{\"format\": 1, \"runs\": [{";
    queue_.keep_in(folder() + "/queue.json");
    EXPECT_TRUE(queue_.runs().empty());
}

} // namespace
} // namespace cityproof::gui
