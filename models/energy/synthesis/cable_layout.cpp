// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/cable_graph.hpp"
#include "models/energy/synthesis/place_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>

namespace cityproof::energy {
namespace {

using contracts::Building;
using contracts::CityModel;
using contracts::no_segment;
using contracts::Place;
using contracts::StreetClass;
using contracts::StreetSegment;

constexpr double shortest_m = 0.5; ///< of an edge: no cable is without impedance
constexpr double at_node_m = 1;    ///< a joint this near to a street node is at the node

bool is_big_road(StreetClass street) {
    return street == StreetClass::motorway || street == StreetClass::trunk;
}

bool takes_cables(const StreetSegment& segment) {
    return !is_big_road(segment.street_class) && segment.street_class != StreetClass::path;
}

void refuse_unless(bool sound, const std::string& what) {
    if (!sound) {
        throw std::invalid_argument(what);
    }
}

bool is_finite(const Place& place) {
    return std::isfinite(place.x_m) && std::isfinite(place.y_m);
}

/// What stands at a street, before it has a vertex.
struct Connection {
    double at_m = 0;
    std::uint32_t thing = 0; ///< building, or number of buildings + site
};

/// The foot of the shortest way to a street.
struct Foot {
    std::uint32_t segment = no_segment;
    double at_m = 0;
    double distance_m = std::numeric_limits<double>::infinity();
};

/// Streets that take cables, with their boxes, for the few places that the city has not joined to a
/// street.
class StreetFinder {
  public:
    explicit StreetFinder(const CityModel& city) : city_{city} {
        for (std::uint32_t s = 0; s < city.segments.size(); ++s) {
            if (takes_cables(city.segments[s]) && !city.segments[s].bridge_or_tunnel) {
                const auto [low, high] = corners_of(city.segments[s].shape);
                boxes_.push_back({s, low, high});
            }
        }
    }

    Foot nearest(const Place& place) const {
        Foot best;
        for (const Box& box : boxes_) {
            const double x_m = std::max({0.0, box.low.x_m - place.x_m, place.x_m - box.high.x_m});
            const double y_m = std::max({0.0, box.low.y_m - place.y_m, place.y_m - box.high.y_m});
            if (x_m * x_m + y_m * y_m < best.distance_m * best.distance_m) {
                consider(box.segment, place, best);
            }
        }
        return best;
    }

  private:
    struct Box {
        std::uint32_t segment = 0;
        Place low;
        Place high;
    };

    void consider(std::uint32_t number, const Place& place, Foot& best) const {
        const StreetSegment& segment = city_.segments[number];
        double at_m = 0;
        for (std::size_t i = 1; i < segment.shape.size(); ++i) {
            const Place& a = segment.shape[i - 1];
            const Place& b = segment.shape[i];
            const double x_m = b.x_m - a.x_m;
            const double y_m = b.y_m - a.y_m;
            const double square = x_m * x_m + y_m * y_m;
            const double share =
                square > 0
                    ? std::clamp(((place.x_m - a.x_m) * x_m + (place.y_m - a.y_m) * y_m) / square,
                                 0.0, 1.0)
                    : 0;
            const double away_m = distance_m(place, {a.x_m + share * x_m, a.y_m + share * y_m});
            const double length_m = std::sqrt(square);
            if (away_m < best.distance_m) {
                best = {number, std::min(at_m + share * length_m, segment.length_m), away_m};
            }
            at_m += length_m;
        }
    }

    const CityModel& city_;
    std::vector<Box> boxes_;
};

Place along(const StreetSegment& street, double wanted_m) {
    double shape_m = 0;
    for (std::size_t i = 1; i < street.shape.size(); ++i) {
        shape_m += distance_m(street.shape[i - 1], street.shape[i]);
    }
    double left_m = street.length_m > 0 ? wanted_m * shape_m / street.length_m : 0;
    for (std::size_t i = 1; i < street.shape.size(); ++i) {
        const Place& a = street.shape[i - 1];
        const Place& b = street.shape[i];
        const double piece_m = distance_m(a, b);
        if (left_m <= piece_m && piece_m > 0) {
            const double share = left_m / piece_m;
            return {a.x_m + share * (b.x_m - a.x_m), a.y_m + share * (b.y_m - a.y_m)};
        }
        left_m -= piece_m;
    }
    return street.shape.back();
}

class Layout {
  public:
    Layout(const CityModel& city, const std::vector<bool>& needs_supply,
           const std::vector<Place>& sites, const GridSynthesisOptions& options)
        : city_{city},
          needs_supply_{needs_supply},
          sites_{sites},
          options_{options},
          cables_{CableGraph{city}, std::vector<std::uint32_t>(city.buildings.size(), no_vertex),
                  std::vector<std::uint32_t>(sites.size(), no_vertex)},
          connections_(city.segments.size()) {}

    CityCables lay_out() {
        check();
        for (const contracts::StreetNode& node : city_.nodes) {
            graph().add_vertex(node.place);
        }
        connect_buildings();
        connect_sites();
        for (std::uint32_t s = 0; s < city_.segments.size(); ++s) {
            lay_segment(s);
        }
        lay_stubs();
        join_components();
        graph().close();
        return std::move(cables_);
    }

  private:
    CableGraph& graph() { return cables_.graph; }

    void check() const {
        refuse_unless(needs_supply_.size() == city_.buildings.size(), "one flag a building");
        for (const contracts::StreetNode& node : city_.nodes) {
            refuse_unless(is_finite(node.place), fmt::format("node {} has no place", node.id));
        }
        for (const StreetSegment& segment : city_.segments) {
            refuse_unless(segment.from < city_.nodes.size() && segment.to < city_.nodes.size(),
                          fmt::format("segment {} ends at no node", segment.id));
            refuse_unless(segment.shape.size() > 1 && segment.length_m >= 0,
                          fmt::format("segment {} has no shape", segment.id));
        }
        for (const Building& building : city_.buildings) {
            refuse_unless(is_finite(building.centre) && std::isfinite(building.segment_at_m),
                          fmt::format("building {} has no place", building.id));
            refuse_unless(building.segment == no_segment ||
                              building.segment < city_.segments.size(),
                          fmt::format("building {} stands at no segment", building.id));
        }
    }

    const StreetFinder& finder() {
        if (!finder_) {
            finder_.emplace(city_);
        }
        return *finder_;
    }

    void connect_buildings() {
        for (std::uint32_t b = 0; b < city_.buildings.size(); ++b) {
            const Building& building = city_.buildings[b];
            if (!needs_supply_[b]) {
                continue;
            }
            if (building.segment != no_segment) {
                connections_[building.segment].push_back({building.segment_at_m, b});
                continue;
            }
            ++cables_.off_street_buildings;
            cables_.building_vertex[b] = graph().add_vertex(building.centre);
            stub_to_street(cables_.building_vertex[b],
                           static_cast<std::uint32_t>(city_.buildings.size() + stubs_.size()));
        }
    }

    void connect_sites() {
        for (std::size_t s = 0; s < sites_.size(); ++s) {
            const Foot foot = finder().nearest(sites_[s]);
            if (foot.distance_m > options_.station.mapped_reach_m) {
                continue;
            }
            cables_.site_vertex[s] = graph().add_vertex(sites_[s]);
            stub_to_street(cables_.site_vertex[s],
                           static_cast<std::uint32_t>(city_.buildings.size() + stubs_.size()));
        }
    }

    /// A straight piece from a vertex off the street to the nearest street.
    void stub_to_street(std::uint32_t vertex, std::uint32_t thing) {
        const Foot foot = finder().nearest(graph().place(vertex));
        stubs_.emplace_back(vertex, no_vertex);
        if (foot.segment != no_segment) {
            connections_[foot.segment].push_back({foot.at_m, thing});
        }
    }

    /// Joints of a segment's connections: those within a joint's spacing share one, at the middle
    /// of their feet.
    void lay_segment(std::uint32_t number) {
        const StreetSegment& segment = city_.segments[number];
        std::vector<Connection>& connections = connections_[number];
        std::ranges::sort(connections, [](const Connection& a, const Connection& b) {
            return a.at_m != b.at_m ? a.at_m < b.at_m : a.thing < b.thing;
        });
        std::uint32_t before = segment.from;
        double before_m = 0;
        for (std::size_t first = 0; first < connections.size();) {
            std::size_t last = first;
            while (last + 1 < connections.size() &&
                   connections[last + 1].at_m - connections[first].at_m <=
                       options_.station.joint_spacing_m) {
                ++last;
            }
            const double middle_m = (connections[first].at_m + connections[last].at_m) / 2;
            const double at_m = std::clamp(middle_m, 0.0, segment.length_m);
            std::uint32_t joint = segment.to;
            if (at_m - before_m < at_node_m) {
                joint = before;
            } else if (segment.length_m - at_m >= at_node_m) {
                joint = graph().add_vertex(along(segment, at_m));
                lay_piece(number, before, joint, before_m, at_m);
                before = joint;
                before_m = at_m;
            }
            for (; first <= last; ++first) {
                assign(connections[first].thing, joint);
            }
        }
        if (before != segment.to) {
            lay_piece(number, before, segment.to, before_m, segment.length_m);
        }
    }

    void assign(std::uint32_t thing, std::uint32_t joint) {
        if (thing < city_.buildings.size()) {
            cables_.building_vertex[thing] = joint;
        } else {
            stubs_[thing - city_.buildings.size()].second = joint;
        }
    }

    void lay_piece(std::uint32_t number, std::uint32_t from, std::uint32_t to, double from_m,
                   double to_m) {
        const StreetSegment& segment = city_.segments[number];
        const double length_m = std::max(shortest_m, to_m - from_m);
        const double cost = is_big_road(segment.street_class) ? options_.big_road_cost
                            : takes_cables(segment)           ? 1
                                                              : options_.path_cost;
        graph().add_edge({from, to, length_m, length_m * cost, number, from_m, to_m});
    }

    void lay_straight(std::uint32_t from, std::uint32_t to) {
        const double length_m =
            std::max(shortest_m, distance_m(graph().place(from), graph().place(to)));
        graph().add_edge({from, to, length_m, length_m * options_.off_street_cost});
    }

    void lay_stubs() {
        for (const auto& [vertex, joint] : stubs_) {
            if (joint != no_vertex) {
                lay_straight(vertex, joint);
            }
        }
    }

    /// Component of each vertex, numbered in the order of their lowest vertices.
    std::vector<std::uint32_t> components() {
        graph().close();
        std::vector<std::uint32_t> component(graph().size(), no_vertex);
        std::uint32_t count = 0;
        std::vector<std::uint32_t> open;
        for (std::uint32_t start = 0; start < graph().size(); ++start) {
            if (component[start] != no_vertex) {
                continue;
            }
            component[start] = count;
            open.assign(1, start);
            while (!open.empty()) {
                const std::uint32_t vertex = open.back();
                open.pop_back();
                for (const CableGraph::Arc& arc : graph().arcs(vertex)) {
                    if (component[arc.to] == no_vertex) {
                        component[arc.to] = count;
                        open.push_back(arc.to);
                    }
                }
            }
            ++count;
        }
        return component;
    }

    /// Joins every component with a building or a site to the larger ones by the shortest straight
    /// piece. The largest comes first.
    void join_components() {
        const std::vector<std::uint32_t> component = components();
        std::vector<std::vector<std::uint32_t>> members;
        for (std::uint32_t v = 0; v < component.size(); ++v) {
            if (component[v] >= members.size()) {
                members.resize(component[v] + 1);
            }
            members[component[v]].push_back(v);
        }
        std::vector<bool> wanted(members.size(), false);
        for (const auto* vertices : {&cables_.building_vertex, &cables_.site_vertex}) {
            for (const std::uint32_t vertex : *vertices) {
                if (vertex != no_vertex) {
                    wanted[component[vertex]] = true;
                }
            }
        }
        std::vector<std::uint32_t> order;
        for (std::uint32_t c = 0; c < members.size(); ++c) {
            if (wanted[c]) {
                order.push_back(c);
            }
        }
        std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
            return members[a].size() > members[b].size();
        });
        const auto [low, high] = corners_of(graph().places());
        PlaceIndex joined{low, high, graph().size()};
        for (const std::uint32_t c : order) {
            join(members[c], joined);
        }
    }

    void join(const std::vector<std::uint32_t>& members, PlaceIndex& joined) {
        std::uint32_t from = no_vertex;
        PlaceIndex::Hit best;
        for (const std::uint32_t vertex : members) {
            const auto hit = joined.nearest(graph().place(vertex));
            if (hit && (from == no_vertex || hit->distance_m < best.distance_m)) {
                from = vertex;
                best = *hit;
            }
        }
        if (from != no_vertex) {
            lay_straight(best.number, from);
            ++cables_.crossings;
        }
        for (const std::uint32_t vertex : members) {
            joined.add(vertex, graph().place(vertex));
        }
    }

    const CityModel& city_;
    const std::vector<bool>& needs_supply_;
    const std::vector<Place>& sites_;
    const GridSynthesisOptions& options_;
    CityCables cables_;
    std::vector<std::vector<Connection>> connections_;           ///< per segment
    std::vector<std::pair<std::uint32_t, std::uint32_t>> stubs_; ///< vertex, joint at the street
    std::optional<StreetFinder> finder_;
};

} // namespace

CityCables lay_out_cables(const CityModel& city, const std::vector<bool>& needs_supply,
                          const std::vector<Place>& sites, const GridSynthesisOptions& options) {
    return Layout{city, needs_supply, sites, options}.lay_out();
}

} // namespace cityproof::energy
