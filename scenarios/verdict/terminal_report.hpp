// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"

#include <cstddef>
#include <string>

namespace cityproof::verdict {

/// The comparison for a terminal of `width` columns (at least 60): sentence, aligned table,
/// verdict. A column that does not fit is left out, least important first: p, relative effect, the
/// two means.
std::string terminal_report(const Comparison& comparison, std::size_t width);

/// Columns of the terminal behind standard output; 100 when it is none.
std::size_t terminal_width();

} // namespace cityproof::verdict
