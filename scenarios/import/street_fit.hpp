// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gis/city_crs.hpp"
#include "scenarios/import/traffic_source.hpp"

namespace cityproof::scenarios {

/// New streets of a city must be in its coordinate system (or in one that puts them within a metre)
/// and overlap its streets; another offset of the net is fine. Errors: InputError.
void check_new_streets(const TrafficSource& source, const io::CityCrs& crs, const io::City& city);

/// Whether the middle of what belonged to a street lies within 150 m of the street of that id now,
/// as far as a sensor may lie from what it measures. So does what has no place.
bool lies_at(const io::Geometry& geometry, const io::Geometry& street);

} // namespace cityproof::scenarios
