// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace cityproof::gui {

/// Translates the words of maps, legends and pictures: Words::tr("no data").
struct Words {
    Q_DECLARE_TR_FUNCTIONS(cityproof::gui::Words)
};

} // namespace cityproof::gui
