// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace cityproof::verdict::testing {

/// How many of `comparisons` null comparisons reject, each of ten pairs of runs that differ by
/// noise alone. A cheap model with common random numbers: what a seed shares (demand) and what each
/// arm draws for itself, normal in one half of the comparisons and skewed (gamma with shape 4) in
/// the other.
std::size_t null_rejections(std::uint32_t seed, std::size_t comparisons);

/// How many of `families` of five gates on five such key figures hold any verdict but INCONCLUSIVE
/// after Holm's correction.
std::size_t null_family_rejections(std::uint32_t seed, std::size_t families);

} // namespace cityproof::verdict::testing
