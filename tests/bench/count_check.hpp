// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace cityproof::bench {

/// A count of a benchmark beside what it must be: a wrong engine must not look fast.
struct CountCheck {
    std::string name;
    double counted = 0;
    double expected = 0;
    double sd = 0; ///< standard deviation of the count; zero where it is exact

    /// Exactly right, or within four standard deviations: a right engine fails one random count in
    /// 16,000.
    bool holds() const {
        return sd > 0 ? std::abs(counted - expected) < 4 * sd : counted == expected;
    }
};

inline bool all_hold(const std::vector<CountCheck>& checks) {
    return std::ranges::all_of(checks, &CountCheck::holds);
}

} // namespace cityproof::bench
