// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/report_tables.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::verdict {

/// How one effect changed between two reports.
enum class DriftState { unchanged, changed, unclear, missing };

std::string_view to_string(DriftState state);

struct EffectDrift {
    std::string policy;
    std::string key_figure;
    std::string unit;
    DriftState state = DriftState::unclear;
    bool paired = true; ///< on common seeds; else Welch's test
    std::size_t n = 0;  ///< common seeds, or seeds of the smaller report
    double accepted = 0;
    double now = 0;
    std::optional<Interval> interval = {}; ///< of the change, at report_confidence, not corrected
    std::optional<double> p = {};          ///< two-sided, of a change beyond the margin
    std::optional<double> p_adjusted = {}; ///< Holm over all effects
};

/// All effects of the accepted report, in its order.
struct Drift {
    std::vector<EffectDrift> effects;
    bool other_inputs = false; ///< the reports' scenarios or cities differ

    /// changed before missing before unclear before unchanged.
    DriftState overall() const;
};

/// Holds the effects of a new report of `compare --json` against an accepted one: of each policy
/// and key figure the differences of the pairs, again paired by seed where both reports have it
/// (two common seeds or more), else by Welch's test. An effect has changed when its p, adjusted by
/// Holm for all of them, is at most 1 - report_confidence; it is unclear when fewer than two seeds
/// say anything. `margin` is the change that does not matter, as a share of the baseline's mean in
/// the accepted report. Errors: InputError for files that are no such reports.
Drift find_drift(const std::filesystem::path& accepted, const std::filesystem::path& now,
                 double margin);

ReportTable drift_table(const Drift& drift);

} // namespace cityproof::verdict
