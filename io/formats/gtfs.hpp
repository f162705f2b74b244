// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::io {

struct GtfsStop {
    std::string id;
    std::string name;
    double lon_deg = 0;
    double lat_deg = 0;
};

/// A bus at a stop.
struct GtfsCall {
    std::uint32_t stop = 0;
    double departure_s = 0; ///< after midnight
};

struct GtfsTrip {
    std::string id;
    std::string line; ///< short name of the route, or its id
    std::vector<GtfsCall> calls;
};

/// The buses of one day of a timetable.
struct GtfsFeed {
    std::string day; ///< "2026-01-15"
    std::vector<GtfsStop> stops;
    std::vector<GtfsTrip> trips; ///< by first departure, then id
};

/// Gives the text of a file of the feed by its name; nullopt when the feed has none of that name.
using GtfsFiles = std::function<std::optional<std::string>(const std::string& name)>;

/// Reads the buses (route types 3, 11, 700 to 799) of the Monday to Friday with the most trips, of
/// equal ones the first. Frequencies become single trips; missing times between two stops are
/// interpolated; trips after midnight count for the early morning. Parameters: `feed` for messages.
/// Errors: InputError with file, line and column for what a feed must have and has not: a file, a
/// column, a stop or route that something refers to, a time, a day on which a bus runs.
GtfsFeed parse_gtfs(const GtfsFiles& files, const std::string& feed);

} // namespace cityproof::io
