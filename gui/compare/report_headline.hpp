// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/compare/key_figures.hpp"

namespace cityproof::gui {

/// What a study's gates come to: "Gates of the study: 1 of 2 passes. Fails: ...". Empty without
/// gates.
QString gates_text(const KeyFigureReport& report);

/// What stands above the table: where in the study, what the report says first, the gates.
QString headline_text(const KeyFigureReport& report);

} // namespace cityproof::gui
