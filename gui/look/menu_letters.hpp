// SPDX-License-Identifier: Apache-2.0
#pragma once

class QMenu;

namespace cityproof::gui {

/// Gives every entry of a menu that has no letter of its own yet one that no other entry of the
/// menu has: of its words' first letters, of all its letters, or a further one behind its text
/// ("… (&A)"). A menu that is made at run time, of ids and actions, has nobody who chose them.
void give_letters(QMenu& menu);

} // namespace cityproof::gui
