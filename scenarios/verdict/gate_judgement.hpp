// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/key_figure.hpp"
#include "scenarios/verdict/contrast.hpp"
#include "scenarios/verdict/gate.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// What the runs say about one gate in one policy arm (or in the baseline).
struct GateOutcome {
    std::size_t gate = 0;                ///< index into the gates
    std::optional<std::size_t> arm = {}; ///< policy arm; nullopt: the baseline
    Verdict verdict = Verdict::inconclusive;
    std::string reason = {};                ///< one clause, fits after "because"
    bool relative = true;                   ///< what follows are fractions of the baseline's mean
    std::string unit = {};                  ///< else in this unit
    std::size_t n = 0;                      ///< pairs, or runs of the arm
    std::optional<double> value = {};       ///< the effect; for limits the mean, or the worst run
    std::optional<Interval> interval = {};  ///< two-sided, at the gate's confidence, not corrected
    std::vector<double> thresholds = {};    ///< where the verdict turns
    std::optional<double> p = {};           ///< two-sided, against the nearest threshold
    std::optional<double> p_adjusted = {};  ///< for the number of tests
    std::optional<double> p_sign_flip = {}; ///< second opinion; nullopt: few pairs, or unpaired
    bool opinions_differ = false; ///< t and sign-flip test lie on different sides of alpha
    double distance = 0;          ///< of what is tested from the threshold
    double deviation = 0;         ///< of its single values; 0: there is nothing to plan with
    std::optional<std::size_t> pairs_needed =
        {}; ///< of an inconclusive verdict, where planning makes sense
};

/// Judges one gate by its own test, not corrected. Two-sided throughout: with alpha = 1 -
/// confidence, PASS when the interval at `confidence` lies beyond the threshold (equivalence:
/// inside both), FAIL when it lies on the other side, else INCONCLUSIVE, which is the same as p <=
/// alpha with
///   one threshold:  p = 2 min(p_below, p_above)
///   equivalence:    p = 2 max of the two one-sided tests for PASS, 2 min of their opposites for
///   FAIL
/// so that a gate errs with probability alpha at most, whichever way. run_limit counts runs and has
/// no p. Never a verdict from one run or pair, from runs that the seed does not change, from fewer
/// than six equal differences, or from a percentage of a mean that may be zero.
/// Parameters: margin in the figure's unit (margin_in_unit); a, b: the figure of all runs.
GateOutcome judge_gate(const Gate& gate, double margin, const contracts::KeyFigure& figure,
                       std::span<const double> a, std::span<const double> b, Pairing pairing);

enum class Correction { holm, benjamini_hochberg, none };

std::string_view to_string(Correction correction);

/// Sets p_adjusted over all outcomes with a p, turns those whose adjusted p is above their gate's
/// alpha to INCONCLUSIVE, and plans the pairs needed of several tests at alpha / their number.
void correct(std::vector<GateOutcome>& outcomes, std::span<const Gate> gates,
             Correction correction);

/// PASS when all pass, FAIL when one fails, else INCONCLUSIVE.
Verdict overall(std::span<const GateOutcome> outcomes);

} // namespace cityproof::verdict
