// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/study_progress.hpp"

#include "scenarios/process/run_line.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>

namespace cityproof::study {

StudyProgress::StudyProgress(std::string program, std::size_t all, std::size_t done,
                             ProgressForm form)
    : program_{std::move(program)},
      all_{all},
      done_{done},
      form_{form} {
}

void StudyProgress::expect(const PlannedRun& run) {
    cost_expected_ += run.cost;
    costs_[run.id] = run.cost;
}

void StudyProgress::on_line(const PlannedRun& run, std::string_view line) {
    const process::RunLine said = process::read_run_line(line);
    if (said.fraction) {
        running_[run.id] = *said.fraction;
    }
    // Every run has the same to say about the same city: once is enough.
    if (!said.problem.empty() && told_problems_.insert(said.problem).second) {
        note(said.problem);
    }
}

void StudyProgress::on_end(const PlannedRun& run, bool good) {
    running_.erase(run.id);
    cost_ended_ += run.cost;
    ++(good ? done_ : failed_);
    constexpr std::chrono::seconds pause{2};
    const auto now = std::chrono::steady_clock::now();
    if (now - told_ >= pause) {
        told_ = now;
        bar_.step(fmt::format("{}: {}", program_, text()));
    }
    draw();
}

void StudyProgress::on_retry(const PlannedRun& run) {
    running_.erase(run.id);
}

void StudyProgress::note(const std::string& text) {
    bar_.note(text);
}

void StudyProgress::draw() {
    double ended = cost_ended_;
    for (const auto& [id, fraction] : running_) {
        ended += fraction * costs_.at(id);
    }
    const double fraction = cost_expected_ > 0 ? ended / cost_expected_ : 1;
    bar_.update(fraction, text());
    if (form_ == ProgressForm::json) {
        print_json(fraction);
    }
}

void StudyProgress::print_json(double fraction) {
    constexpr std::chrono::milliseconds pause{500};
    const auto now = std::chrono::steady_clock::now();
    if (now - printed_ < pause) {
        return;
    }
    printed_ = now;
    nlohmann::ordered_json line{{"type", "progress"}, {"share", fraction}, {"text", text()}};
    if (const auto left = process::remaining_time(fraction, now - begun_)) {
        line["remaining_s"] = left->count();
    }
    fmt::print("{}\n", line.dump());
    std::fflush(stdout);
}

void StudyProgress::finish() {
    bar_.clear();
}

std::string StudyProgress::text() const {
    return fmt::format("{} of {} runs{}", done_, all_,
                       failed_ == 0 ? "" : fmt::format(", {} failed", failed_));
}

} // namespace cityproof::study
