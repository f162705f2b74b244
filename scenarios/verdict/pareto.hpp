// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"

#include <span>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// The baseline or a policy, weighed on several key figures at once.
struct Alternative {
    std::string name;
    std::vector<double> means; ///< of each objective; NaN where a run has no value
    bool on_front = false;     ///< no other is at least as good in every mean and better in one
    std::vector<std::string> dominated_by; ///< statistically, see pareto_table
};

struct ParetoTable {
    std::vector<contracts::KeyFigure> objectives;
    std::vector<Alternative> alternatives; ///< the baseline first, then the arms
};

/// Weighs the baseline and all arms. X statistically dominates Y when X is better than Y on every
/// objective on which they are not the same in every pair of runs, each by a one-sided paired t
/// test whose p, adjusted by Holm over the objectives, is at most 1 - report_confidence; equal
/// differences count by the sign test. Arms without common seeds are compared by Welch's test. The
/// front of the means says what looks best; domination, what the runs show.
/// Errors: std::out_of_range for an objective that is in no arm (check_objectives lists them).
ParetoTable pareto_table(std::span<const Comparison> arms, std::span<const std::string> objectives);

/// Adds to `problems` objectives that no run has, that are neither better high nor low, that occur
/// twice, and a single one.
void check_objectives(std::span<const std::string> objectives,
                      std::span<const contracts::KeyFigure> figures, Problems& problems);

} // namespace cityproof::verdict
