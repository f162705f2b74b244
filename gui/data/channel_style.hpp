// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/color_scale.hpp"
#include "io/run_file/run_file_writer.hpp"

namespace cityproof::gui {

/// How a channel is shown to people. Everything comes from the channel's description, so that a new
/// model needs no change here; only the unit is changed to the one that the trade reads, and for a
/// few known channels the low end is the critical one.
struct ChannelStyle {
    QString
        unit; ///< "km/h" for m/s, "l/s" for m3/s, "kW" for W; others as they are, "1" becomes empty
    double factor = 1; ///< shown value = stored value * factor
    CriticalEnd critical = CriticalEnd::high;
};

ChannelStyle channel_style(const io::ChannelDescription& channel);

} // namespace cityproof::gui
