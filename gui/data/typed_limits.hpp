// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <vector>

namespace cityproof::gui {

/// Class limits that somebody wrote: in a field of the window or behind --limits.
struct TypedLimits {
    std::vector<double> limits; ///< empty: from the data
    QString problem;            ///< what they have to be; empty when they can be used
};

/// Reads "10, 30, 50": numbers separated by commas, semicolons or blanks, with either minus sign.
/// Of a difference they are the positive ones, which are mirrored: "2, 5" means -5, -2, 2, 5.
TypedLimits read_limits(const QString& text, bool difference);

/// As read_limits() takes it.
QString limits_text(const std::vector<double>& limits);

} // namespace cityproof::gui
