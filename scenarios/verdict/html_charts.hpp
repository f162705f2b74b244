// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/verdict/comparison.hpp"
#include "scenarios/verdict/street_map.hpp"

#include <string>

namespace cityproof::verdict {

/// Relative effects of one arm with their 95 % intervals, one line a key figure, as an SVG element;
/// empty when no row has one. Colours are the classes better, worse and unclear of the page.
std::string effect_chart(const Comparison& arm);

/// The differences of the single pairs of one key figure, as an SVG element.
std::string difference_chart(const Comparison& arm, const FigureComparison& row);

/// The streets, coloured by the change of their mean speed, as an SVG element with a legend.
std::string street_map_chart(const StreetMap& map);

} // namespace cityproof::verdict
