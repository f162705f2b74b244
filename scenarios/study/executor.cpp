// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/executor.hpp"

#include "core/base/exit_code.hpp"
#include "scenarios/process/process_pool.hpp"
#include "scenarios/study/journal.hpp"
#include "scenarios/study/lease.hpp"
#include "scenarios/study/memory_guard.hpp"
#include "scenarios/study/run_state.hpp"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <thread>

namespace cityproof::study {
namespace {

using process::Job;
using process::Outcome;
using Clock = std::chrono::steady_clock;

constexpr int most_attempts = 2;

/// A run that is waiting for its turn.
struct Waiting {
    const PlannedRun* run = nullptr;
    int attempt = 1;
};

struct Started {
    const PlannedRun* run = nullptr;
    int attempt = 1;
    bool resumed = false;
    Clock::time_point at;
    std::optional<Lease> lease;
};

/// The last line of a log that is no JSON: what the program said when it gave up.
std::string last_line(const std::filesystem::path& log) {
    std::ifstream file{log, std::ios::binary};
    std::string last;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.front() != '{') {
            last = line;
        }
    }
    constexpr std::size_t longest = 400;
    return last.substr(0, longest);
}

/// Those that the process may run on: on a shared node often fewer than there are.
std::size_t usable_cores() {
    cpu_set_t usable;
    CPU_ZERO(&usable);
    return sched_getaffinity(0, sizeof usable, &usable) == 0
               ? static_cast<std::size_t>(CPU_COUNT(&usable))
               : std::max(1U, std::thread::hardware_concurrency());
}

class Executor {
  public:
    Executor(const RunList& list, std::vector<PlannedRun> runs, const StudyFolder& folder,
             const ExecutionOptions& options, const process::InterruptWatch& watch,
             StudyProgress& progress)
        : list_{list},
          runs_{std::move(runs)},
          folder_{folder},
          options_{options},
          watch_{watch},
          progress_{progress},
          journal_{folder.journal(options.worker)},
          memory_{options.memory_bytes} {
        const std::size_t cores = options.cores > 0 ? options.cores : usable_cores();
        threads_ = std::max<std::size_t>(1, cores / std::max<std::size_t>(1, options.jobs));
    }

    ExecutionResult execute() {
        sort_largest_first();
        for (const PlannedRun& run : runs_) {
            waiting_.push_back({&run, 1});
            progress_.expect(run);
        }
        const process::PoolEvents events{
            .started = [&](std::size_t job) { going_.insert(job); },
            .line = [&](std::size_t job,
                        std::string_view line) { progress_.on_line(*started_[job].run, line); },
            .ended =
                [&](std::size_t job, const Outcome& outcome) {
                    going_.erase(job);
                    on_end(started_[job], outcome);
                    return true;
                },
            .tick = [&] { on_tick(); }};
        process::run_job_stream([&](std::span<const pid_t> running) { return next_job(running); },
                                events, watch_);
        return std::move(result_);
    }

  private:
    void sort_largest_first() {
        const Experience experience = read_experience(folder_, list_);
        memory_.learn(experience.peak_memory_bytes);
        std::ranges::stable_sort(runs_, [&](const PlannedRun& a, const PlannedRun& b) {
            return experience.expected_s(a).value_or(a.cost) >
                   experience.expected_s(b).value_or(b.cost);
        });
    }

    std::optional<Job> next_job(std::span<const pid_t> running) {
        while (!waiting_.empty()) {
            if (running.size() >= std::max<std::size_t>(1, options_.jobs) ||
                !memory_.admits(running)) {
                return std::nullopt;
            }
            const Waiting next = waiting_.front();
            waiting_.pop_front();
            if (const auto job = start(next)) {
                return job;
            }
        }
        return std::nullopt;
    }

    /// nullopt when the run is another process's.
    std::optional<Job> start(const Waiting& next) {
        const PlannedRun& run = *next.run;
        std::optional<Lease> lease = Lease::take(folder_.lease(run.id));
        if (!lease) {
            ++result_.held;
            return std::nullopt;
        }
        if (!options_.worker.empty() && is_done(folder_, run)) { // since the list was read
            ++result_.done;
            progress_.on_end(run, true);
            return std::nullopt;
        }
        const bool resume =
            next.attempt == 1 && !list_.checkpoint_every.empty() && can_resume(folder_, run);
        if (!resume) {
            remove_remains(folder_, run);
        }
        started_.push_back({&run, next.attempt, resume, Clock::now(), std::move(lease)});
        std::error_code ignored;
        std::filesystem::remove(folder_.log(run.id), ignored);
        return Job{run.id, command_of(run, resume), folder_.growing_log(run.id)};
    }

    std::vector<std::string> command_of(const PlannedRun& run, bool resume) const {
        const std::string file = folder_.run_file(run.id).string();
        std::vector<std::string> command{options_.run_program.string(),
                                         list_.scenario.string(),
                                         "--seed",
                                         std::to_string(run.seed),
                                         "--threads",
                                         std::to_string(threads_),
                                         "--log",
                                         "json",
                                         "--run-id",
                                         run.id};
        const auto add = [&command](const char* option, const std::string& value) {
            command.emplace_back(option);
            command.push_back(value);
        };
        add(resume ? "--resume" : "-o", resume ? file + ".part" : file);
        for (const std::string& setting : list_.settings_of(run.point)) {
            add("--set", setting);
        }
        for (const std::string& policy : list_.arms[run.arm].policies) {
            add("--policy", policy);
        }
        if (!list_.checkpoint_every.empty()) {
            add("--checkpoint-every", list_.checkpoint_every);
        }
        return command;
    }

    void on_end(Started& started, const Outcome& outcome) {
        const PlannedRun& run = *started.run;
        const std::chrono::duration<double> wall = Clock::now() - started.at;
        journal_.add(run, {started.attempt, wall.count(), outcome});
        memory_.learn(outcome.usage.peak_memory_bytes);
        if (outcome.ok()) {
            remove_log(run);
            ++result_.done;
            progress_.on_end(run, true);
        } else if (watch_.count() == 0) {
            on_failure(started, outcome);
        } else {
            remove_log(run);
        }
        started.lease.reset();
    }

    void remove_log(const PlannedRun& run) const {
        std::error_code ignored;
        std::filesystem::remove(folder_.growing_log(run.id), ignored);
    }

    void on_failure(const Started& started, const Outcome& outcome) {
        const PlannedRun& run = *started.run;
        const bool refused = outcome.kind == Outcome::Kind::exited &&
                             outcome.code == to_int(ExitCode::bad_input) && !started.resumed;
        const bool again = started.attempt < most_attempts && !refused;
        tell_failure(run, outcome, again);
        if (again) {
            remove_log(run);
            progress_.on_retry(run);
            waiting_.push_back({&run, started.attempt + 1});
            return;
        }
        std::error_code ignored;
        std::filesystem::rename(folder_.growing_log(run.id), folder_.log(run.id), ignored);
        result_.failed.push_back(
            fmt::format("{} ({}): {}", run.id, list_.label(run), to_string(outcome)));
        result_.killed = result_.killed || outcome.kind == Outcome::Kind::killed;
        progress_.on_end(run, false);
    }

    /// The same reason is told a few times, not for each of a thousand runs.
    void tell_failure(const PlannedRun& run, const Outcome& outcome, bool again) {
        constexpr int most_times = 3;
        const std::string reason = last_line(folder_.growing_log(run.id));
        const int times = ++told_[to_string(outcome) + reason];
        if (times > most_times) {
            return;
        }
        progress_.note(fmt::format("the run {} ({}) failed ({}){}{}{}", run.id, list_.label(run),
                                   to_string(outcome), again ? "; it is tried once more" : "",
                                   reason.empty() ? "" : "\n    " + reason,
                                   times == most_times ? "\n    (not told again)" : ""));
    }

    void on_tick() {
        progress_.draw();
        for (const std::size_t job : going_) {
            started_[job].lease->renew();
        }
    }

    const RunList& list_;
    std::vector<PlannedRun> runs_;
    const StudyFolder& folder_;
    const ExecutionOptions& options_;
    const process::InterruptWatch& watch_;
    StudyProgress& progress_;
    Journal journal_;
    MemoryGuard memory_;
    std::size_t threads_ = 1;
    std::deque<Waiting> waiting_;
    std::deque<Started> started_;     ///< by job
    std::map<std::string, int> told_; ///< how often, by reason
    std::set<std::size_t> going_;     ///< jobs that have not ended
    ExecutionResult result_;
};

} // namespace

ExecutionResult execute_runs(const RunList& list, std::vector<PlannedRun> runs,
                             const StudyFolder& folder, const ExecutionOptions& options,
                             const process::InterruptWatch& watch, StudyProgress& progress) {
    return Executor{list, std::move(runs), folder, options, watch, progress}.execute();
}

} // namespace cityproof::study
