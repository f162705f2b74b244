// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/exit_code.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace cityproof::study {

struct BatchOptions {
    std::filesystem::path study;
    std::filesystem::path folder; ///< empty for --dry-run and --export-design alone
    std::size_t jobs = 1;
    std::optional<std::uint64_t> memory_bytes;
    bool dry_run = false;
    std::filesystem::path design;        ///< CSV in place of the factors; empty for none
    std::filesystem::path export_design; ///< CSV to write; empty for none
    bool emit_slurm = false;
    std::size_t runs_per_task = 1;
    std::string task_time;      ///< for sbatch --time
    bool json_progress = false; ///< tell the progress on standard output, one object a line
};

/// Makes the runs of a study that are missing, then study.h5 and key_figures.csv. Returns ok, or
/// missing_runs when some failed. Errors: ProblemsError with everything that is wrong before
/// anything runs; Interrupted.
ExitCode run_batch(const BatchOptions& options);

/// Makes one share of a folder's run list: the runs with number index, index + of ...
struct WorkerOptions {
    std::filesystem::path folder;
    std::size_t index = 0;
    std::size_t of = 1;
    std::size_t jobs = 1;
    std::size_t cores = 0; ///< for all of them; 0: those that may be used
};

/// Returns ok when the whole share is done; transient when it may be later (another process makes
/// some of it, or a run was killed by a signal); missing_runs when a run failed for good.
/// Errors: InputError for a folder without a list, or one that another version of the inputs or of
/// the program made; Interrupted.
ExitCode run_worker(const WorkerOptions& options);

/// Writes study.h5 and key_figures.csv of what is there. Returns missing_runs, after listing them,
/// when runs are missing.
ExitCode merge_study(const std::filesystem::path& folder);

} // namespace cityproof::study
