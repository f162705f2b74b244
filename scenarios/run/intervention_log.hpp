// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"
#include "models/contracts/command.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// What an operator does to a run: interventions at their simulated time, and where it was stopped.
struct OperatorRecord {
    std::vector<contracts::Command> commands;
    std::optional<SimTime> stop_at;
};

/// Keeps the record of a run, replayed orders included, in a file of one JSON object a line:
/// `<run>.part.commands.jsonl` from the first order on, `<run>.commands.jsonl` once the run file
/// has its final name. `cityproof run --commands` with it repeats the run to the bit.
class InterventionLog {
  public:
    /// Removes the record of an earlier run that was killed. Parameters: `replayed` is what the run
    /// will repeat.
    InterventionLog(const std::filesystem::path& run_file, OperatorRecord replayed);

    /// A record for a checkpoint; see resumed_record.
    void save(engine::StateWriter& out) const;

    void add(contracts::Command command);
    void stop(SimTime at);

    /// Gives the record its final name; without any order, removes that of an earlier run.
    void finish();

    /// Names all of it, in the order in which it was carried out; empty for nothing. Runs with
    /// equal hashes underwent the same.
    std::string hash() const;

  private:
    std::vector<std::string> lines() const;
    std::string text() const;
    void write() const;

    std::filesystem::path final_;
    std::filesystem::path growing_;
    OperatorRecord record_;
};

/// What an operator did to a run that is resumed.
struct ResumedRecord {
    OperatorRecord all;
    std::vector<contracts::Command> later; ///< those that the checkpoint does not know
};

/// Reads the record that a checkpoint of `at` holds and the one that the killed run left beside its
/// .part, which goes beyond it. Errors: InputError when they contradict each other.
ResumedRecord resumed_record(engine::StateReader& in, SimTime at,
                             const std::filesystem::path& run_file);

/// Errors: InputError with file and line.
OperatorRecord load_operator_record(const std::filesystem::path& path);

} // namespace cityproof::scenarios
