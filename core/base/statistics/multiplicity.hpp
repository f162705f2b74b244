// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

namespace cityproof {

/// p values adjusted for their number m, in the order given. Rejecting those at most alpha keeps
/// the probability of any false rejection at most alpha, whatever the dependence:
///
///   adjusted_(i) = max over j <= i of min(1, (m - j + 1) p_(j)), p_(1) <= p_(2) <= ...
///
/// Source: S. Holm, Scand. J. Statist. 6 (1979) 65-70. Errors: std::invalid_argument for a p
/// outside [0, 1].
std::vector<double> holm_adjusted(std::span<const double> p);

/// Rejecting those at most q keeps the expected share of false ones among the rejected at most q,
/// for independent (or positively dependent) tests: for exploration, not for a verdict.
///
///   adjusted_(i) = min over j >= i of min(1, m p_(j) / j)
///
/// Source: Y. Benjamini, Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289-300. Errors: as
/// holm_adjusted.
std::vector<double> benjamini_hochberg_adjusted(std::span<const double> p);

} // namespace cityproof
