// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/osm/bus_lines.hpp"
#include "scenarios/import/osm/osm_source.hpp"

#include <filesystem>

namespace cityproof::scenarios {

/// Writes the buses of a GTFS timetable (a folder or .zip) beside the net, and their stops instead
/// of those of the map. A stop lies at the nearest street within 60 m that buses can both reach and
/// leave, in the direction that has it at its kerb. A bus begins at its first stop in the city,
/// leaves none before its time, and ends at the last one. Stops that lie at no street are passed
/// over; trips of less than two stops, or parts of the streets that no road joins, are left out.
/// Errors: InputError for a feed that cannot be read, or of which no bus stops in the city.
BusLines write_timetable_buses(const OsmSource& source, const std::filesystem::path& feed,
                               StreetNet& net);

} // namespace cityproof::scenarios
