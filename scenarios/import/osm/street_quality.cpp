// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/street_quality.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace cityproof::scenarios {
namespace {

constexpr std::array class_names{"motorway", "trunk",       "primary", "secondary",
                                 "tertiary", "residential", "service"};

double length_m(const std::vector<contracts::Place>& shape) {
    double sum = 0;
    for (std::size_t i = 1; i < shape.size(); ++i) {
        sum += std::hypot(shape[i].x_m - shape[i - 1].x_m, shape[i].y_m - shape[i - 1].y_m);
    }
    return sum;
}

void measure_source(const contracts::CityModel& city, StreetQuality& quality) {
    std::set<std::uint32_t> removed;
    for (const contracts::StreetSegment& segment : city.segments) {
        if (segment.component == contracts::no_segment) {
            continue; // a path
        }
        if (segment.component >= city.street_nets) {
            removed.insert(segment.component);
            quality.removed_m += segment.length_m;
            continue;
        }
        quality.by_class[static_cast<std::size_t>(segment.street_class)].source_m +=
            segment.length_m;
        quality.total.source_m +=
            segment.street_class == contracts::StreetClass::service ? 0 : segment.length_m;
    }
    quality.removed_parts = removed.size();
    quality.nets = city.street_nets;
}

/// Streets that are open both ways: pairs of edges between the same junctions, of one class and
/// within a tenth of one length. The second of each pair is marked.
std::vector<bool> ways_back(const traffic::RoadGraph& graph) {
    constexpr double alike = 0.1;
    std::multimap<std::pair<std::string_view, std::string_view>, std::size_t> open;
    std::vector<bool> back(graph.edges.size(), false);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const traffic::RoadEdge& edge = graph.edges[e];
        const double metres = length_m(edge.shape);
        auto [first, last] = open.equal_range({edge.to, edge.from});
        for (; first != last && !back[e]; ++first) {
            const traffic::RoadEdge& other = graph.edges[first->second];
            back[e] = other.street_class == edge.street_class &&
                      std::fabs(length_m(other.shape) - metres) <= alike * metres + 1;
            if (back[e]) {
                open.erase(first);
                break;
            }
        }
        if (!back[e]) {
            open.emplace(std::pair<std::string_view, std::string_view>{edge.from, edge.to}, e);
        }
    }
    return back;
}

void measure_net(const traffic::RoadGraph& graph, StreetQuality& quality) {
    const std::vector<bool> back = ways_back(graph);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const traffic::RoadEdge& edge = graph.edges[e];
        quality.edges_out_of_core += edge.in_core ? 0U : 1U;
        const auto place = static_cast<std::size_t>(edge.street_class);
        if (back[e] || place >= quality.by_class.size()) {
            continue;
        }
        const double metres = length_m(edge.shape);
        quality.by_class[place].net_m += metres;
        quality.total.net_m += edge.street_class == contracts::StreetClass::service ? 0 : metres;
    }
}

double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
}

} // namespace

StreetQuality street_quality(const OsmSource& source, const contracts::CityModel& city,
                             const RoadNetwork& network) {
    StreetQuality quality;
    measure_source(city, quality);
    measure_net(network.graph, quality);
    quality.edges = network.graph.edges.size();
    quality.junctions = network.junctions;
    quality.dead_ends = network.dead_ends;
    quality.gates = network.graph.gates.size();
    quality.side = source.side;
    quality.side_from = source.side_from;
    quality.signals = network.signals.size();
    for (const io::OsmNode& node : source.extract.nodes) {
        quality.signals_mapped += node.tags.is("highway", "traffic_signals") ||
                                          node.tags.is("crossing", "traffic_signals")
                                      ? 1U
                                      : 0U;
    }
    return quality;
}

std::vector<std::string> to_lines(const StreetQuality& quality) {
    std::vector<std::string> lines;
    lines.push_back(fmt::format("{} edges, {} junctions, {} dead ends, {} roads across the "
                                "boundary, {} edges that one cannot both reach and leave",
                                quality.edges, quality.junctions, quality.dead_ends, quality.gates,
                                quality.edges_out_of_core));
    lines.push_back(fmt::format("{} traffic lights, made of {} mapped signals", quality.signals,
                                quality.signals_mapped));
    lines.push_back(fmt::format("traffic keeps to the {} ({})",
                                quality.side == io::DrivingSide::left ? "left" : "right",
                                quality.side_from));
    if (quality.nets > 1) {
        lines.push_back(fmt::format("{} nets without a road between them, each with a traffic of "
                                    "its own",
                                    quality.nets));
    }
    lines.push_back(fmt::format("removed: {} parts that hang on no other street, {:.1f} km",
                                quality.removed_parts, quality.removed_m / 1000));
    std::string classes;
    for (std::size_t c = 0; c < class_names.size(); ++c) {
        const auto& length = quality.by_class[c];
        if (length.source_m > 0 || length.net_m > 0) {
            classes += fmt::format("{}{} {:.1f} ({:.1f})", classes.empty() ? "" : ", ",
                                   class_names[c], length.net_m / 1000, length.source_m / 1000);
        }
    }
    lines.push_back(fmt::format("length in km, in the extract: {}", classes));
    lines.push_back(fmt::format("without service roads {:.1f} ({:.1f}), {:.0f} %",
                                quality.total.net_m / 1000, quality.total.source_m / 1000,
                                percent(quality.total.net_m, quality.total.source_m)));
    return lines;
}

std::string to_json(const StreetQuality& quality, const RepairCount& repairs) {
    const auto metres = [](double value) { return std::round(value * 10) / 10; };
    nlohmann::ordered_json classes = nlohmann::ordered_json::object();
    for (std::size_t c = 0; c < class_names.size(); ++c) {
        classes[class_names[c]] = {{"source_m", metres(quality.by_class[c].source_m)},
                                   {"net_m", metres(quality.by_class[c].net_m)}};
    }
    nlohmann::ordered_json mended = nlohmann::ordered_json::array();
    for (const io::OsmRepair& repair : repairs.list()) {
        mended.push_back({{"what", repair.what}, {"count", repair.count}, {"first", repair.first}});
    }
    const nlohmann::ordered_json document{
        {"format", 1},
        {"edges", quality.edges},
        {"junctions", quality.junctions},
        {"dead_ends", quality.dead_ends},
        {"gates", quality.gates},
        {"edges_out_of_core", quality.edges_out_of_core},
        {"nets", quality.nets},
        {"removed_parts", quality.removed_parts},
        {"removed_m", metres(quality.removed_m)},
        {"traffic_lights", quality.signals},
        {"signals_mapped", quality.signals_mapped},
        {"driving_side", quality.side == io::DrivingSide::left ? "left" : "right"},
        {"driving_side_from", quality.side_from},
        {"length_by_class", classes},
        {"source_m", metres(quality.total.source_m)},
        {"net_m", metres(quality.total.net_m)},
        {"repairs", mended}};
    return document.dump(2) + "\n";
}

} // namespace cityproof::scenarios
