// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/batch_report.hpp"

#include "scenarios/study/journal.hpp"
#include "scenarios/study/run_state.hpp"
#include "scenarios/study/stopping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace cityproof::study {
namespace {

/// "2 h 5 min", "3 min 20 s", "0.4 s".
std::string time_text(double seconds) {
    constexpr double minute = 60;
    constexpr double hour = 3600;
    if (seconds < 10) {
        return fmt::format("{:.1f} s", seconds);
    }
    if (seconds < minute) {
        return fmt::format("{:.0f} s", seconds);
    }
    if (seconds < hour) {
        return fmt::format("{:.0f} min {:.0f} s", std::floor(seconds / minute),
                           std::fmod(seconds, minute));
    }
    return fmt::format("{:.0f} h {:.0f} min", std::floor(seconds / hour),
                       std::fmod(seconds, hour) / minute);
}

} // namespace

void tell_plan(const RunList& list, const StudyFolder& folder, std::size_t jobs, bool has_folder) {
    const Experience experience = has_folder ? read_experience(folder, list) : Experience{};
    double expected_s = 0;
    std::size_t done = 0;
    bool known = true;
    const std::vector<PlannedRun> runs = list.different_runs();
    for (const PlannedRun& run : runs) {
        const bool is_there = has_folder && is_done(folder, run);
        fmt::print("{}  {}{}\n", run.id, list.label(run), is_there ? "  (done)" : "");
        if (is_there) {
            ++done;
            continue;
        }
        const auto seconds = experience.expected_s(run);
        known = known && seconds.has_value();
        expected_s += seconds.value_or(0);
    }
    const std::size_t seeds = list.runs.size() / list.points.size() / list.arms.size();
    fmt::print("{} runs: {} arms x {} points x {} seeds{}; {} done\n", runs.size(),
               list.arms.size(), list.points.size(), seeds,
               runs.size() < list.runs.size() ? ", some points being equal" : "", done);
    fmt::print("time left: {}\n",
               known ? fmt::format("about {} with {} at a time",
                                   time_text(expected_s / static_cast<double>(jobs)), jobs)
                     : "unknown, because no run has been measured yet");
}

void tell_results(const RunList& list, const StudyFolder& folder, const io::StudyTable& table) {
    constexpr std::size_t most_lines = 20;
    std::size_t missing = 0;
    for (std::size_t i = 0; i < table.runs.size(); ++i) {
        const io::StudyRun& run = table.runs[i];
        if (run.status == io::RunStatus::done || ++missing > most_lines) {
            continue;
        }
        const bool failed = run.status == io::RunStatus::failed;
        fmt::print(stderr, "{}: {} ({}){}\n", io::to_string(run.status), run.id,
                   list.label(list.runs[i]),
                   failed ? "; its log is " + folder.log(run.id).string() : "");
    }
    if (missing > most_lines) {
        fmt::print(stderr, "and {} more, see the column \"status\" of {}\n", missing - most_lines,
                   folder.table().string());
    }
    for (const auto& [id, direction] : list.key_figures) {
        if (std::ranges::find(table.key_figures, id, &io::StudyKeyFigure::id) ==
            table.key_figures.end()) {
            fmt::print(stderr, "no run has the key figure \"{}\" that the study names\n", id);
        }
    }
    fmt::print("{} of {} runs are done{}\nkey figures   {}\nstudy file    {}\n",
               table.runs.size() - missing, table.runs.size(),
               missing == 0 ? "" : fmt::format(", {} are missing or failed", missing),
               folder.table().string(), folder.study_file().string());
}

void tell_precision(const io::StudyTable& table, const StopRule& rule) {
    const auto figure =
        std::ranges::find(table.key_figures, rule.key_figure, &io::StudyKeyFigure::id);
    const std::string unit = figure == table.key_figures.end() ? "" : figure->unit;
    for (const Precision& one : achieved_precision(table, rule)) {
        fmt::print("precision     {}, {} at point {}: half width {:.4g} {} with {} seeds, wanted "
                   "{:.4g}: {}\n",
                   rule.key_figure, table.arms[one.arm].name, one.point, one.half_width, unit,
                   one.pairs, one.target, one.reached() ? "reached" : "not reached");
    }
}

} // namespace cityproof::study
