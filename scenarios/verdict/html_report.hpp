// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/arms.hpp"
#include "scenarios/verdict/street_map.hpp"

#include <optional>
#include <span>
#include <string>

namespace cityproof::verdict {

/// The comparison as one HTML page that needs no network: sentences, verdicts, the tables of the
/// other reports, a chart of the relative effects with their intervals, one of the differences of
/// the single pairs, and a map of the streets' change of speed for each arm that has one. Light or
/// dark as the reader's system. Charts and maps are SVG in the page. Same input, same bytes.
/// `maps` has one entry an arm, or none at all.
std::string html_report(const ArmsComparison& comparison,
                        std::span<const std::optional<StreetMap>> maps);

} // namespace cityproof::verdict
