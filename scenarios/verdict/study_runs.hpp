// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// The runs of a study at one of its points: the arms that a comparison needs.
struct StudyRuns {
    std::vector<std::string> baseline;              ///< run files
    std::vector<std::vector<std::string>> policies; ///< run files, one list an arm
    std::string point; ///< what the factors are there; empty for a study without
    /// Which way a key figure is better, for those that the study names.
    std::map<std::string, contracts::Direction> directions;
    std::string gates; ///< file of the study's own gates; empty for none
};

/// Whether the path names a study: a folder that `cityproof batch` made, or its study.h5.
bool is_study(const std::filesystem::path& path);

/// Finds the runs. Parameters: `point` counts from 0 as in the table's column; may be left out for
/// a study of one point. Errors: InputError for a folder without study.h5, a study without a
/// policy, and a point that is left out or unknown (with a list of them). MissingRuns for every run
/// of the point that failed or was not made.
StudyRuns find_study_runs(const std::filesystem::path& study, std::optional<std::size_t> point);

} // namespace cityproof::verdict
