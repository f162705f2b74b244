// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/map/theme.hpp"

#include <QPalette>

namespace cityproof::gui {

/// Colours of windows and controls that go with a map's theme; every role is set, for active,
/// inactive and disabled ones.
QPalette window_palette(const Theme& theme);

/// Fusion, the project's font and the theme's palette for all windows.
void apply_look(const Theme& theme);

} // namespace cityproof::gui
