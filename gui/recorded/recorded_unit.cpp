// SPDX-License-Identifier: Apache-2.0
#include "gui/recorded/recorded_unit.hpp"

#include "core/base/quantity.hpp"
#include "gui/data/channel_style.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace cityproof::gui {

namespace {

struct RateUnit {
    std::string_view name;
    double per_hour;
};

constexpr std::array<RateUnit, 7> rate_units{{{"1/s", 3600},
                                              {"1/h", 1},
                                              {"veh/h", 1},
                                              {"vehicles/h", 1},
                                              {"veh/s", 3600},
                                              {"vehicles/s", 3600},
                                              {"veh/min", 60}}};

std::optional<double> per_hour(std::string_view unit) {
    const auto found = std::find_if(rate_units.begin(), rate_units.end(),
                                    [&](const RateUnit& one) { return one.name == unit; });
    return found == rate_units.end() ? std::nullopt : std::optional{found->per_hour};
}

bool is_listed(std::string_view unit, const std::string& list) {
    std::size_t begin = 0;
    while (begin < list.size()) {
        const std::size_t end = std::min(list.find(", ", begin), list.size());
        if (std::string_view{list}.substr(begin, end - begin) == unit) {
            return true;
        }
        begin = end + 2;
    }
    return false;
}

/// One `from` in `to`, both of one dimension that inputs know.
std::optional<double> ratio_of(std::string_view from, std::string_view to) {
    for (int k = 0; k <= static_cast<int>(Dimension::per_unit); ++k) {
        const auto dimension = static_cast<Dimension>(k);
        const std::string units = accepted_units(dimension);
        if (is_listed(from, units) && is_listed(to, units)) {
            return parse_quantity("1 " + std::string{from}, dimension, {}) /
                   parse_quantity("1 " + std::string{to}, dimension, {});
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<double> shown_units_in(std::string_view recorded_unit,
                                     const io::ChannelDescription& channel) {
    const ChannelStyle style = channel_style(channel);
    const std::string_view unit = recorded_unit == "-" ? "1" : recorded_unit;
    if (unit.empty() || unit == style.unit.toStdString()) {
        return 1;
    }
    if (unit == channel.unit) {
        return style.factor;
    }
    const auto recorded_rate = per_hour(unit);
    const auto own_rate = per_hour(channel.unit);
    if (recorded_rate && own_rate) {
        return *recorded_rate / *own_rate * style.factor;
    }
    const auto stored = ratio_of(unit, channel.unit);
    return stored ? std::optional{*stored * style.factor} : std::nullopt;
}

std::optional<double> vehicles_per_hour(const io::ChannelDescription& channel) {
    const auto rate = per_hour(channel.unit);
    return rate && channel.name.starts_with("traffic/")
               ? std::optional{*rate / channel_style(channel).factor}
               : std::nullopt;
}

} // namespace cityproof::gui
