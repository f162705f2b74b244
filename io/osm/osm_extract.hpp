// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cityproof::io {

/// The tags of an OSM object, sorted by key.
class OsmTags {
  public:
    void set(std::string key, std::string value);
    /// Puts the tags into order; the last of several with one key wins. Returns how many were
    /// dropped.
    std::size_t normalise();

    /// Empty when there is no such tag.
    std::string_view get(std::string_view key) const;

    bool has(std::string_view key) const { return !get(key).empty(); }

    bool is(std::string_view key, std::string_view value) const { return get(key) == value; }

    bool empty() const { return tags_.empty(); }

    const std::vector<std::pair<std::string, std::string>>& all() const { return tags_; }

  private:
    std::vector<std::pair<std::string, std::string>> tags_;
};

/// A position as OSM stores it: 1e-7 degrees, WGS 84.
struct OsmNode {
    std::int64_t id = 0;
    std::int32_t lon_e7 = 0;
    std::int32_t lat_e7 = 0;
    OsmTags tags;

    double lon_deg() const { return lon_e7 * 1e-7; }

    double lat_deg() const { return lat_e7 * 1e-7; }
};

struct OsmWay {
    std::int64_t id = 0;
    std::vector<std::int64_t> nodes; ///< two or more, all of them in the extract
    OsmTags tags;

    bool is_closed() const { return nodes.size() > 3 && nodes.front() == nodes.back(); }
};

struct OsmMember {
    char kind = 'n'; ///< 'n', 'w' or 'r'
    std::int64_t ref = 0;
    std::string role;
};

struct OsmRelation {
    std::int64_t id = 0;
    std::vector<OsmMember> members; ///< also those that the extract lacks
    OsmTags tags;
};

/// A rectangle on earth, degrees.
struct OsmBox {
    double west_deg = 0;
    double south_deg = 0;
    double east_deg = 0;
    double north_deg = 0;

    bool contains(const OsmNode& node) const;
};

/// One kind of thing that was mended or left out while reading.
struct OsmRepair {
    std::string what;
    std::size_t count = 0;
    std::string first; ///< an example: "way 42"
};

/// An OpenStreetMap extract in memory: nodes, ways and relations, each in ascending order of id and
/// each id once.
struct OsmExtract {
    std::vector<OsmNode> nodes;
    std::vector<OsmWay> ways;
    std::vector<OsmRelation> relations;
    OsmBox box; ///< around all nodes
    std::vector<OsmRepair> repairs;

    /// nullptr when the extract has none of that id.
    const OsmNode* node(std::int64_t id) const;
    const OsmWay* way(std::int64_t id) const;
    /// Place of a node in `nodes`; of one that exists.
    std::size_t node_index(std::int64_t id) const;
};

/// What "(c)" line every map made from an extract must show.
inline constexpr const char* osm_attribution = "© OpenStreetMap contributors, ODbL 1.0";

/// Reads an extract: .osm, .osm.gz, .osm.bz2 or .osm.pbf. With `box` only ways that have a node in
/// it (whole, as `osmium extract` does by default), nodes in it, and relations with such a member
/// stay. Mends and lists: objects that stand in the file twice (the newest version, then the last,
/// wins), references to nodes that are not there, ways of less than two nodes, impossible
/// positions, deleted objects. Errors: InputError in one line when the file is missing, no such
/// format, damaged or cut off, has no objects, or has nothing in `box`.
OsmExtract read_osm_extract(const std::filesystem::path& file, const std::optional<OsmBox>& box);

/// What a street network is made from (highways, their nodes, turn restrictions, public transport)
/// as OSM XML in ascending order of ids, without dates and authors: equal extracts, equal bytes.
std::string osm_street_xml(const OsmExtract& extract);

/// Whether a way is (part of) a road or path that exists: not one planned, under construction, or
/// drawn as an area.
bool is_street(const OsmWay& way);

} // namespace cityproof::io
