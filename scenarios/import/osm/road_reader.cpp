// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/road_reader.hpp"

#include "core/base/errors.hpp"
#include "io/text/xml_check.hpp"
#include "scenarios/import/osm/street_graph.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace cityproof::scenarios {
namespace {

using contracts::Place;

double number(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::vector<Place> points(std::string_view text, const Place& offset) {
    std::vector<Place> shape;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view pair = text.substr(0, end);
        const std::size_t comma = pair.find(',');
        if (comma != std::string_view::npos) {
            const std::string_view rest = pair.substr(comma + 1);
            shape.push_back({number(pair.substr(0, comma)) - offset.x_m,
                             number(rest.substr(0, rest.find(','))) - offset.y_m});
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return shape;
}

bool names(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == word) {
            return true;
        }
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool admits(const io::XmlElement& lane, std::string_view vehicle_class) {
    if (lane.has("allow")) {
        const std::string_view allow = lane.attribute("allow");
        return names(allow, vehicle_class) || names(allow, "all");
    }
    const std::string_view disallow = lane.attribute("disallow");
    return !names(disallow, vehicle_class) && !names(disallow, "all");
}

/// Collects a net while its file is scanned.
class NetScan {
  public:
    explicit NetScan(std::string_view vehicle_class) : vehicle_class_{vehicle_class} {}

    void visit(const io::XmlElement& element) {
        if (element.name == "location") {
            const auto shape = points(element.attribute("netOffset"), {});
            offset_ = shape.empty() ? Place{} : shape.front();
        } else if (element.name == "edge" && element.depth == 2) {
            begin_edge(element);
        } else if (element.name == "lane" && element.parent == "edge" && in_edge_) {
            take_lane(element);
        } else if (element.name == "junction" && element.depth == 2) {
            take_junction(element);
        } else if (element.name == "tlLogic" && element.depth == 2) {
            network_.signals.emplace(element.attribute("id"));
        } else if (element.name == "connection" && element.depth == 2) {
            take_connection(element);
        }
    }

    RoadNetwork take() {
        traffic::RoadGraph& graph = network_.graph;
        // Edges without a lane for cars (bus lanes, sidewalks) go; connections name what is left.
        std::map<std::string, std::uint32_t, std::less<>> index;
        for (Candidate& candidate : candidates_) {
            if (candidate.edge.lanes > 0 && candidate.edge.shape.size() > 1) {
                index.emplace(candidate.edge.id, static_cast<std::uint32_t>(graph.edges.size()));
                graph.edges.push_back(std::move(candidate.edge));
            }
        }
        for (const auto& [from, to] : connections_) {
            const auto a = index.find(from);
            const auto b = index.find(to);
            if (a != index.end() && b != index.end()) {
                graph.edges[a->second].next.push_back(b->second);
            }
        }
        std::map<std::string, std::set<std::string>> neighbours;
        for (traffic::RoadEdge& edge : graph.edges) {
            std::ranges::sort(edge.next);
            const auto repeated = std::ranges::unique(edge.next);
            edge.next.erase(repeated.begin(), repeated.end());
            edge.ends_at_signal = signal_junctions_.contains(edge.to);
            neighbours[edge.from].insert(edge.to);
            neighbours[edge.to].insert(edge.from);
        }
        network_.junctions = neighbours.size();
        for (const auto& [junction, others] : neighbours) {
            network_.dead_ends += others.size() == 1 ? 1U : 0U;
        }
        return std::move(network_);
    }

  private:
    struct Candidate {
        traffic::RoadEdge edge;
        std::set<std::string, std::less<>> lanes; ///< indices of those for the class
    };

    void begin_edge(const io::XmlElement& element) {
        in_edge_ = !element.has("function");
        if (!in_edge_) {
            return;
        }
        Candidate& candidate = candidates_.emplace_back();
        candidate.edge.id = element.attribute("id");
        candidate.edge.from = element.attribute("from");
        candidate.edge.to = element.attribute("to");
        candidate.edge.lanes = 0;
        std::string_view type = element.attribute("type");
        type = type.substr(0, type.find('|'));
        const std::size_t dot = type.find('.');
        candidate.edge.street_class =
            street_class_of(dot == std::string_view::npos ? type : type.substr(dot + 1));
        candidate.edge.shape = points(element.attribute("shape"), offset_);
        lanes_of_.emplace(candidate.edge.id, candidates_.size() - 1);
    }

    void take_lane(const io::XmlElement& element) {
        Candidate& candidate = candidates_.back();
        if (candidate.edge.shape.size() < 2) {
            candidate.edge.shape = points(element.attribute("shape"), offset_);
        }
        if (!admits(element, vehicle_class_)) {
            return;
        }
        candidate.edge.length_m = number(element.attribute("length"));
        candidate.edge.speed_mps =
            std::max(candidate.edge.speed_mps, number(element.attribute("speed")));
        const int lane_number = static_cast<int>(number(element.attribute("index")));
        candidate.edge.first_lane = candidate.edge.lanes == 0
                                        ? lane_number
                                        : std::min(candidate.edge.first_lane, lane_number);
        ++candidate.edge.lanes;
        candidate.lanes.emplace(element.attribute("index"));
    }

    void take_junction(const io::XmlElement& element) {
        if (element.attribute("type").starts_with("traffic_light")) {
            signal_junctions_.emplace(element.attribute("id"));
        }
    }

    void take_connection(const io::XmlElement& element) {
        const auto from = lanes_of_.find(element.attribute("from"));
        const auto to = lanes_of_.find(element.attribute("to"));
        if (from != lanes_of_.end() && to != lanes_of_.end() &&
            candidates_[from->second].lanes.contains(element.attribute("fromLane")) &&
            candidates_[to->second].lanes.contains(element.attribute("toLane"))) {
            connections_.emplace_back(element.attribute("from"), element.attribute("to"));
        }
    }

    std::string_view vehicle_class_;
    RoadNetwork network_;
    Place offset_;
    bool in_edge_ = false;
    std::vector<Candidate> candidates_;
    std::map<std::string, std::size_t, std::less<>> lanes_of_;
    std::vector<std::pair<std::string, std::string>> connections_;
    std::set<std::string, std::less<>> signal_junctions_;
};

} // namespace

RoadNetwork read_road_network(const std::filesystem::path& net, std::string_view vehicle_class) {
    NetScan scan{vehicle_class};
    io::scan_xml(net, {{"net"}}, [&](const io::XmlElement& element) { scan.visit(element); });
    RoadNetwork network = scan.take();
    network.core_edges = traffic::mark_core(network.graph);
    traffic::find_gates(network.graph);
    return network;
}

std::vector<traffic::StreetAccess> street_access(const contracts::CityModel& city,
                                                 const traffic::RoadGraph& graph) {
    // The same search as for the map's streets, over the net's.
    contracts::CityModel roads;
    std::vector<std::uint32_t> usable;
    std::map<std::pair<std::string, std::string>, std::uint32_t> by_ends;
    for (std::uint32_t e = 0; e < graph.edges.size(); ++e) {
        const traffic::RoadEdge& edge = graph.edges[e];
        contracts::StreetSegment segment;
        segment.shape = edge.shape;
        roads.segments.push_back(std::move(segment));
        constexpr double shortest_m = 15; // a car and the room to stop behind it
        if (edge.in_core && edge.street_class > contracts::StreetClass::trunk &&
            edge.length_m >= shortest_m) {
            usable.push_back(e);
            by_ends.emplace(std::pair{edge.from, edge.to}, e);
        }
    }
    const StreetIndex index{roads, std::move(usable)};
    constexpr double reach_m = 500;
    std::vector<traffic::StreetAccess> access(city.buildings.size());
    for (std::size_t b = 0; b < city.buildings.size(); ++b) {
        const auto hit = index.nearest(city.buildings[b].centre, reach_m);
        if (hit.segment == contracts::no_segment) {
            continue;
        }
        access[b].edge = hit.segment;
        const traffic::RoadEdge& edge = graph.edges[hit.segment];
        const auto opposite = by_ends.find({edge.to, edge.from});
        if (opposite != by_ends.end() && opposite->second != hit.segment) {
            access[b].opposite = opposite->second;
        }
    }
    return access;
}

} // namespace cityproof::scenarios
