// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"

#include <string>
#include <vector>

namespace cityproof::verdict {

/// The texts of one key figure, the same in every report. Digits follow the interval: its half
/// width has two.
struct ReportRow {
    std::string figure;
    std::string unit; ///< empty for counts and ratios
    std::string baseline;
    std::string policy;
    std::string effect;
    std::string interval; ///< "[-33.1, -23.5]"
    std::string relative; ///< "-23.4 %"
    std::string p;
    std::string tendency;
    bool claimed = false;
};

/// What a table shows: every key figure that the policy changed, the claimed one in any case, and
/// those without values.
std::vector<ReportRow> report_rows(const Comparison& comparison);

/// "Exactly the same in every pair: water.delivered (341.4 m3), ..."; empty when everything
/// changed.
std::string unchanged_sentence(const Comparison& comparison);

/// "20 paired seeds", or "18 seeds against 20, unpaired".
std::string sample_text(const Comparison& comparison);

/// The policies' titles; without one, "Adaptive signals" for "adaptive_signals", several joined by
/// " + ".
std::string policy_name(const Comparison& comparison);

/// The one sentence for a planner: effect, interval, number of seeds, and whether the claim holds.
std::string headline(const Comparison& comparison);

/// How sure the result is: pairing, scatter, direction of the single pairs, assumptions, the other
/// rows.
std::vector<std::string> confidence_sentences(const Comparison& comparison);

/// What the result does not cover: one city, one scenario, where the inputs come from.
std::vector<std::string> limit_sentences(const Comparison& comparison);

} // namespace cityproof::verdict
