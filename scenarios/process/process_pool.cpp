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
    Pool(std::span<const Job> jobs, std::size_t parallel, const PoolEvents& events,
         const InterruptWatch& watch, const PoolLimits& limits)
        : jobs_{jobs},
          parallel_{std::max<std::size_t>(parallel, 1)},
          events_{events},
          watch_{watch},
          limits_{limits},
          outcomes_(jobs.size()) {}

    std::vector<Outcome> run() {
        while (!running_.empty() || may_start()) {
            start_jobs();
            wait_for_output();
            read_and_collect();
            stop_if_interrupted();
            if (events_.tick) {
                events_.tick();
            }
        }
        throw_if_interrupted();
        return std::move(outcomes_);
    }

  private:
    bool may_start() const { return next_ < jobs_.size() && !cancelled_ && watch_.count() == 0; }

    void start_jobs() {
        while (running_.size() < parallel_ && may_start()) {
            const std::size_t index = next_++;
            running_.push_back(std::make_unique<Running>(index, jobs_[index], limits_));
            if (events_.started) {
                events_.started(index);
            }
        }
    }

    void wait_for_output() const {
        std::vector<pollfd> descriptors;
        for (const auto& running : running_) {
            for (const int descriptor : running->child.outputs()) {
                descriptors.push_back({descriptor, POLLIN, 0}); // poll leaves out -1
            }
        }
        // An end without output is noticed after one turn; an interrupt ends the wait.
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
                outcomes_[running->job] = *outcome;
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

    std::span<const Job> jobs_;
    std::size_t parallel_;
    const PoolEvents& events_;
    const InterruptWatch& watch_;
    PoolLimits limits_;
    std::vector<Outcome> outcomes_;
    std::vector<std::unique_ptr<Running>> running_;
    std::size_t next_ = 0;
    bool cancelled_ = false;
    std::optional<Clock::time_point> stop_at_;
};

} // namespace

std::vector<Outcome> run_jobs(std::span<const Job> jobs, std::size_t parallel,
                              const PoolEvents& events, const InterruptWatch& watch,
                              const PoolLimits& limits) {
    return Pool{jobs, parallel, events, watch, limits}.run();
}

} // namespace cityproof::process
