// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/slurm.hpp"

#include "core/base/shell_word.hpp"
#include "io/text/files.hpp"

#include <fmt/format.h>

namespace cityproof::study {
namespace {

/// A name that sbatch takes without quotes.
std::string job_name(const std::string& name) {
    std::string plain = name;
    for (char& c : plain) {
        const bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '_';
        c = good ? c : '-';
    }
    return plain.substr(0, 60);
}

std::string array_script(const std::string& folder, const SlurmOptions& options) {
    const std::string time = options.time.empty() ? "" : "#SBATCH --time=" + options.time + "\n";
    return fmt::format(R"(#!/bin/bash
# Written by `cityproof batch --emit slurm`. One task makes one share of the runs; submit.sh submits it.
#SBATCH --job-name={name}
#SBATCH --array=0-{last}
#SBATCH --ntasks=1
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=logs/task-%a.out
#SBATCH --signal=B:TERM@60
{time}# This script stays alive beside the worker: Slurm requeues no script that was killed.
{program} worker {folder} --index "$SLURM_ARRAY_TASK_ID" --of {tasks} &
worker=$!
trap 'kill -TERM "$worker" 2>/dev/null' TERM INT
wait "$worker"
code=$?
while kill -0 "$worker" 2>/dev/null; do # the wait was ended by a signal, not by the worker
    wait "$worker"
    code=$?
done
# 75: asked to stop, or another process makes these runs just now; 137: killed, as by the memory limit.
if [ "$code" -eq 75 ] || [ "$code" -eq 137 ]; then
    if [ "${{SLURM_RESTART_COUNT:-0}}" -lt 20 ]; then
        trap - TERM INT # the requeue ends this script
        echo "task $SLURM_ARRAY_TASK_ID: worker ended with $code, asking for a requeue"
        scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_${{SLURM_ARRAY_TASK_ID}}" && sleep 60
    fi
fi
exit "$code"
)",
                       fmt::arg("name", job_name(options.name)),
                       fmt::arg("last", options.tasks - 1), fmt::arg("time", time),
                       fmt::arg("program", shell_word(options.program.string())),
                       fmt::arg("folder", folder), fmt::arg("tasks", options.tasks));
}

std::string merge_script(const std::string& folder, const SlurmOptions& options) {
    return fmt::format(R"(#!/bin/bash
#SBATCH --job-name={name}-merge
#SBATCH --ntasks=1
#SBATCH --open-mode=append
#SBATCH --output=logs/merge.out
exec {program} merge {folder}
)",
                       fmt::arg("name", job_name(options.name)),
                       fmt::arg("program", shell_word(options.program.string())),
                       fmt::arg("folder", folder));
}

std::string submit_script(const std::string& folder) {
    return fmt::format(R"(#!/bin/bash
# Submits the runs, and the merge for when all of them have ended, well or not.
set -eu
cd {folder}
array=$(sbatch --parsable array.sbatch)
array=${{array%%;*}}
echo "runs: job $array"
merge=$(sbatch --parsable --dependency=afterany:"$array" merge.sbatch)
echo "merge: job ${{merge%%;*}}"
)",
                       fmt::arg("folder", folder));
}

} // namespace

void write_slurm_files(const StudyFolder& folder, const SlurmOptions& options) {
    const std::string path =
        shell_word(std::filesystem::absolute(folder.path).lexically_normal().string());
    io::write_file_atomically(folder.path / "array.sbatch", array_script(path, options));
    io::write_file_atomically(folder.path / "merge.sbatch", merge_script(path, options));
    io::write_file_atomically(folder.path / "submit.sh", submit_script(path));
    std::error_code ignored;
    std::filesystem::permissions(folder.path / "submit.sh", std::filesystem::perms::owner_exec,
                                 std::filesystem::perm_options::add, ignored);
}

} // namespace cityproof::study
