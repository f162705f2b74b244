// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace cityproof {

/// A test of "the differences are symmetric about zero" that assumes no distribution.
struct PermutationTest {
    double p_two_sided = 1;
    bool exact = true;     ///< every assignment of signs was counted
    std::size_t draws = 0; ///< assignments counted or drawn
};

/// The number of Monte-Carlo draws above 20 pairs; their stream is fixed, so p is the same
/// anywhere.
constexpr std::size_t permutation_draws = 100'000;

/// Flips the signs of paired differences D and counts how often |sum| is at least the observed one:
///
///   n <= 20:  p = count / 2^n over all 2^n assignments
///   n > 20:   p = (count + 1) / (draws + 1) over 100,000 draws from Philox4x32-10 with a fixed key
///
/// Source: R. A. Fisher, The Design of Experiments (1935), section 21 (Darwin's maize); the "+ 1"
/// of the drawn form: Phipson & Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) 39. Worked number:
/// differences 1, 2, 3: only +++ and --- reach the observed sum 6, so p = 2/8.
/// Errors: std::invalid_argument for no value or one that is not finite.
PermutationTest sign_flip_test(std::span<const double> differences);

} // namespace cityproof
