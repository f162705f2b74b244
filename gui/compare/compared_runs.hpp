// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/live/run_snapshot.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::gui {

/// Two runs that differ by what is compared, and by nothing else when they have one seed.
struct RunPair {
    std::string seed; ///< of both; empty for two files that the user named
    std::string a;    ///< run file of the baseline
    std::string b;    ///< run file of the policy
};

/// Where in a study two arms are compared.
struct StudyPlace {
    std::string path;       ///< of the study, as `cityproof compare` takes it
    std::size_t point = 0;  ///< of its design
    std::string point_name; ///< "demand.scale = 1.2"; empty for a study of one point
    bool has_gates = false;
};

/// Two arms: A is the baseline, B what is held against it. Shape: at least one pair.
struct ComparedRuns {
    std::string name; ///< of a study's arm and point; empty for run files that the user named
    std::vector<RunPair> pairs = {};
    std::vector<std::string> unpaired = {}; ///< files whose seed the other arm lacks
    std::optional<StudyPlace> study = {};   ///< none: run files that the user named

    std::vector<std::string> a_files() const;
    std::vector<std::string> b_files() const;
};

/// Pairs run files by their seed; one file of each arm is a pair whatever the seeds. Errors:
/// InputError for a file that is no run file of ours, and when no seed is in both arms.
ComparedRuns pair_runs_by_seed(const std::vector<std::string>& a,
                               const std::vector<std::string>& b);

/// Every arm of a study against its baseline, for each of its points. `study` is the folder that
/// `cityproof batch` made, or its study.h5. Errors: InputError when there is none, or no seed is
/// done in both arms.
std::vector<ComparedRuns> arms_of_study(const std::filesystem::path& study);

/// Whether a path names a study: a folder, or a file called study.h5.
bool is_study(const std::filesystem::path& path);

/// "baseline, seed 1", "adaptive_signals, seed 1": what tells a run from others of its scenario.
QString arm_label(const RunFacts& facts);

} // namespace cityproof::gui
