// SPDX-License-Identifier: Apache-2.0
#include "scenarios/process/process_pool.hpp"

#include "core/base/errors.hpp"
#include "scenarios/process/capped_log.hpp"

#include <poll.h>

#include <algorithm>
#include <csignal>
#include <memory>

namespace cityproof::process {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_line = 64U << 10U;
constexpr std::size_t bytes_a_turn = 256U << 10U;
constexpr int turn_ms = 100;

/// Cuts a stream into lines.
class LineCutter {
  public:
    template <typename Handler>
    void add(std::string_view piece, Handler&& handler) {
        while (!piece.empty()) {
            const std::size_t end = piece.find('\n');
            const std::string_view part = piece.substr(0, end);
            too_long_ = too_long_ || rest_.size() + part.size() > longest_line;
            if (!too_long_) {
                rest_ += part;
            }
            if (end == std::string_view::npos) {
                return;
            }
            if (!too_long_) {
                handler(std::string_view{rest_});
            }
            rest_.clear();
            too_long_ = false;
            piece.remove_prefix(end + 1);
        }
    }

  private:
    std::string rest_;
    bool too_long_ = false;
};

struct Running {
    Running(std::size_t index, const Job& what, const PoolLimits& limits)
        : job{index},
          log{what.log, limits.log_head_bytes, limits.log_tail_bytes},
          child{what.command} {}

    std::size_t job;
    CappedLog log;
    ChildProcess child;
    LineCutter lines;
};

class Pool {
  public:
    Pool(const NextJob& next, const PoolEvents& events, const InterruptWatch& watch,
         const PoolLimits& limits)
        : next_{next},
          events_{events},
          watch_{watch},
          limits_{limits} {}

    void run() {
        while (start_jobs() || !running_.empty()) {
            wait_for_output();
            read_and_collect();
            stop_if_interrupted();
            if (events_.tick) {
                events_.tick();
            }
        }
        throw_if_interrupted();
    }

  private:
    bool may_start() const { return !cancelled_ && watch_.count() == 0; }

    std::vector<pid_t> processes() const {
        std::vector<pid_t> pids;
        for (const auto& running : running_) {
            pids.push_back(running->child.pid());
        }
        return pids;
    }

    /// Returns whether any was started.
    bool start_jobs() {
        const std::size_t before = started_;
        while (may_start()) {
            const std::optional<Job> job = next_(processes());
            if (!job) {
                break;
            }
            const std::size_t index = started_++;
            running_.push_back(std::make_unique<Running>(index, *job, limits_));
            if (events_.started) {
                events_.started(index);
            }
        }
        return started_ > before;
    }

    void wait_for_output() const {
        std::vector<pollfd> descriptors;
        for (const auto& running : running_) {
            const auto [out, err] = running->child.outputs();
            for (const int descriptor : {out, err, running->child.end()}) {
                descriptors.push_back({descriptor, POLLIN, 0}); // poll leaves out -1
            }
        }
        // Without a descriptor an end is noticed after one turn; an interrupt ends the wait.
        poll(descriptors.data(), descriptors.size(), turn_ms);
    }

    void read_and_collect() {
        for (auto& running : running_) {
            const auto handler = [&](std::string_view piece, bool is_stdout) {
                running->log.append(piece);
                if (is_stdout && events_.line) {
                    running->lines.add(
                        piece, [&](std::string_view line) { events_.line(running->job, line); });
                }
            };
            running->child.read_output(handler, bytes_a_turn);
            if (const auto outcome = running->child.poll_end(handler)) {
                running->log.close();
                if (events_.ended && !events_.ended(running->job, *outcome)) {
                    cancelled_ = true;
                }
                running.reset();
            }
        }
        std::erase(running_, nullptr);
    }

    void signal_all(int number) const {
        for (const auto& running : running_) {
            running->child.signal_group(number);
        }
    }

    void stop_if_interrupted() {
        if (watch_.count() == 0) {
            return;
        }
        if (!stop_at_) {
            stop_at_ = Clock::now() + limits_.grace;
            signal_all(watch_.first_signal());
        } else if (watch_.count() > 1 || Clock::now() >= *stop_at_) {
            signal_all(SIGKILL);
        }
    }

    void throw_if_interrupted() const {
        if (watch_.count() > 0) {
            const bool terminated = watch_.first_signal() == SIGTERM;
            throw Interrupted{terminated ? ExitCode::transient : ExitCode::interrupted,
                              terminated ? "asked to stop" : "interrupted"};
        }
    }

    const NextJob& next_;
    const PoolEvents& events_;
    const InterruptWatch& watch_;
    PoolLimits limits_;
    std::vector<std::unique_ptr<Running>> running_;
    std::size_t started_ = 0;
    bool cancelled_ = false;
    std::optional<Clock::time_point> stop_at_;
};

} // namespace

void run_job_stream(const NextJob& next, const PoolEvents& events, const InterruptWatch& watch,
                    const PoolLimits& limits) {
    Pool{next, events, watch, limits}.run();
}

std::vector<Outcome> run_jobs(std::span<const Job> jobs, std::size_t parallel,
                              const PoolEvents& events, const InterruptWatch& watch,
                              const PoolLimits& limits) {
    std::vector<Outcome> outcomes(jobs.size());
    std::size_t given = 0;
    const NextJob next = [&](std::span<const pid_t> running) -> std::optional<Job> {
        if (given == jobs.size() || running.size() >= std::max<std::size_t>(parallel, 1)) {
            return std::nullopt;
        }
        return jobs[given++];
    };
    PoolEvents with_outcomes = events;
    with_outcomes.ended = [&](std::size_t job, const Outcome& outcome) {
        outcomes[job] = outcome;
        return !events.ended || events.ended(job, outcome);
    };
    run_job_stream(next, with_outcomes, watch, limits);
    return outcomes;
}

} // namespace cityproof::process
