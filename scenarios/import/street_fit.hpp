// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"
#include "scenarios/import/traffic_source.hpp"

namespace cityproof::scenarios {

/// New streets of a city must be in its coordinate system (or in one that puts them within a metre)
/// and overlap its streets; another offset of the net is fine. Errors: InputError.
void check_new_streets(const TrafficSource& source, const io::CityCrs& crs, const io::City& city);

/// Whether two streets of the same id are the same one: the middle of the former lies within 150 m
/// of the latter, as far as a sensor may lie from what it measures.
bool is_same_street(const io::Geometry& before, const io::Geometry& now);

} // namespace cityproof::scenarios
