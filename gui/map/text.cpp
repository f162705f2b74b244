// SPDX-License-Identifier: Apache-2.0
#include "gui/map/text.hpp"

#include "core/base/errors.hpp"

#include <QFontInfo>
#include <QFontMetricsF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace cityproof::gui {

namespace {
constexpr const char* family = "DejaVu Sans";
// For what DejaVu does not have, so that the choice is not the desktop's.
constexpr const char* cjk_family = "Noto Sans CJK SC";
} // namespace

QFont map_font(double height_px, bool bold) {
    QFont font{QStringList{QString::fromLatin1(family), QString::fromLatin1(cjk_family)}};
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(height_px))));
    font.setBold(bold);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(
        static_cast<QFont::StyleStrategy>(QFont::PreferAntialias | QFont::NoSubpixelAntialias));
    font.setKerning(true);
    return font;
}

void require_map_font() {
    const QFontInfo found{map_font(12)};
    if (found.family() != QLatin1String{family}) {
        throw EngineError{
            "Qt", "the font DejaVu Sans is not installed; install the package fonts-dejavu-core"};
    }
}

QStringList wrap_text(const QFont& font, const QString& text, double width_px) {
    const QFontMetricsF metrics{font};
    QStringList lines;
    QString line;
    const auto fits = [&](const QString& candidate) {
        // A glyph may be drawn wider than it advances: measure both.
        return std::max(metrics.horizontalAdvance(candidate),
                        metrics.boundingRect(candidate).right()) <= width_px;
    };
    for (QString word : text.split(QLatin1Char{' '}, Qt::SkipEmptyParts)) {
        const QString longer = line.isEmpty() ? word : line + QLatin1Char{' '} + word;
        if (fits(longer)) {
            line = longer;
            continue;
        }
        if (!line.isEmpty()) {
            lines << line;
        }
        while (!fits(word) && word.size() > 1) {
            qsizetype count = word.size() - 1;
            while (count > 1 && !fits(word.left(count))) {
                --count;
            }
            lines << word.left(count);
            word = word.mid(count);
        }
        line = word;
    }
    if (!line.isEmpty()) {
        lines << line;
    }
    return lines;
}

double line_height(const QFont& font) {
    return std::ceil(QFontMetricsF{font}.lineSpacing());
}

void draw_lines(QPainter& painter, const QFont& font, const QStringList& lines, QPointF top_left,
                const QColor& ink) {
    // As outlines: pictures of glyphs come from a cache whose first and later answers differ in
    // single pixels.
    QPainterPath glyphs;
    double y = top_left.y() + std::ceil(QFontMetricsF{font}.ascent());
    for (const QString& line : lines) {
        glyphs.addText(QPointF{top_left.x(), y}, font, line);
        y += line_height(font);
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(glyphs, ink);
    painter.restore();
}

void draw_halo_text(QPainter& painter, const QFont& font, const QString& text, QPointF baseline,
                    const QColor& ink, const QColor& halo) {
    QPainterPath glyphs;
    glyphs.addText(baseline, font, text);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(glyphs, QPen{halo, 4.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin});
    painter.fillPath(glyphs, ink);
    painter.restore();
}

QString plain_text(std::string_view utf8) {
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    for (QChar& character : text) {
        if (character.category() == QChar::Other_Control ||
            character.category() == QChar::Separator_Line ||
            character.category() == QChar::Separator_Paragraph) {
            character = QLatin1Char{' '};
        }
    }
    return text.simplified();
}

} // namespace cityproof::gui
