// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace cityproof::gui {

/// What the operator of a run, or an event of a scenario, can do to the things of a table, as the
/// engine names it; in pairs: the act, then what ends it. `supplied`: the things get electricity.
std::vector<QString> operator_actions(const std::string& table, bool supplied);

/// The same in a user's words: "take out of service".
QString operator_action_name(const QString& action);

} // namespace cityproof::gui
