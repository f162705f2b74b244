// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/contrast.hpp"
#include "scenarios/verdict/run_summary.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// Runs that a comparison needs are missing or did not reach their end: exit code 3. One entry a
/// run.
class MissingRuns : public std::runtime_error {
  public:
    explicit MissingRuns(std::vector<std::string> missing);

    const std::vector<std::string>& missing() const { return missing_; }

  private:
    std::vector<std::string> missing_;
};

/// Runs of two arms, seeds ascending. Matched by seed, baseline[i] and policy[i] have the same one;
/// with Pairing::none the arms may have different seeds and numbers of runs.
struct PairedRuns {
    std::vector<RunSummary> baseline;
    std::vector<RunSummary> policy;
    Pairing pairing = Pairing::by_seed;
};

/// Pairs by seed; nothing is left out silently.
/// Errors: InputError/ProblemsError (exit code 2) for an empty arm, a seed twice in an arm, runs of
/// different inputs (base_hash, city_hash) or different versions of the programs, an arm that mixes
/// policies or claims, two arms with the same policy. MissingRuns (exit code 3) for runs that did
/// not reach their end and, when pairing by seed, for seeds that only one arm has.
PairedRuns pair_runs(std::vector<RunSummary> baseline, std::vector<RunSummary> policy,
                     Pairing pairing = Pairing::by_seed);

/// One list for each policy that the runs had in force, by the policies' names.
std::vector<std::vector<RunSummary>> group_by_policy(std::vector<RunSummary> runs);

} // namespace cityproof::verdict
