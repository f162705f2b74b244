// SPDX-License-Identifier: Apache-2.0
#include "gui/data/channel_style.hpp"

#include "gui/map/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cityproof::gui {

namespace {

struct ShownUnit {
    std::string_view stored;
    const char* shown;
    double factor;
};

constexpr std::array<ShownUnit, 6> shown_units{{
    {"m/s", "km/h", 3.6},
    {"m3/s", "l/s", 1000},
    {"W", "kW", 0.001},
    {"Pa", "kPa", 0.001},
    {"J", "kWh", 1 / 3.6e6},
    {"1", "", 1},
}};

constexpr std::array<std::string_view, 6> low_is_critical{
    "traffic/street_speed", "energy/bus_voltage", "energy/bus_energised",
    "water/node_pressure",  "water/tank_level",   "traffic/signal_heads_lit"};

} // namespace

ChannelStyle channel_style(const io::ChannelDescription& channel) {
    ChannelStyle style;
    style.unit = plain_text(channel.unit);
    for (const ShownUnit& unit : shown_units) {
        if (unit.stored == channel.unit) {
            style.unit = QString::fromLatin1(unit.shown);
            style.factor = unit.factor;
        }
    }
    const bool supply = channel.name.starts_with("supply/");
    if (supply || std::find(low_is_critical.begin(), low_is_critical.end(), channel.name) !=
                      low_is_critical.end()) {
        style.critical = CriticalEnd::low;
    }
    return style;
}

} // namespace cityproof::gui
