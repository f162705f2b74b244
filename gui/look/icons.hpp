// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>

namespace cityproof::gui {

/// The pictures on buttons, drawn from a few lines each in the colour of the text: they show on
/// light and dark ground and are sharp at any pixel ratio.
enum class Glyph { first, back, play, pause, forward, last, live, loop, fit, find, plus, minus };

QIcon glyph_icon(Glyph glyph, const QColor& ink);

} // namespace cityproof::gui
