// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace cityproof::gui::testing {

/// A text that a user meets, and where.
struct ShownText {
    QString where;
    QString text;
};

/// Every text of a window and all in it: labels, buttons, lists, menus, tips, names for screen
/// readers. Hidden parts too.
std::vector<ShownText> shown_texts(const QWidget& window);

/// Visible widgets whose text needs more room than they have, each with its text.
std::vector<ShownText> clipped_texts(const QWidget& window);

} // namespace cityproof::gui::testing
