// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <vector>

namespace cityproof::gui {

/// A language that the viewer speaks.
struct Language {
    QString code; ///< "de"
    QString name; ///< in itself: "Deutsch"
};

/// English, in which the sources are written, first.
const std::vector<Language>& languages();

/// What the user's settings say; empty: as the system.
QString chosen_language();
void choose_language(const QString& code);

/// Makes all texts that are asked for from now on those of a language. `wanted`: a code, "" for the
/// system's language. One that the viewer does not speak is English. Needs a QCoreApplication.
void install_language(const QString& wanted);

} // namespace cityproof::gui
