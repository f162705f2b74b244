// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace cityproof::gui {

/// Words for a table in legends, plural: "Buildings" for building; an unknown table keeps its own
/// name.
QString layer_title(std::string_view table);

/// Words for a channel: "Street speed" for traffic/street_speed, "Supply of
/// street lamps" for supply/lamp.
QString channel_title(std::string_view channel);

} // namespace cityproof::gui
