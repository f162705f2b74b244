// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QString>
#include <QStringList>

namespace cityproof::gui {

/// The one font of all pictures, DejaVu Sans, without hinting and sub-pixel colours, so that a
/// picture does not depend on the desktop's settings. `height_px` is the font's pixel size.
QFont map_font(double height_px, bool bold = false);

/// Errors: EngineError when DejaVu Sans is not installed: another font would break measured layouts
/// and golden pictures. Needs a QGuiApplication.
void require_map_font();

/// Breaks a text at spaces, and inside a word only where the word alone is too wide. No line is
/// wider than `width_px` when measured with `font` (unless a single character is).
QStringList wrap_text(const QFont& font, const QString& text, double width_px);

/// Height of one line including leading, pixels.
double line_height(const QFont& font);

/// Draws lines from `top_left` down.
void draw_lines(QPainter& painter, const QFont& font, const QStringList& lines, QPointF top_left,
                const QColor& ink);

/// Draws a text with a halo of 2 px on each side, readable on every background. `baseline` is its
/// left end.
void draw_halo_text(QPainter& painter, const QFont& font, const QString& text, QPointF baseline,
                    const QColor& ink, const QColor& halo);

/// UTF-8 text of files and run metadata, without control characters and line breaks.
QString plain_text(std::string_view utf8);

} // namespace cityproof::gui
