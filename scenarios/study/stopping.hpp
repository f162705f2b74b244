// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/study_file/study_table.hpp"
#include "scenarios/study/study.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace cityproof::study {

/// How well one policy's effect at one point is known.
struct Precision {
    std::uint32_t arm = 0;
    std::uint32_t point = 0;
    std::size_t pairs = 0;
    double half_width = 0; ///< of the interval of the mean paired difference; NaN below two pairs
    double target = 0;     ///< in the key figure's unit

    bool reached() const { return half_width <= target; }
};

/// For every policy at every point:
///
///   half width = t(n-1, (1 + confidence)/2) s_D / sqrt(n) over the n seeds with both runs
///
/// against the wanted one; a relative one is a share of the baseline's absolute mean. It says
/// nothing about significance, on purpose: who stops when an effect is significant finds one
/// too often. Source: Law & Kelton, Simulation Modeling and Analysis, chapter 9.4.1, applied to the
/// paired difference. Errors: InputError when no run has the key figure, or its unit does not fit.
std::vector<Precision> achieved_precision(const io::StudyTable& table, const StopRule& rule);

/// The number of seeds to go on with when every run of `seeds` seeds has ended; nullopt when it is
/// enough. The guess n (half width / target)^2, but one more at least, twice as many at most.
std::optional<std::size_t> more_seeds(const std::vector<Precision>& precision, std::size_t seeds,
                                      const StopRule& rule);

} // namespace cityproof::study
