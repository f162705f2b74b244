// SPDX-License-Identifier: Apache-2.0
#include "gui/map/text.hpp"

#include <QFontMetricsF>

#include <gtest/gtest.h>

namespace cityproof::gui {
namespace {

TEST(WrapText, keeps_every_word_and_the_width) {
    const QString text =
        QStringLiteral("Map data \u00a9 OpenStreetMap contributors, available under the Open "
                       "Database Licence, and a-word-that-is-much-longer-than-one-line-can-hold");
    const QFont font = map_font(12);
    for (const double width : {60.0, 150.0, 400.0, 2000.0}) {
        const QStringList lines = wrap_text(font, text, width);
        QString together = lines.join(QString{});
        EXPECT_EQ(together.remove(QLatin1Char{' '}), QString{text}.remove(QLatin1Char{' '}))
            << width;
        for (const QString& line : lines) {
            EXPECT_LE(QFontMetricsF{font}.horizontalAdvance(line), width) << line.toStdString();
        }
    }
    EXPECT_EQ(wrap_text(font, text, 5000).size(), 1);
}

TEST(WrapText, of_nothing_is_nothing) {
    EXPECT_TRUE(wrap_text(map_font(12), QString{}, 100).isEmpty());
}

TEST(PlainText, has_no_control_characters) {
    EXPECT_EQ(plain_text("Riva\nbella\t\x1b[31m  town"), QStringLiteral("Riva bella [31m town"));
    EXPECT_EQ(plain_text("K\xc3\xb6ln"), QStringLiteral("K\u00f6ln"));
}

TEST(MapFont, is_dejavu_sans) {
    EXPECT_NO_THROW(require_map_font());
}

} // namespace
} // namespace cityproof::gui
