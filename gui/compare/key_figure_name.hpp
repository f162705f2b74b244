// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace cityproof::gui {

/// "traffic.delay_mean" as "traffic: delay mean", translated if a model here defines the figure.
QString key_figure_name(const QString& id);

} // namespace cityproof::gui
