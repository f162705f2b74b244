// SPDX-License-Identifier: Apache-2.0
// Children are /bin/sh scripts; expected outcomes follow from the scripts (exit codes and signals
// of POSIX).
#include "core/base/errors.hpp"
#include "scenarios/process/process_pool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "tests/support/test_data.hpp"

namespace cityproof::process {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class ProcessPool : public ::testing::Test {
  protected:
    Job sh(const std::string& script) {
        const std::string name = "job" + std::to_string(made_++);
        return {name, {"/bin/sh", "-c", script}, folder_.path() / (name + ".log")};
    }

    std::string log_of(const Job& job) const {
        std::ifstream file{job.log, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    cityproof::testing::TemporaryFolder folder_;
    InterruptWatch watch_;
    PoolEvents events_;
    int made_ = 0;
};

/// Whether the process is gone within ten seconds (a killed orphan is reaped by init, not by us).
bool is_gone(pid_t pid) {
    for (int i = 0; i < 1000; ++i) {
        std::ifstream status{"/proc/" + std::to_string(pid) + "/stat"};
        std::string word;
        std::string state;
        if (!(status >> word >> word >> state) || state == "Z") {
            return true;
        }
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

TEST_F(ProcessPool, outcomes_keep_the_order_of_the_jobs) {
    const std::vector<Job> jobs{sh("sleep 0.2; exit 3"), sh("exit 0"), sh("exit 5")};
    const auto outcomes = run_jobs(jobs, 3, events_, watch_);
    ASSERT_EQ(outcomes.size(), 3U);
    EXPECT_EQ(to_string(outcomes[0]), "exit code 3");
    EXPECT_TRUE(outcomes[1].ok());
    EXPECT_EQ(outcomes[2].code, 5);
}

TEST_F(ProcessPool, output_of_both_kinds_is_in_the_log_and_lines_of_stdout_arrive) {
    std::vector<std::string> lines;
    events_.line = [&](std::size_t, std::string_view line) { lines.emplace_back(line); };
    const std::vector<Job> jobs{
        sh("printf 'one\\ntw'; echo oops >&2; printf 'o\\nrest without end'")};
    ASSERT_TRUE(run_jobs(jobs, 1, events_, watch_)[0].ok());
    EXPECT_THAT(lines, ElementsAre("one", "two"));
    EXPECT_THAT(log_of(jobs[0]), HasSubstr("oops"));
    EXPECT_THAT(log_of(jobs[0]), HasSubstr("rest without end"));
}

TEST_F(ProcessPool, crash_is_reported_with_its_signal) {
    const std::vector<Job> jobs{sh("echo last words >&2; kill -SEGV $$")};
    const Outcome outcome = run_jobs(jobs, 1, events_, watch_)[0];
    EXPECT_FALSE(outcome.ok());
    EXPECT_EQ(to_string(outcome), "killed by signal 11 (Segmentation fault)");
    EXPECT_THAT(log_of(jobs[0]), HasSubstr("last words"));
}

TEST_F(ProcessPool, program_that_does_not_exist_is_reported) {
    const std::vector<Job> jobs{
        {"x", {(folder_.path() / "no-such-program").string()}, folder_.path() / "x.log"},
        sh("exit 0")};
    const auto outcomes = run_jobs(jobs, 1, events_, watch_);
    EXPECT_EQ(to_string(outcomes[0]), "could not be started: No such file or directory");
    EXPECT_TRUE(outcomes[1].ok());
}

TEST_F(ProcessPool, never_more_at_once_than_asked_for) {
    int running = 0;
    int most = 0;
    events_.started = [&](std::size_t) { most = std::max(most, ++running); };
    events_.ended = [&](std::size_t, const Outcome&) { return --running, true; };
    std::vector<Job> jobs;
    for (int i = 0; i < 7; ++i) {
        jobs.push_back(sh("sleep 0.05"));
    }
    run_jobs(jobs, 3, events_, watch_);
    EXPECT_EQ(most, 3);
    EXPECT_EQ(running, 0);
}

TEST_F(ProcessPool, children_really_run_at_the_same_time) {
    // Each waits for the file that the other makes: one after the other would never end.
    const std::string mine = (folder_.path() / "a").string();
    const std::string other = (folder_.path() / "b").string();
    const auto meet = [](const std::string& make, const std::string& wait) {
        return "touch '" + make + "'; i=0; while [ ! -e '" + wait +
               "' ]; do i=$((i+1)); [ $i -gt 500 ] && exit 9; " + "sleep 0.02; done";
    };
    const std::vector<Job> jobs{sh(meet(mine, other)), sh(meet(other, mine))};
    for (const Outcome& outcome : run_jobs(jobs, 2, events_, watch_)) {
        EXPECT_TRUE(outcome.ok()) << to_string(outcome);
    }
}

TEST_F(ProcessPool, caller_can_stop_further_jobs) {
    events_.ended = [](std::size_t, const Outcome& outcome) { return outcome.ok(); };
    const std::string made = (folder_.path() / "made").string();
    const std::vector<Job> jobs{sh("exit 2"), sh("touch '" + made + "'")};
    const auto outcomes = run_jobs(jobs, 1, events_, watch_);
    EXPECT_EQ(outcomes[0].code, 2);
    EXPECT_EQ(outcomes[1].kind, Outcome::Kind::cancelled);
    EXPECT_FALSE(std::filesystem::exists(made));
}

TEST_F(ProcessPool, flood_of_output_fills_neither_disk_nor_memory) {
    PoolLimits limits;
    limits.log_head_bytes = 1000;
    limits.log_tail_bytes = 500;
    std::size_t lines = 0;
    events_.line = [&](std::size_t, std::string_view) { ++lines; };
    // 20 MB in lines of ten bytes, and 5 MB without any line end.
    const std::vector<Job> jobs{sh("yes 123456789 | head -c 20000000; echo the end"),
                                sh("head -c 5000000 /dev/zero; echo; echo after")};
    for (const Outcome& outcome : run_jobs(jobs, 2, events_, watch_, limits)) {
        EXPECT_TRUE(outcome.ok());
    }
    EXPECT_EQ(lines, 2'000'000U + 1 + 1); // the line of 5 MB is left out
    for (const Job& job : jobs) {
        EXPECT_LT(std::filesystem::file_size(job.log), 1600U);
    }
    const std::string log = log_of(jobs[0]);
    EXPECT_THAT(log, HasSubstr("bytes left out"));
    EXPECT_TRUE(log.ends_with("the end\n")) << log.substr(log.size() - 40);
}

TEST_F(ProcessPool, standard_input_is_empty) {
    const std::vector<Job> jobs{sh("read line && exit 1; exit 0")};
    EXPECT_TRUE(run_jobs(jobs, 1, events_, watch_)[0].ok());
}

TEST_F(ProcessPool, what_a_child_leaves_running_is_killed_and_not_waited_for) {
    pid_t left = -1;
    events_.line = [&](std::size_t, std::string_view line) { left = std::stoi(std::string{line}); };
    // The background process holds the pipes open.
    const std::vector<Job> jobs{sh("sleep 60 & echo $!")};
    const auto before = Clock::now();
    EXPECT_TRUE(run_jobs(jobs, 1, events_, watch_)[0].ok());
    EXPECT_LT(Clock::now() - before, 20s);
    ASSERT_GT(left, 0);
    EXPECT_TRUE(is_gone(left));
}

TEST_F(ProcessPool, interrupt_reaches_all_children_and_finished_work_stays) {
    std::vector<pid_t> children;
    std::size_t ended = 0;
    events_.line = [&](std::size_t, std::string_view line) {
        children.push_back(std::stoi(std::string{line}));
    };
    events_.ended = [&](std::size_t, const Outcome&) { return ++ended, true; };
    // As a terminal does it, once two children hang and one has finished.
    events_.tick = [&] {
        if (children.size() == 2 && ended == 1 && watch_.count() == 0) {
            std::raise(SIGINT);
        }
    };
    const std::string done = (folder_.path() / "done").string();
    const std::string never = (folder_.path() / "never").string();
    const std::vector<Job> jobs{sh("echo $$; sleep 60"), sh("touch '" + done + "'"),
                                sh("echo $$; sleep 60"), sh("touch '" + never + "'")};
    try {
        run_jobs(jobs, 2, events_, watch_);
        FAIL() << "not interrupted";
    } catch (const Interrupted& error) {
        EXPECT_EQ(error.code(), ExitCode::interrupted);
    }
    EXPECT_TRUE(std::filesystem::exists(done));
    EXPECT_FALSE(std::filesystem::exists(never));
    for (const pid_t child : children) {
        EXPECT_TRUE(is_gone(child));
    }
}

TEST_F(ProcessPool, child_may_finish_in_order_when_asked_to_stop) {
    std::vector<std::string> said;
    events_.line = [&](std::size_t, std::string_view line) {
        said.emplace_back(line);
        if (line == "ready") {
            std::raise(SIGTERM);
        }
    };
    const std::vector<Job> jobs{
        sh("trap 'echo flushed; exit 75' TERM; echo ready; while :; do sleep 0.05; done")};
    try {
        run_jobs(jobs, 1, events_, watch_);
        FAIL() << "not interrupted";
    } catch (const Interrupted& error) {
        EXPECT_EQ(error.code(), ExitCode::transient);
    }
    EXPECT_THAT(said, ElementsAre("ready", "flushed"));
}

TEST_F(ProcessPool, child_that_ignores_the_interrupt_is_killed_after_the_grace_period) {
    PoolLimits limits;
    limits.grace = 300ms;
    pid_t child = -1;
    events_.line = [&](std::size_t, std::string_view line) {
        child = std::stoi(std::string{line});
        std::raise(SIGINT);
    };
    const std::vector<Job> jobs{sh("trap '' INT TERM; echo $$; while :; do sleep 0.05; done")};
    EXPECT_THROW(run_jobs(jobs, 1, events_, watch_, limits), Interrupted);
    ASSERT_GT(child, 0);
    EXPECT_TRUE(is_gone(child));
}

TEST_F(ProcessPool, second_interrupt_does_not_wait_for_the_grace_period) {
    PoolLimits limits;
    limits.grace = 10min;
    bool ready = false;
    events_.line = [&](std::size_t, std::string_view) { ready = true; };
    events_.tick = [&] {
        if (ready && watch_.count() < 2) {
            std::raise(SIGINT);
        }
    };
    const std::vector<Job> jobs{sh("trap '' INT TERM; echo x; while :; do sleep 0.05; done")};
    EXPECT_THROW(run_jobs(jobs, 1, events_, watch_, limits), Interrupted);
}

TEST_F(ProcessPool, children_die_with_a_parent_that_is_killed) {
    const std::string note = (folder_.path() / "child").string();
    const pid_t parent = fork();
    ASSERT_GE(parent, 0);
    if (parent == 0) {
        const std::vector<Job> jobs{sh("echo $$ > '" + note + "'; sleep 60")};
        run_jobs(jobs, 1, {}, watch_);
        _exit(0);
    }
    pid_t child = -1;
    for (int i = 0; i < 500 && child < 0; ++i) {
        std::this_thread::sleep_for(10ms);
        if (std::ifstream file{note}; !(file >> child)) {
            child = -1;
        }
    }
    ASSERT_GT(child, 0);
    kill(parent, SIGKILL);
    EXPECT_TRUE(is_gone(child));
    waitpid(parent, nullptr, 0);
}

TEST_F(ProcessPool, log_in_a_missing_folder_is_an_input_error) {
    const std::vector<Job> jobs{{"x", {"/bin/true"}, folder_.path() / "none" / "x.log"}};
    EXPECT_THROW(run_jobs(jobs, 1, events_, watch_), InputError);
}

TEST(InterruptWatch, only_one_at_a_time) {
    const InterruptWatch first;
    EXPECT_THROW(InterruptWatch{}, std::logic_error);
}

TEST(InterruptWatch, counts_and_remembers_the_first) {
    const InterruptWatch watch;
    EXPECT_EQ(watch.first_signal(), 0);
    std::raise(SIGTERM);
    std::raise(SIGINT);
    EXPECT_EQ(watch.count(), 2);
    EXPECT_EQ(watch.first_signal(), SIGTERM);
}

TEST_F(ProcessPool, a_stream_ends_when_nothing_runs_and_nothing_comes) {
    std::vector<std::string> scripts{"exit 1", "exit 0"};
    std::vector<int> codes;
    events_.ended = [&](std::size_t job, const Outcome& outcome) {
        codes.push_back(outcome.code);
        if (job == 0) { // what comes to mind when one has ended
            scripts.emplace_back("exit 7");
        }
        return true;
    };
    std::size_t next = 0;
    run_job_stream(
        [&](std::span<const pid_t> running) -> std::optional<Job> {
            if (!running.empty() || next == scripts.size()) {
                return std::nullopt;
            }
            return sh(scripts[next++]);
        },
        events_, watch_);
    EXPECT_THAT(codes, ElementsAre(1, 0, 7));
}

TEST_F(ProcessPool, an_end_without_output_is_noticed_at_once) {
    const auto begin = Clock::now();
    const std::vector<Job> jobs(20, sh("exec >&- 2>&-; exit 0"));
    run_jobs(jobs, 1, events_, watch_);
    // Were each noticed in the next turn only, they would take two seconds.
    EXPECT_LT(Clock::now() - begin, 1500ms);
}

TEST_F(ProcessPool, an_outcome_tells_what_the_process_took) {
    // 32 MB in one shell variable.
    const std::vector<Job> jobs{sh("v=$(head -c 32000000 /dev/zero | tr '\\0' x); : \"$v\"")};
    const auto outcomes = run_jobs(jobs, 1, events_, watch_);
    EXPECT_GT(outcomes[0].usage.peak_memory_bytes, 32'000'000U);
    EXPECT_LT(outcomes[0].usage.peak_memory_bytes, 1'000'000'000U);
    EXPECT_GT(outcomes[0].usage.cpu_s, 0);
}

} // namespace
} // namespace cityproof::process
