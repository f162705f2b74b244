// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"
#include "scenarios/verdict/cost_benefit.hpp"
#include "scenarios/verdict/gate_judgement.hpp"
#include "scenarios/verdict/pareto.hpp"
#include "scenarios/verdict/quantiles.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// What a comparison shall do beyond showing effects.
struct CompareOptions {
    std::vector<Gate> gates = {};
    bool assert_claims = false; ///< each policy's claim is a gate, too
    Correction correction = Correction::holm;
    Pairing pairing = Pairing::by_seed;
    std::vector<std::string> objectives = {}; ///< key figures of the Pareto table
    std::optional<PriceTable> prices = {};    ///< with days_per_year: costs and benefits
    double days_per_year = 0;            ///< days of the year that the simulated period stands for
    std::optional<double> quantile = {}; ///< share of the seeds, above 0 and below 1
    bool second_opinions = true;         ///< sign flips and bootstrap of every row, the slow part
};

/// Several policies against one baseline.
struct ArmsComparison {
    std::vector<Comparison> arms;      ///< each against the baseline, in the order given
    std::vector<Gate> gates;           ///< those asked for; without any, the policies' claims
    bool asserted = false;             ///< gates were asked for: the exit code is theirs
    std::vector<GateOutcome> outcomes; ///< by gate, then by arm; corrected for their number
    Correction correction = Correction::holm;
    std::string advice; ///< a sentence on the runs themselves, see warm_up_advice; may be empty
    std::optional<ParetoTable> pareto;
    std::vector<CostBenefit> costs;                         ///< one an arm; empty without prices
    std::optional<double> quantile;                         ///< that was asked for
    std::vector<std::vector<QuantileComparison>> quantiles; ///< [arm][row]; empty without one

    /// How many of the outcomes are statistical tests, which is what is corrected for.
    std::size_t tests() const;
};

/// Compares each arm with the baseline, judges gates and claims, and corrects for their number over
/// all arms; a claim's judgement in `arms` becomes the corrected one. The rows of all arms get a
/// second opinion (sign flips), a bootstrap interval (from five pairs on) and a p adjusted by Holm.
/// The runs may come from run files or from a study's table. Errors: MissingRuns for those of all
/// arms; ProblemsError/InputError as pair_runs, compare_runs and check_gates, for two arms with one
/// policy, and for `assert_claims` without a claim.
ArmsComparison compare_arms(const std::vector<RunSummary>& baseline,
                            std::vector<std::vector<RunSummary>> policies,
                            const CompareOptions& options);

/// The policy arm's name in tables: its policies, as runs carry them.
std::string arm_name(const ArmsComparison& comparison, std::optional<std::size_t> arm);

} // namespace cityproof::verdict
