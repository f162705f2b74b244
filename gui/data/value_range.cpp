// SPDX-License-Identifier: Apache-2.0
#include "gui/data/value_range.hpp"

#include "core/base/class_limits.hpp"
#include "gui/map/words.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace cityproof::gui {

ValueRange range_of(std::span<const float> sample, bool difference) {
    const auto is_whole = [](float value) {
        return !std::isfinite(value) || value == std::floor(value);
    };
    const auto is_flag = [](float value) {
        return !std::isfinite(value) || value == 0 || value == 1;
    };
    ValueRange range;
    range.whole_numbers = std::all_of(sample.begin(), sample.end(), is_whole);
    range.flag = std::all_of(sample.begin(), sample.end(), is_flag);
    const auto first = std::find_if(sample.begin(), sample.end(),
                                    [](float value) { return std::isfinite(value); });
    if (first != sample.end()) {
        range.constant = static_cast<double>(*first);
    }
    range.limits = difference ? difference_limits(sample, range.whole_numbers)
                              : sequential_limits(sample, range.whole_numbers);
    return range;
}

ValueRange with_limits(ValueRange range, const std::vector<double>& limits) {
    if (!limits.empty()) {
        range.limits = limits;
    }
    return range;
}

QString limits_problem(const std::vector<double>& limits, bool difference) {
    const std::size_t most = difference ? 3 : 6;
    const bool ascending =
        std::adjacent_find(limits.begin(), limits.end(), std::greater_equal<>{}) == limits.end() &&
        std::all_of(limits.begin(), limits.end(),
                    [](double limit) { return std::isfinite(limit); });
    const bool positive = !difference || limits.empty() || limits.front() > 0;
    if (ascending && positive && limits.size() <= most) {
        return {};
    }
    return difference ? Words::tr("at most 3 positive numbers, ascending: they are mirrored "
                                  "for decreases")
                      : Words::tr("at most 6 numbers, ascending");
}

ColorScale scale_of(Measure measure, const ValueRange& range, const Theme& theme,
                    CriticalEnd critical, bool difference) {
    measure.whole_numbers = range.whole_numbers;
    measure.flag = range.flag;
    measure.constant = range.constant;
    return difference ? ColorScale::difference(std::move(measure), range.limits, theme)
                      : ColorScale::sequential(std::move(measure), range.limits, theme, critical);
}

} // namespace cityproof::gui
