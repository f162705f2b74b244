// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/batch.hpp"

#include "core/base/errors.hpp"
#include "io/text/files.hpp"
#include "scenarios/process/interrupt_watch.hpp"
#include "scenarios/process/sibling_program.hpp"
#include "scenarios/study/batch_report.hpp"
#include "scenarios/study/executor.hpp"
#include "scenarios/study/journal.hpp"
#include "scenarios/study/list_file.hpp"
#include "scenarios/study/run_state.hpp"
#include "scenarios/study/slurm.hpp"
#include "scenarios/study/stopping.hpp"
#include "scenarios/study/study_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace cityproof::study {
namespace {

namespace fs = std::filesystem;

/// Relative paths that begin with "-" would look like options to the programs.
StudyFolder folder_of(const fs::path& path) {
    return {path.empty() ? path : fs::absolute(path).lexically_normal()};
}

class Batch {
  public:
    explicit Batch(const BatchOptions& options)
        : options_{options},
          folder_{folder_of(options.folder)},
          run_program_{process::required_program("cityproof-run")} {}

    ExitCode run() {
        read_study();
        if (!options_.export_design.empty()) {
            export_design();
        }
        if (options_.dry_run) {
            tell_plan(list_, folder_, options_.jobs, !options_.folder.empty());
            return ExitCode::ok;
        }
        if (options_.folder.empty()) {
            if (options_.export_design.empty()) {
                throw InputError{{{}, 0, "--out"}, "is missing", "the folder for the runs"};
            }
            return ExitCode::ok;
        }
        make_folders(folder_);
        const FolderLock lock{folder_, FolderLock::Kind::batch};
        write_folder();
        return options_.emit_slurm ? emit_slurm() : run_all();
    }

  private:
    void read_study() {
        Problems problems;
        study_ = load_study(options_.study, options_.design, problems);
        if (!options_.folder.empty()) {
            check_folder(folder_, study_.name, problems);
        }
        problems.throw_if_errors();
        seed_count_ = study_.seeds.size();
        make_list();
    }

    void make_list() {
        Problems problems;
        list_ = make_run_list(study_, seed_count_, run_program_, problems);
        problems.throw_if_errors();
    }

    void export_design() const {
        if (study_.design.factors.empty()) {
            throw InputError{{study_.file.string(), 0, "factors"},
                             "the study has no factors to export"};
        }
        io::write_file_atomically(options_.export_design, design_table(study_.design));
    }

    void write_folder() const {
        remove_temporary_files(folder_);
        write_run_list(list_, folder_.path);
        const fs::path gates = folder_.path / "gates.yaml";
        if (study_.gates.empty()) {
            std::error_code ignored;
            fs::remove(gates, ignored);
        } else {
            io::write_file_atomically(gates, study_.gates);
        }
    }

    /// A study that stops by precision and has ended with its seeds gets more of them.
    bool add_seeds(const StudyResults& results) {
        if (!study_.stop || !results.table.complete()) {
            return false;
        }
        const auto more =
            more_seeds(achieved_precision(results.table, *study_.stop), seed_count_, *study_.stop);
        if (more) {
            seed_count_ = *more;
            make_list();
            write_run_list(list_, folder_.path);
        }
        return more.has_value();
    }

    ExitCode emit_slurm() {
        while (missing_runs(folder_, list_).empty() && add_seeds(collect_results(folder_, list_))) {
        }
        const std::size_t per_task = std::max<std::size_t>(1, options_.runs_per_task);
        const std::size_t runs = list_.different_runs().size();
        const std::size_t tasks = (runs + per_task - 1) / per_task;
        write_slurm_files(folder_, {.name = study_.name,
                                    .program = process::required_program("cityproof"),
                                    .tasks = tasks,
                                    .time = options_.task_time});
        fmt::print("{} runs in {} tasks; to submit them: {}\n", runs, tasks,
                   (folder_.path / "submit.sh").string());
        return ExitCode::ok;
    }

    ExitCode run_all() {
        const process::InterruptWatch watch;
        while (true) {
            const std::vector<PlannedRun> missing = missing_runs(folder_, list_);
            make_runs(missing, watch);
            const StudyResults results = collect_results(folder_, list_);
            if (add_seeds(results)) {
                continue;
            }
            remove_temporary_files(folder_); // runs that were killed and tried again
            write_results(folder_, results);
            tell_results(list_, folder_, results.table);
            if (study_.stop) {
                tell_precision(results.table, *study_.stop);
            }
            return results.table.complete() ? ExitCode::ok : ExitCode::missing_runs;
        }
    }

    void make_runs(const std::vector<PlannedRun>& missing, const process::InterruptWatch& watch) {
        if (missing.empty()) {
            return;
        }
        const std::size_t all = list_.different_runs().size();
        StudyProgress progress{"cityproof batch", all, all - missing.size(),
                               options_.json_progress ? ProgressForm::json : ProgressForm::text};
        if (missing.size() < all) {
            progress.note(fmt::format("cityproof batch: {} of {} runs are there from before",
                                      all - missing.size(), all));
        }
        try {
            execute_runs(list_, missing, folder_,
                         {.jobs = options_.jobs,
                          .memory_bytes = options_.memory_bytes,
                          .run_program = run_program_,
                          .worker = {}},
                         watch, progress);
        } catch (const Interrupted& error) {
            progress.finish();
            throw Interrupted{error.code(),
                              fmt::format("{}; {} of {} runs are finished and stay in {}; the same "
                                          "command goes on from there",
                                          error.what(), progress.done(), all,
                                          (folder_.path / "runs").string())};
        }
        progress.finish();
    }

    const BatchOptions& options_;
    StudyFolder folder_;
    fs::path run_program_;
    Study study_;
    std::size_t seed_count_ = 0;
    RunList list_;
};

} // namespace

ExitCode run_batch(const BatchOptions& options) {
    return Batch{options}.run();
}

ExitCode run_worker(const WorkerOptions& options) {
    const StudyFolder folder = folder_of(options.folder);
    RunList list = read_run_list(folder.path);
    const FolderLock lock{folder, FolderLock::Kind::worker};
    const fs::path run_program = process::required_program("cityproof-run");
    if (current_inputs_hash(list, run_program) != list.inputs_hash) {
        throw InputError{{(folder.path / "study.json").string()},
                         "scenario, policies, city or program are no longer those that the list of "
                         "runs was made from",
                         {},
                         "run `cityproof batch` with the study again: it writes the list anew"};
    }
    const std::vector<PlannedRun> all = list.different_runs();
    std::vector<PlannedRun> share;
    for (std::size_t i = options.index; i < all.size(); i += options.of) {
        share.push_back(all[i]);
    }
    list.runs = share;
    const std::vector<PlannedRun> missing = missing_runs(folder, list);
    const process::InterruptWatch watch;
    StudyProgress progress{"cityproof worker", share.size(), share.size() - missing.size()};
    const ExecutionResult result = execute_runs(list, missing, folder,
                                                {.jobs = options.jobs,
                                                 .cores = options.cores,
                                                 .memory_bytes = {},
                                                 .run_program = run_program,
                                                 .worker = std::to_string(options.index)},
                                                watch, progress);
    progress.finish();
    fmt::print("{} of {} runs are done, {} failed, {} are made by another process\n",
               share.size() - missing.size() + result.done, share.size(), result.failed.size(),
               result.held);
    if (result.held > 0 || result.killed) {
        return ExitCode::transient;
    }
    return result.failed.empty() ? ExitCode::ok : ExitCode::missing_runs;
}

ExitCode merge_study(const fs::path& path) {
    const StudyFolder folder = folder_of(path);
    const RunList list = read_run_list(folder.path);
    const FolderLock lock{folder, FolderLock::Kind::batch};
    remove_temporary_files(folder);
    const StudyResults results = collect_results(folder, list);
    write_results(folder, results);
    tell_results(list, folder, results.table);
    return results.table.complete() ? ExitCode::ok : ExitCode::missing_runs;
}

} // namespace cityproof::study
