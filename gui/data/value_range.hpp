// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/color_scale.hpp"

#include <optional>
#include <span>
#include <vector>

namespace cityproof::gui {

/// What a sample of a channel's values says about its classes. Needs no theme, so that a thread
/// that reads files can find it and another one can draw with it.
struct ValueRange {
    std::vector<double> limits; ///< between classes; of a difference the positive ones
    bool whole_numbers = false;
    bool flag = false;              ///< only 0 and 1 occur
    std::optional<double> constant; ///< the first value, shown where there are no limits
};

ValueRange range_of(std::span<const float> sample, bool difference);

/// With limits that somebody chose in place of those found; none: as it is.
ValueRange with_limits(ValueRange range, const std::vector<double>& limits);

/// Empty when class limits can be used, else what they have to be.
QString limits_problem(const std::vector<double>& limits, bool difference);

/// `measure` gives title and unit; the range gives the rest.
ColorScale scale_of(Measure measure, const ValueRange& range, const Theme& theme,
                    CriticalEnd critical, bool difference);

} // namespace cityproof::gui
