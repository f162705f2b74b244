// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/statistics.hpp"
#include "scenarios/verdict/claim.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cityproof::verdict {

enum class Verdict { pass, fail, inconclusive };

/// "PASS", "FAIL", "INCONCLUSIVE".
std::string_view to_string(Verdict verdict);

/// The confidence of every interval in this version, and the power for which `pairs_needed` plans.
constexpr double report_confidence = 0.95;
constexpr double planning_power = 0.80;

/// Finite and small enough that its square is: a figure that can be averaged and compared.
bool is_usable(double value);

/// The interval of the relative effect, as a fraction of the size of the baseline's mean; nullopt
/// when that cannot be told from zero.
std::optional<Interval> relative_interval(std::span<const double> a, std::span<const double> b);

/// What the runs say about a claim.
struct Judgement {
    Verdict verdict = Verdict::inconclusive;
    std::string reason;   ///< one clause, fits after "because"
    bool relative = true; ///< effect, interval and margin are fractions of the baseline's mean
    std::optional<double> effect;     ///< nullopt when the key figure is not available
    std::optional<Interval> interval; ///< that was judged; nullopt: none could be
    double margin = 0;                ///< fraction, or in the key figure's unit
    std::optional<std::size_t>
        pairs_needed; ///< of an inconclusive verdict, where planning makes sense
};

/// Judges paired key figures (baseline `a`, policy `b`, in the order of the pairs) against a claim,
/// by the interval of the effect at report_confidence. For a claimed decrease by a margin m:
///   PASS: the whole interval is at or below -m;  FAIL: the whole interval is above -m;  else
///   INCONCLUSIVE
/// (m = 0: below zero, at or above zero); an increase is the mirror image; no_change passes with
/// the whole interval inside [-m, m] and fails with the whole interval outside. A relative margin
/// is judged by the interval of the ratio (relative_effect_interval), so that a scattering baseline
/// cannot fake a percentage.
///
/// Never a verdict, but INCONCLUSIVE with a reason: one pair; a value that is not usable; runs that
/// the seed does not change (they repeat one run); fewer than six pairs with exactly equal
/// differences (their interval has no width; the sign test needs 2^(1-n) <= 5 %); a relative margin
/// on a baseline whose mean may be zero. `margin` as margin_in_unit gives it. Errors:
/// std::invalid_argument for different lengths or no pair.
Judgement judge(const Claim& claim, double margin, std::span<const double> a,
                std::span<const double> b);

} // namespace cityproof::verdict
