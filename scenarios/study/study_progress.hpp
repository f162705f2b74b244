// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/process/progress_bar.hpp"
#include "scenarios/study/run_list.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace cityproof::study {

/// Where the progress of a study is told.
enum class ProgressForm {
    text, ///< on standard error: a bar on a terminal, a line now and then otherwise
    json, ///< besides, on standard output: one object a line, for a program that watches
};

/// Progress of a whole study.
class StudyProgress {
  public:
    /// Parameters: `program` begins every line; `all` counts the runs of the study, `done` those
    /// that are there already.
    StudyProgress(std::string program, std::size_t all, std::size_t done,
                  ProgressForm form = ProgressForm::text);

    /// Runs that are still to be made; more may come.
    void expect(const PlannedRun& run);
    void on_line(const PlannedRun& run, std::string_view line);
    void on_end(const PlannedRun& run, bool good);
    /// A run begins again.
    void on_retry(const PlannedRun& run);
    void note(const std::string& text);
    void draw();
    void finish();

    std::size_t done() const { return done_; }

    std::size_t failed() const { return failed_; }

  private:
    std::string text() const;
    void print_json(double fraction);

    process::ProgressBar bar_{stderr};
    std::string program_;
    std::size_t all_;
    std::size_t done_;
    ProgressForm form_;
    std::size_t failed_ = 0;
    double cost_expected_ = 0;
    double cost_ended_ = 0;
    std::map<std::string, double> running_; ///< share done, by id
    std::map<std::string, double> costs_;
    std::set<std::string> told_problems_;
    std::chrono::steady_clock::time_point told_;
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point printed_; ///< as JSON
};

} // namespace cityproof::study
