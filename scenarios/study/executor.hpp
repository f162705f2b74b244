// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/process/interrupt_watch.hpp"
#include "scenarios/study/run_list.hpp"
#include "scenarios/study/study_folder.hpp"
#include "scenarios/study/study_progress.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::study {

struct ExecutionOptions {
    std::size_t jobs = 1;                      ///< runs at a time, at most
    std::size_t cores = 0;                     ///< for all of them; 0: those that may be used
    std::optional<std::uint64_t> memory_bytes; ///< of all runs together; see MemoryGuard
    std::filesystem::path run_program;
    std::string worker; ///< names the journal; empty for the batch
};

/// What became of the runs that were to be made.
struct ExecutionResult {
    std::size_t done = 0;
    std::vector<std::string> failed; ///< labels
    std::size_t held = 0;            ///< left to another process that makes them just now
    bool killed = false;             ///< a failed run was killed by a signal: perhaps for memory
};

/// Makes runs of a list, each in a process of its own with max(1, cores / jobs) threads: the
/// expensive ones first, as many at once as jobs and memory allow. A run that fails is tried once
/// more, then its log is kept in logs/ and the rest goes on; one that refuses its input is not
/// tried again. Errors: Interrupted when `watch` counted an interrupt; what was done stays.
ExecutionResult execute_runs(const RunList& list, std::vector<PlannedRun> runs,
                             const StudyFolder& folder, const ExecutionOptions& options,
                             const process::InterruptWatch& watch, StudyProgress& progress);

} // namespace cityproof::study
