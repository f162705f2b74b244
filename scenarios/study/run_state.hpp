// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/study_file/run_glance.hpp"
#include "scenarios/study/run_list.hpp"
#include "scenarios/study/study_folder.hpp"

#include <vector>

namespace cityproof::study {

/// Key in /meta of a run file that tells which run of a study it is.
inline constexpr const char* run_id_key = "run_id";

/// Whether this run file is the finished result of the run.
bool is_result(const io::RunGlance& file, const PlannedRun& run);

/// Whether the folder holds the finished result of this run. What is under its name and is not that
/// is no result: a damaged file, one of another run, one that its operator stopped.
bool is_done(const StudyFolder& folder, const PlannedRun& run);

/// The runs of the list that are not done, in its order.
std::vector<PlannedRun> missing_runs(const StudyFolder& folder, const RunList& list);

/// Whether a lost run left what it can go on from.
bool can_resume(const StudyFolder& folder, const PlannedRun& run);

/// Removes what a lost run left, and what stands under its name.
void remove_remains(const StudyFolder& folder, const PlannedRun& run);

/// Removes files that killed programs had not yet given their names, and what results grew from.
/// Nobody else may be at work in the folder.
void remove_temporary_files(const StudyFolder& folder);

} // namespace cityproof::study
