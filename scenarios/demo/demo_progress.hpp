// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/process/progress_bar.hpp"
#include "scenarios/process/run_line.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::demo {

using process::read_run_line;
using process::RunLine;

/// The demo's steps beside the runs themselves.
enum class DemoStage { import, maps };

/// Progress of the whole demo on standard error: a bar with runs done, percent and time left on a
/// terminal, a line for each step otherwise.
class DemoProgress {
  public:
    DemoProgress() : bar_{stderr} {}

    void begin(DemoStage stage, std::string_view what);
    void begin_runs(std::size_t count);
    void on_run_line(std::size_t run, std::string_view line);
    void on_run_end(std::size_t run, const std::string& name, bool good);

    void note(std::string_view text) { bar_.note(text); }

    void draw();

    void finish() { bar_.clear(); }

    /// Of the whole demo, from 0 to 1.
    double fraction() const;

  private:
    process::ProgressBar bar_;
    double base_ = 0; ///< share of the demo before the current step
    std::string text_;
    std::vector<double> runs_; ///< fraction of each
    std::size_t done_ = 0;
    std::set<std::string> told_problems_;
};

} // namespace cityproof::demo
