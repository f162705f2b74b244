// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/study/study_folder.hpp"

#include <cstddef>
#include <filesystem>
#include <string>

namespace cityproof::study {

struct SlurmOptions {
    std::string name;              ///< of the job
    std::filesystem::path program; ///< `cityproof`, absolute
    std::size_t tasks = 1;         ///< of the array
    std::string time;              ///< for --time; empty: the cluster's default
};

/// Writes array.sbatch, merge.sbatch and submit.sh into the folder. A task's script stays alive
/// beside its worker, because Slurm does not requeue a script that was killed itself: it passes
/// SIGTERM on (sent 60 s before the time limit) and asks for a requeue when the worker ends with 75
/// or by SIGKILL, at most 20 times. The merge job runs when all tasks have ended, however they did.
void write_slurm_files(const StudyFolder& folder, const SlurmOptions& options);

} // namespace cityproof::study
