// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/process/child_process.hpp"
#include "scenarios/process/interrupt_watch.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::process {

/// One program to run. Its whole output goes to `log` (see CappedLog).
struct Job {
    std::string name;
    std::vector<std::string> command;
    std::filesystem::path log;
};

/// What the caller wants to know meanwhile; any may be empty.
struct PoolEvents {
    std::function<void(std::size_t job)> started;
    /// A line of standard output without its end. Lines longer than 64 KiB are left out.
    std::function<void(std::size_t job, std::string_view line)> line;
    /// Returns whether further jobs are to be started.
    std::function<bool(std::size_t job, const Outcome& outcome)> ended;
    std::function<void()> tick; ///< about ten times a second
};

struct PoolLimits {
    std::chrono::milliseconds grace{10'000}; ///< between asking a child to stop and killing it
    std::size_t log_head_bytes = 4U << 20U;
    std::size_t log_tail_bytes = 64U << 10U;
};

/// Runs the jobs in their order, at most `parallel` at once (at least one), and returns their
/// outcomes. When `watch` has counted an interrupt, the children get the same signal, after the
/// grace period (or at a second interrupt) SIGKILL, and once all have ended Interrupted is thrown:
/// exit code 130 for SIGINT, 75 for SIGTERM. Errors: InputError for a log that cannot be written;
/// std::system_error when the system has no more processes. Threads: call it from a process with
/// one thread (it forks).
std::vector<Outcome> run_jobs(std::span<const Job> jobs, std::size_t parallel,
                              const PoolEvents& events, const InterruptWatch& watch,
                              const PoolLimits& limits = {});

/// Decides what runs next: asked whenever one may be started, with the processes that run now;
/// nullopt: none at present.
using NextJob = std::function<std::optional<Job>(std::span<const pid_t> running)>;

/// run_jobs for a list that is not known beforehand: ends when nothing runs and `next` has nothing.
/// Jobs are numbered in the order in which they were given. Errors, Threads: as run_jobs.
void run_job_stream(const NextJob& next, const PoolEvents& events, const InterruptWatch& watch,
                    const PoolLimits& limits = {});

} // namespace cityproof::process
