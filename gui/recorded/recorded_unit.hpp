// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_writer.hpp"

#include <optional>
#include <string_view>

namespace cityproof::gui {

/// What one recorded unit is in the unit in which the viewer shows a channel: 3.6 for "m/s" of a
/// channel shown in km/h. nullopt when the two measure different things or the unit is none of
/// ours. An empty unit is that of the channel.
std::optional<double> shown_units_in(std::string_view recorded_unit,
                                     const io::ChannelDescription& channel);

/// Of a channel that counts vehicles over time (traffic/..., in veh/h, 1/s and the like): vehicles
/// per hour in one of its shown units; nullopt for all others.
std::optional<double> vehicles_per_hour(const io::ChannelDescription& channel);

} // namespace cityproof::gui
