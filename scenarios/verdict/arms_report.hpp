// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/arms.hpp"

#include <cstddef>
#include <string>

namespace cityproof::verdict {

/// One policy after the other as terminal_report(Comparison), then the tables over all of them:
/// gates, Pareto table, and with `details` the statistics behind the rows.
std::string terminal_report(const ArmsComparison& comparison, std::size_t width, bool details);

/// The same as Markdown, always with the statistics. Same runs, same bytes, anywhere.
std::string markdown_report(const ArmsComparison& comparison);

} // namespace cityproof::verdict
