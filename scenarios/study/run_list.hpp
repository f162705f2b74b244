// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/study/study.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::study {

/// A side of the comparison as the run list knows it.
struct ListedArm {
    std::string name;
    std::vector<std::string> policies; ///< for `run --policy`
    std::vector<std::string> titles; ///< names of all policies in force, those of the scenario too
};

struct ListedFactor {
    std::string key;
    std::string unit;            ///< of `numbers`; empty for texts
    std::vector<double> numbers; ///< [point], NaN where the value is none
};

/// One run of a study.
struct PlannedRun {
    std::string id; ///< hash of everything that its result depends on: 16 hexadecimal digits
    std::uint32_t arm = 0;
    std::uint32_t point = 0;
    std::uint32_t seed = 0;
    double cost = 0; ///< simulated seconds times share of the demand: which is the largest
};

/// Everything that making and merging the runs needs; DIR/study.json and DIR/runs.jsonl.
struct RunList {
    std::string study;
    std::string description;
    std::string study_text;
    std::string scenario_text;
    std::string version;
    std::string inputs_hash;        ///< of files and programs: a worker of another version refuses
    std::filesystem::path scenario; ///< absolute
    std::vector<ListedArm> arms;
    std::vector<std::string> settings; ///< of all runs
    std::vector<ListedFactor> factors;
    std::vector<std::vector<std::string>> points; ///< [point][factor]
    std::vector<std::pair<std::string, contracts::Direction>> key_figures;
    std::string checkpoint_every;
    std::vector<PlannedRun> runs; ///< by point, arm, seed; two equal points share their runs

    /// Each run once.
    std::vector<PlannedRun> different_runs() const;

    std::vector<std::string> settings_of(std::uint32_t point) const;
    /// "adaptive, seed 3, traffic.demand_scale=90 %".
    std::string label(const PlannedRun& run) const;
};

/// Makes the list of a study with its first `seed_count` seeds. Parameters: `run_program` is the
/// program that will make the runs; its code is a part of their identity. Adds to `problems` what
/// the scenario at each point and the city packages do not like.
RunList make_run_list(const Study& study, std::size_t seed_count,
                      const std::filesystem::path& run_program, Problems& problems);

/// Hash of the files and programs that the runs of a list depend on, as they are now.
std::string current_inputs_hash(const RunList& list, const std::filesystem::path& run_program);

} // namespace cityproof::study
