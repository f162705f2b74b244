// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace cityproof::gui {

/// Translates the words of comparisons that no window says itself: CompareWords::tr("baseline").
struct CompareWords {
    Q_DECLARE_TR_FUNCTIONS(cityproof::gui::CompareWords)
};

} // namespace cityproof::gui
