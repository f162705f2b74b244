// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/process/child_process.hpp"
#include "scenarios/study/run_list.hpp"
#include "scenarios/study/study_folder.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace cityproof::study {

/// What happened to one run once.
struct Attempt {
    int number = 1;
    double wall_s = 0;
    process::Outcome outcome;
};

/// Appends to journal.jsonl: everything about runs that does not repeat itself (when, where, how
/// long, how often), one line an attempt.
class Journal {
  public:
    explicit Journal(std::filesystem::path file) : file_{std::move(file)} {}

    /// Errors: InputError when the file cannot be written.
    void add(const PlannedRun& run, const Attempt& attempt) const;

  private:
    std::filesystem::path file_;
};

/// What earlier runs cost.
struct Experience {
    std::map<std::string, double> wall_s; ///< by run id
    std::uint64_t peak_memory_bytes = 0;  ///< largest; 0 for not known
    double wall_per_cost = 0; ///< mean wall seconds per unit of PlannedRun::cost; 0 for not known

    /// Expected wall seconds; nullopt when nothing has been measured.
    std::optional<double> expected_s(const PlannedRun& run) const;
};

/// Reads the journals of a folder; lines that are none say nothing.
Experience read_experience(const StudyFolder& folder, const RunList& list);

} // namespace cityproof::study
