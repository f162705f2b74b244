// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace cityproof {

/// Round limits between classes of values, ascending. N limits make N+1 classes, the outer two
/// open: below the first limit, from limit k up to but not including limit k+1, the last limit and
/// more.
///
/// Steps are 1, 1.5, 2, 2.5, 3, 4, 5, 6 or 8 times a power of ten, limits are multiples of the
/// step, and there are five to seven classes between the 2 % and 98 % quantiles of the sample, so
/// that a few extreme values do not take the colours from the rest. Samples that are not finite are
/// left out. Whole numbers with at most seven values get one class each. Returns no limit (one
/// class) when all values are equal or there are none.
std::vector<double> sequential_limits(std::span<const float> sample, bool whole_numbers);

/// The positive limits of a difference map: three steps a, 2a, 3a; the negative ones mirror them,
/// and differences smaller than a are "no change". `a` is a round number near a third of the 98 %
/// quantile of the absolute differences; at least 1 for whole numbers. Returns no limit when
/// nothing changed.
std::vector<double> difference_limits(std::span<const float> differences, bool whole_numbers);

} // namespace cityproof
