// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/statistics/threshold_test.hpp"

#include <optional>
#include <span>
#include <vector>

namespace cityproof::verdict {

/// Whether value i of both arms has the same seed, or the arms have seeds of their own.
enum class Pairing { by_seed, none };

/// The values of one key figure in two arms, and what can be said of their difference B - A. All
/// values are usable; two or more in each arm.
class Contrast {
  public:
    Contrast(std::span<const double> a, std::span<const double> b, Pairing pairing)
        : a_{a},
          b_{b},
          pairing_{pairing} {}

    /// Mean of B minus mean of A; relative: as a share of the size of A's mean.
    double effect(bool relative) const;

    /// What is tested against zero to hold the effect against `threshold`: for a relative one the
    /// mean of B - A - threshold |A|, which counts that A's mean is itself an estimate (Fieller).
    /// Paired: the differences; else Welch's approximation.
    MeanEstimate beyond(double threshold, bool relative) const;

    /// The thresholds that the two-sided test at `confidence` does not reject; nullopt when A's
    /// mean cannot be told from zero and the effect is relative.
    std::optional<Interval> interval(bool relative, double confidence) const;

    /// B - A - threshold (|A|) for each pair; empty without pairs.
    std::vector<double> differences(double threshold, bool relative) const;

    /// Paired, and all differences are equal within rounding.
    bool differences_are_equal() const;

    Pairing pairing() const { return pairing_; }

    std::span<const double> a() const { return a_; }

    std::span<const double> b() const { return b_; }

  private:
    /// A, scaled so that B minus it is what a relative threshold is about.
    std::vector<double> scaled_a(double threshold, bool relative) const;
    std::optional<Interval> independent_interval(bool relative, double confidence) const;
    double bound(double side, double confidence) const;

    std::span<const double> a_;
    std::span<const double> b_;
    Pairing pairing_;
};

} // namespace cityproof::verdict
