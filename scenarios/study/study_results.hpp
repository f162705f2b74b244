// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/study_file/study_table.hpp"
#include "scenarios/study/run_list.hpp"
#include "scenarios/study/study_folder.hpp"

#include <string>

namespace cityproof::study {

/// What the runs of a list have given so far.
struct StudyResults {
    io::StudyTable table;
    io::StudyChannels channels;
};

/// Reads every run file of the list, in its order: the result is the same whoever made the runs,
/// when and where.
StudyResults collect_results(const StudyFolder& folder, const RunList& list);

/// The table as CSV: one row a run; arm, seed, factors, status, key figures with their units. A
/// value that a run has not is an empty cell.
std::string results_csv(const io::StudyTable& table);

/// Writes study.h5 and key_figures.csv.
void write_results(const StudyFolder& folder, const StudyResults& results);

} // namespace cityproof::study
