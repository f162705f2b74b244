// SPDX-License-Identifier: Apache-2.0
#include "gui/look/menu_letters.hpp"

#include <QAction>
#include <QKeySequence>
#include <QMenu>

#include <optional>
#include <set>

namespace cityproof::gui {

namespace {

bool is_latin_letter(QChar letter) {
    return letter.unicode() < 128 && letter.isLetter();
}

/// Where a free letter stands: at the beginning of a word, else anywhere.
std::optional<qsizetype> place_of_letter(const QString& text, const std::set<QChar>& taken) {
    for (const bool only_first : {true, false}) {
        for (qsizetype i = 0; i < text.size(); ++i) {
            const bool first = i == 0 || !text[i - 1].isLetterOrNumber();
            if ((first || !only_first) && is_latin_letter(text[i]) &&
                !taken.contains(text[i].toUpper())) {
                return i;
            }
        }
    }
    return std::nullopt;
}

QChar letter_of(const QString& text) {
    const QString shown = QKeySequence::mnemonic(text).toString();
    return shown.isEmpty() ? QChar{} : shown.back().toUpper();
}

} // namespace

void give_letters(QMenu& menu) {
    std::set<QChar> taken;
    for (const QAction* entry : menu.actions()) {
        taken.insert(letter_of(entry->text()));
    }
    for (QAction* entry : menu.actions()) {
        QString text = entry->text();
        if (entry->isSeparator() || !letter_of(text).isNull()) {
            continue;
        }
        text.replace(QStringLiteral("&&"), QString{QChar{QChar::ReplacementCharacter}});
        if (const auto place = place_of_letter(text, taken)) {
            taken.insert(text[*place].toUpper());
            text.insert(*place, QLatin1Char{'&'});
        } else {
            for (char letter = 'A'; letter <= 'Z'; ++letter) {
                if (taken.insert(QLatin1Char{letter}).second) {
                    text += QStringLiteral(" (&%1)").arg(QLatin1Char{letter});
                    break;
                }
            }
        }
        entry->setText(text.replace(QChar{QChar::ReplacementCharacter}, QStringLiteral("&&")));
    }
}

} // namespace cityproof::gui
