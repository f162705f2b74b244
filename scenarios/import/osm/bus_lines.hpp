// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/osm/net_maker.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace cityproof::scenarios {

/// What was made of the bus lines of a map.
struct BusLines {
    std::optional<std::filesystem::path> routes; ///< none when no line can be driven
    std::size_t lines = 0;
    std::size_t buses = 0;          ///< a day
    std::size_t left_out = 0;       ///< lines (of a timetable: trips) with less than two stops
                                    ///< that a bus can reach
    std::string day = {};           ///< of the timetable, "2026-01-15"; empty: from the map
    std::size_t unplaced_stops = 0; ///< of the timetable, in the city but at no street
};

/// The vehicle type "bus", for a route file.
std::string bus_type_text();

/// Writes the buses of a day beside the net: the map knows lines and stops but no timetable, so
/// from 5 to 22 o'clock one every 30 minutes (or the interval that the map states), the first after
/// a part of it that the line draws. Each drives from stop to stop, waits 20 s, and ends at the
/// last one. Stops that a bus cannot both reach and leave are passed over.
BusLines write_bus_lines(const StreetNet& net, std::uint32_t seed);

} // namespace cityproof::scenarios
