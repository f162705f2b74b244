// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace cityproof {

/// How much of a series looks like the start-up of the simulation. Advice: the scenario fixes what
/// is left out, the same for every arm.
struct WarmUp {
    std::size_t drop = 0; ///< values at the start
    bool settled = false; ///< false: the series is too short, or never settles in its first half
};

/// MSER-5: means of batches of five values; the truncation d that minimises
///   sum over i > d of (x_i - mean_d)^2 / (k - d)^2,   d <= k / 2,
/// where mean_d is that of the k - d batches left. A minimum at the last d allowed means that the
/// series did not settle. Source: K. P. White, Simulation 69 (1997) 323-334; White, Cobb & Spratt,
/// Proc. Winter Simulation Conference 2000, 755-765. A series of fewer than ten batches is not
/// judged. Errors: std::invalid_argument for a value that is not finite.
WarmUp warm_up(std::span<const double> series);

} // namespace cityproof
