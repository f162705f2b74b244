// SPDX-License-Identifier: Apache-2.0
#include "io/osm/osm_extract.hpp"
#include "io/text/xml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace cityproof::io {
namespace {

std::string degrees(std::int32_t e7) {
    const bool negative = e7 < 0;
    const std::int64_t value = negative ? -std::int64_t{e7} : std::int64_t{e7};
    return fmt::format("{}{}.{:07}", negative ? "-" : "", value / 10'000'000, value % 10'000'000);
}

void write_tags(std::string& text, const OsmTags& tags) {
    for (const auto& [key, value] : tags.all()) {
        fmt::format_to(std::back_inserter(text), "  <tag k=\"{}\" v=\"{}\"/>\n", xml_text(key),
                       xml_text(value));
    }
}

/// Whether netconvert makes something of a relation.
bool is_of_streets(const OsmRelation& relation) {
    const std::string_view type = relation.tags.get("type");
    return type == "restriction" || type == "public_transport" ||
           ((type == "route" || type == "route_master") &&
            (relation.tags.is("route", "bus") || relation.tags.is("route", "trolleybus") ||
             relation.tags.is("route_master", "bus")));
}

} // namespace

std::string osm_street_xml(const OsmExtract& extract) {
    std::vector<bool> needed(extract.nodes.size(), false);
    for (const OsmWay& way : extract.ways) {
        if (is_street(way)) {
            for (const std::int64_t id : way.nodes) {
                needed[extract.node_index(id)] = true;
            }
        }
    }
    for (std::size_t i = 0; i < extract.nodes.size(); ++i) {
        const OsmTags& tags = extract.nodes[i].tags;
        needed[i] = needed[i] || tags.is("highway", "bus_stop") || tags.has("public_transport");
    }
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\" "
                       "generator=\"cityproof\">\n";
    for (std::size_t i = 0; i < extract.nodes.size(); ++i) {
        if (!needed[i]) {
            continue;
        }
        const OsmNode& node = extract.nodes[i];
        fmt::format_to(std::back_inserter(text), " <node id=\"{}\" lat=\"{}\" lon=\"{}\"", node.id,
                       degrees(node.lat_e7), degrees(node.lon_e7));
        text += node.tags.empty() ? "/>\n" : ">\n";
        if (!node.tags.empty()) {
            write_tags(text, node.tags);
            text += " </node>\n";
        }
    }
    for (const OsmWay& way : extract.ways) {
        if (!is_street(way)) {
            continue;
        }
        fmt::format_to(std::back_inserter(text), " <way id=\"{}\">\n", way.id);
        for (const std::int64_t id : way.nodes) {
            fmt::format_to(std::back_inserter(text), "  <nd ref=\"{}\"/>\n", id);
        }
        write_tags(text, way.tags);
        text += " </way>\n";
    }
    for (const OsmRelation& relation : extract.relations) {
        if (!is_of_streets(relation)) {
            continue;
        }
        fmt::format_to(std::back_inserter(text), " <relation id=\"{}\">\n", relation.id);
        for (const OsmMember& member : relation.members) {
            const char* kind = member.kind == 'n'   ? "node"
                               : member.kind == 'w' ? "way"
                                                    : "relation";
            fmt::format_to(std::back_inserter(text),
                           "  <member type=\"{}\" ref=\"{}\" role=\"{}\"/>\n", kind, member.ref,
                           xml_text(member.role));
        }
        write_tags(text, relation.tags);
        text += " </relation>\n";
    }
    return text + "</osm>\n";
}

} // namespace cityproof::io
