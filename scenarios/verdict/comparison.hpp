// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/statistics.hpp"
#include "scenarios/verdict/pairing.hpp"
#include "scenarios/verdict/verdict.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// How a key figure's interval lies to zero, in the figure's own sense of better. Not corrected for
/// the number of rows.
enum class Tendency { unknown, unclear, unchanged, lower, higher, better, worse };

std::string_view to_string(Tendency tendency);

/// One key figure of both arms over all pairs.
struct FigureComparison {
    contracts::KeyFigure figure;  ///< of the first baseline run; its value is not used
    std::vector<double> baseline; ///< one value a pair; NaN where a run has none
    std::vector<double> policy;
    std::optional<PairedComparison> paired; ///< nullopt: a value is missing, one pair, or unpaired
    std::optional<MeanEstimate> welch; ///< of the effect, where the arms are not paired by seed
    std::optional<Interval> relative;  ///< of the effect as a fraction of the baseline's mean
    std::optional<double> relative_effect;
    Tendency tendency = Tendency::unknown;
    std::optional<double> p_sign_flip; ///< second opinion to the t test; compare_arms only
    std::optional<double> p_adjusted;  ///< for the number of rows of all arms; compare_arms only
    std::optional<Interval> bootstrap; ///< of the relative effect (BCa); compare_arms only

    /// Every run has a usable value.
    bool available() const;
    double baseline_mean() const; ///< NaN unless available
    double policy_mean() const;
    double effect() const;
    std::optional<Interval> interval() const; ///< of the effect at report_confidence
    std::optional<double> p() const;          ///< two-sided; nullopt also for equal differences
};

/// Everything that a report says about baseline against policy.
struct Comparison {
    PairedRuns runs;
    std::vector<std::uint64_t> seeds;
    std::vector<FigureComparison>
        figures; ///< in the order of the first baseline run, then those only others have
    std::optional<Claim> claim;
    std::optional<Judgement> judgement;
    std::size_t claimed = 0; ///< index into figures, where there is a claim

    bool paired() const { return runs.pairing == Pairing::by_seed; }
};

/// Errors: those of pair_runs; InputError when a key figure's unit differs between runs, the claim
/// is broken, or its key figure is in no run.
Comparison compare_runs(PairedRuns runs);

} // namespace cityproof::verdict
