// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/study_file/study_table.hpp"
#include "scenarios/study/run_list.hpp"
#include "scenarios/study/study_folder.hpp"

#include <cstddef>

namespace cityproof::study {

/// Prints the runs, their number and the expected time, which is known when runs in the folder have
/// been measured. Parameters: `has_folder` is whether one was given.
void tell_plan(const RunList& list, const StudyFolder& folder, std::size_t jobs, bool has_folder);

/// Prints what is done, what failed and what is missing, and where the results are.
void tell_results(const RunList& list, const StudyFolder& folder, const io::StudyTable& table);

/// Prints how precisely every effect is known.
void tell_precision(const io::StudyTable& table, const StopRule& rule);

} // namespace cityproof::study
