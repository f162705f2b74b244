// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/city_draft.hpp"

#include <filesystem>

namespace cityproof::scenarios {

/// Reads sensors.csv (id,quantity,target,interval,noise,dropout,bus) into the layer sensor: columns
/// quantity, target, interval_s, noise (in the quantity's SI unit), dropout, supplied_by; each
/// sensor stands where its target is, on a line at half its length. Every cell that does not fit is
/// added to the problems with file, line and column. Errors: InputError when it is no CSV.
void add_sensors(const std::filesystem::path& file, CityDraft& draft, Problems& problems);

/// The point at half the length of a line; the point itself; the first point of a polygon.
io::Geometry middle_of(const io::Geometry& geometry);

} // namespace cityproof::scenarios
