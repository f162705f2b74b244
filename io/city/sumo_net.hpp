// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityproof::io {

/// A street of a SUMO net, in net coordinates.
struct SumoEdge {
    std::string id;
    std::string name; ///< of the street; often empty
    std::string type; ///< "highway.residential"
    std::string to;   ///< junction at its end
    int lanes = 0;
    double speed_mps = 0;     ///< the fastest lane's limit
    double length_m = 0;      ///< of lane 0, as SUMO drives it
    std::vector<Point> shape; ///< the edge's own, else lane 0's
    int line = 0;
};

/// A traffic light of a SUMO net, in net coordinates.
struct SumoSignal {
    std::string id;
    Point position;            ///< mean of the junctions that it controls
    int links = 0;             ///< controlled connections: length of its state text
    bool has_position = false; ///< false when it controls nothing
    int line = 0;
};

/// What a city needs of a SUMO net.
struct SumoNet {
    std::filesystem::path file;
    Point offset;             ///< net coordinates minus this are projected coordinates
    std::string projection;   ///< PROJ string; empty when the net has no projection ("!")
    bool drives_left = false; ///< traffic keeps to the left (--lefthand)
    int location_line = 0;
    std::vector<SumoEdge> edges;              ///< without internal ones, in the file's order
    std::vector<SumoSignal> signals;          ///< each once, in the file's order
    std::set<std::string, std::less<>> lanes; ///< of all edges, internal ones too
    std::map<std::string, std::uint32_t, std::less<>> edge_index;
    std::set<std::pair<std::uint32_t, std::uint32_t>>
        connected; ///< edges from which one can drive into the next

    bool has_edge(std::string_view id) const { return edge_index.contains(id); }

    bool has_signal(std::string_view id) const;
    std::vector<std::string> edge_ids() const;
    std::vector<std::string> signal_ids() const;
};

/// Reads a net, plain or gzip'd. Adds problems for numbers and shapes that cannot be read.
/// Errors: InputError as scan_xml (malformed, DOCTYPE, other root), or a net without a single
/// street.
SumoNet read_sumo_net(const std::filesystem::path& file, Problems& problems);

} // namespace cityproof::io
