// SPDX-License-Identifier: Apache-2.0
// cityproof batch: the runs of a study, on this machine or as jobs for Slurm.
#include "scenarios/study/batch.hpp"

#include "core/base/errors.hpp"
#include "scenarios/programs/command_line.hpp"
#include "scenarios/programs/pinned_math.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <thread>

using namespace cityproof;

int main(int argc, char** argv) {
    scenarios::require_pinned_math(argv);
    CLI::App app{"Makes the runs of a study that are missing: every policy and the baseline, at "
                 "every point, with every\n"
                 "seed. The same command goes on after any interruption. Exit code 3 when runs "
                 "failed.",
                 "cityproof batch"};
    study::BatchOptions options;
    options.jobs = std::max(1U, std::thread::hardware_concurrency());
    std::string study;
    std::string folder;
    std::string design;
    std::string export_design;
    std::string emit;
    std::string log = "text";
    double memory_gb = 0;
    app.add_option("study", study, "Study file (YAML)")->required();
    app.add_option("-o,--out", folder, "Folder for runs and results, of this study alone");
    app.add_option("-j,--jobs", options.jobs, "Runs at a time")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    CLI::Option* memory =
        app.add_option("--memory-gb", memory_gb, "Memory of all runs together; else what is free")
            ->check(CLI::PositiveNumber);
    app.add_flag("--dry-run", options.dry_run, "List the runs, their number and the time");
    app.add_option("--design", design, "Table of points (CSV) in place of the study's factors");
    app.add_option("--export-design", export_design, "Write the table of points (CSV)");
    app.add_option("--log", log, "text, or json: progress on standard output, one object a line")
        ->check(CLI::IsMember({"text", "json"}));
    CLI::Option* slurm = app.add_option("--emit", emit, "slurm: write job scripts and run nothing")
                             ->check(CLI::IsMember({"slurm"}));
    app.add_option("--per-task", options.runs_per_task, "Runs a task of the job array")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str()
        ->needs(slurm);
    app.add_option("--time", options.task_time, "Time limit of a task, as sbatch takes it")
        ->needs(slurm);
    return scenarios::parse_and_run(app, argc, argv, "cityproof batch", [&] {
        options.study = study;
        options.folder = folder;
        options.design = design;
        options.export_design = export_design;
        options.json_progress = log == "json";
        options.emit_slurm = !emit.empty();
        constexpr double gigabyte = 1e9;
        if (memory->count() > 0) {
            options.memory_bytes = static_cast<std::uint64_t>(memory_gb * gigabyte);
        }
        if (options.task_time.find_first_not_of("0123456789:-") != std::string::npos) {
            throw InputError{{{}, 0, "--time"}, "is no time limit", "as in 02:00:00"};
        }
        return study::run_batch(options);
    });
}
