// SPDX-License-Identifier: Apache-2.0
#include "scenarios/demo/demo_progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace cityproof::demo {
namespace {

// Shares of the demo's time, as measured on two cores: nearly all of it are the runs.
constexpr double before_runs = 0.03;
constexpr double runs_share = 0.93;

} // namespace

void DemoProgress::begin(DemoStage stage, std::string_view what) {
    base_ = stage == DemoStage::import ? 0 : before_runs + runs_share;
    runs_.clear();
    text_ = what;
    bar_.note(fmt::format("cityproof demo: {}", what));
    draw();
}

void DemoProgress::begin_runs(std::size_t count) {
    base_ = before_runs;
    runs_.assign(count, 0);
    done_ = 0;
    if (count > 0) {
        bar_.note(fmt::format("cityproof demo: {} runs of one simulated morning", count));
    }
    draw();
}

void DemoProgress::on_run_line(std::size_t run, std::string_view line) {
    const RunLine said = read_run_line(line);
    if (said.fraction) {
        runs_.at(run) = *said.fraction;
    }
    // Every run has the same to say about the same city: once is enough.
    if (!said.problem.empty() && told_problems_.insert(said.problem).second) {
        bar_.note(said.problem);
    }
}

void DemoProgress::on_run_end(std::size_t run, const std::string& name, bool good) {
    runs_.at(run) = 1;
    ++done_;
    if (good) {
        bar_.step(
            fmt::format("cityproof demo: {} is finished ({} of {})", name, done_, runs_.size()));
    }
    draw();
}

void DemoProgress::draw() {
    bar_.update(fraction(),
                runs_.empty() ? text_ : fmt::format("runs {} of {}", done_, runs_.size()));
}

double DemoProgress::fraction() const {
    const double runs = runs_.empty() ? 0
                                      : std::accumulate(runs_.begin(), runs_.end(), 0.0) /
                                            static_cast<double>(runs_.size());
    return std::min(base_ + runs_share * runs, 1.0);
}

} // namespace cityproof::demo
