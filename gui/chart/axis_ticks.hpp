// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace cityproof::gui {

/// Round values for an axis: multiples of 1, 2 or 5 times a power of ten that hold `low` to `high`,
/// about `wanted` steps. Ascending, at least two.
std::vector<double> value_ticks(double low, double high, int wanted);

/// Round moments for an axis, seconds of the run: steps of 1 s to 7 days as clocks have them. The
/// moments lie between `first_s` and `last_s` and are multiples of the step after `origin_s`, the
/// last midnight before the start, so that they are round on the city's clock.
std::vector<double> time_ticks(double first_s, double last_s, int most, double origin_s);

} // namespace cityproof::gui
