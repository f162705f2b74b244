// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/street_mains.hpp"

#include "models/water/synthesis/main_joins.hpp"
#include "models/water/synthesis/place_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::water::synthesis {
namespace {

using contracts::CityModel;
using contracts::Place;
using contracts::StreetClass;
using contracts::StreetSegment;

constexpr double least_length_m = 0.5; // mapping leaves streets of centimetres

bool takes_mains(StreetClass street_class) {
    return street_class != StreetClass::motorway && street_class != StreetClass::trunk &&
           street_class != StreetClass::path;
}

/// Mains prefer larger roads and avoid yards and drives.
double cost_factor(StreetClass street_class) {
    switch (street_class) {
    case StreetClass::primary:
    case StreetClass::secondary:
    case StreetClass::tertiary:
        return 0.7;
    case StreetClass::service:
        return 1.5;
    default:
        return 1.0;
    }
}

/// All streets that take mains, cut into pieces, with every building on them.
class Layout {
  public:
    Layout(const CityModel& city, const WaterSynthesisOptions& options)
        : city_{city},
          options_{options},
          node_of_street_node_(city.nodes.size(), none),
          first_edge_(city.segments.size(), none),
          pieces_(city.segments.size(), 0) {}

    StreetMains make() {
        for (std::uint32_t i = 0; i < city_.segments.size(); ++i) {
            if (takes_mains(city_.segments[i].street_class)) {
                add_street(i);
            }
        }
        join_buildings();
        return std::move(mains_);
    }

  private:
    double elevation(std::uint32_t street_node) const {
        return options_.elevation_m.empty() ? 0 : options_.elevation_m[street_node];
    }

    std::uint32_t node_at(std::uint32_t street_node) {
        std::uint32_t& node = node_of_street_node_[street_node];
        if (node == none) {
            node = static_cast<std::uint32_t>(mains_.nodes.size());
            mains_.nodes.push_back({city_.nodes[street_node].id, city_.nodes[street_node].place,
                                    elevation(street_node)});
        }
        return node;
    }

    void add_street(std::uint32_t index) {
        const StreetSegment& street = city_.segments[index];
        const double length_m = std::max(street.length_m, least_length_m);
        auto pieces = static_cast<std::uint32_t>(std::ceil(length_m / options_.longest_pipe_m));
        if (street.from == street.to) {
            pieces = std::max(pieces, 3U); // a pipe has two ends, and two of them the same two
        }
        first_edge_[index] = static_cast<std::uint32_t>(mains_.edges.size());
        pieces_[index] = pieces;
        std::uint32_t start = node_at(street.from);
        for (std::uint32_t piece = 1; piece <= pieces; ++piece) {
            const double share = static_cast<double>(piece) / pieces;
            const std::uint32_t end =
                piece == pieces ? node_at(street.to) : add_middle(street, piece, share);
            const double piece_m = length_m / pieces;
            mains_.edges.push_back({.start = start,
                                    .end = end,
                                    .length_m = piece_m,
                                    .cost_m = piece_m * cost_factor(street.street_class),
                                    .segment = index,
                                    .from_m = street.length_m * (piece - 1) / pieces,
                                    .to_m = street.length_m * share});
            start = end;
        }
    }

    std::uint32_t add_middle(const StreetSegment& street, std::uint32_t piece, double share) {
        const double from_m = elevation(street.from);
        mains_.nodes.push_back({fmt::format("{}-{}", street.id, piece),
                                place_along(street.shape, share * street.length_m),
                                from_m + share * (elevation(street.to) - from_m)});
        return static_cast<std::uint32_t>(mains_.nodes.size() - 1);
    }

    void join_buildings() {
        PlaceGrid grid{100};
        for (std::uint32_t node = 0; node < mains_.nodes.size(); ++node) {
            grid.add(mains_.nodes[node].place, node);
        }
        mains_.node_of_building.assign(city_.buildings.size(), none);
        for (std::uint32_t i = 0; i < city_.buildings.size(); ++i) {
            const contracts::Building& building = city_.buildings[i];
            const std::uint32_t segment = building.segment;
            if (building.use == contracts::BuildingUse::ancillary) {
                continue;
            }
            if (segment < pieces_.size() && pieces_[segment] > 0) {
                mains_.node_of_building[i] = join_along(segment, building.segment_at_m);
            } else {
                mains_.node_of_building[i] =
                    grid.nearest(building.centre, options_.longest_service_m).item;
            }
        }
    }

    std::uint32_t join_along(std::uint32_t segment, double at_m) {
        const double length_m = std::max(city_.segments[segment].length_m, least_length_m);
        const double place = std::clamp(at_m / length_m, 0.0, 1.0) * pieces_[segment];
        const auto piece = std::min(static_cast<std::uint32_t>(place), pieces_[segment] - 1);
        StreetMains::Edge& edge = mains_.edges[first_edge_[segment] + piece];
        ++edge.buildings;
        return place - piece < 0.5 ? edge.start : edge.end;
    }

    const CityModel& city_;
    const WaterSynthesisOptions& options_;
    std::vector<std::uint32_t> node_of_street_node_;
    std::vector<std::uint32_t> first_edge_; ///< per street
    std::vector<std::uint32_t> pieces_;     ///< per street; 0: takes no mains
    StreetMains mains_;
};

/// Marks what stays after dead ends without a customer are taken away, one pipe after the other.
std::vector<char> needed_edges(const StreetMains& mains, const std::vector<char>& has_customer) {
    std::vector<char> stays(mains.edges.size(), 1);
    std::vector<std::uint32_t> degree(mains.nodes.size(), 0);
    for (std::uint32_t node = 0; node < mains.nodes.size(); ++node) {
        degree[node] = static_cast<std::uint32_t>(mains.arcs(node).size());
    }
    for (std::uint32_t first = 0; first < mains.nodes.size(); ++first) {
        std::uint32_t node = first;
        while (degree[node] == 1 && has_customer[node] == 0) {
            const auto arcs = mains.arcs(node);
            const auto last = std::ranges::find_if(
                arcs, [&](const StreetMains::Arc& arc) { return stays[arc.edge] != 0; });
            if (mains.edges[last->edge].buildings > 0) {
                break;
            }
            stays[last->edge] = 0;
            --degree[node];
            --degree[last->node];
            node = last->node;
        }
    }
    return stays;
}

/// The part of the graph that stays. A node without an edge stays only for its customers.
StreetMains kept(StreetMains&& all, const std::vector<char>& stays,
                 const std::vector<char>& has_customer) {
    std::vector<char> used = has_customer;
    for (std::size_t i = 0; i < all.edges.size(); ++i) {
        if (stays[i] != 0) {
            used[all.edges[i].start] = used[all.edges[i].end] = 1;
        }
    }
    StreetMains left;
    std::vector<std::uint32_t> number(all.nodes.size(), none);
    for (std::size_t i = 0; i < all.nodes.size(); ++i) {
        if (used[i] != 0) {
            number[i] = static_cast<std::uint32_t>(left.nodes.size());
            left.nodes.push_back(std::move(all.nodes[i]));
        }
    }
    for (std::size_t i = 0; i < all.edges.size(); ++i) {
        if (stays[i] != 0) {
            left.edges.push_back(all.edges[i]);
            left.edges.back().start = number[all.edges[i].start];
            left.edges.back().end = number[all.edges[i].end];
        }
    }
    left.node_of_building = std::move(all.node_of_building);
    for (std::uint32_t& node : left.node_of_building) {
        node = node == none ? none : number[node];
    }
    left.index_arcs();
    return left;
}

std::vector<char> customers(const StreetMains& mains) {
    std::vector<char> has_customer(mains.nodes.size(), 0);
    for (const std::uint32_t node : mains.node_of_building) {
        if (node != none) {
            has_customer[node] = 1;
        }
    }
    return has_customer;
}

} // namespace

void StreetMains::index_arcs() {
    first_arc_.assign(nodes.size() + 1, 0);
    for (const Edge& edge : edges) {
        ++first_arc_[edge.start + 1];
        ++first_arc_[edge.end + 1];
    }
    for (std::size_t i = 1; i < first_arc_.size(); ++i) {
        first_arc_[i] += first_arc_[i - 1];
    }
    std::vector<std::uint32_t> next{first_arc_.begin(), first_arc_.end() - 1};
    arcs_.resize(2 * edges.size());
    for (std::uint32_t i = 0; i < edges.size(); ++i) {
        arcs_[next[edges[i].start]++] = {i, edges[i].end};
        arcs_[next[edges[i].end]++] = {i, edges[i].start};
    }
}

StreetMains lay_street_mains(const CityModel& city, const WaterSynthesisOptions& options) {
    StreetMains mains = Layout{city, options}.make();
    mains.index_arcs();
    drop_parts_without_customers(mains);
    const std::vector<char> has_customer = customers(mains);
    const std::vector<char> stays = needed_edges(mains, has_customer);
    mains = kept(std::move(mains), stays, has_customer);
    join_parts(mains, options.longest_join_m);
    return mains;
}

Place place_along(const std::vector<Place>& line, double at_m) {
    double left_m = at_m;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double step_m = distance_m(line[i - 1], line[i]);
        if (left_m <= step_m && step_m > 0) {
            const double share = std::max(left_m, 0.0) / step_m;
            return {line[i - 1].x_m + share * (line[i].x_m - line[i - 1].x_m),
                    line[i - 1].y_m + share * (line[i].y_m - line[i - 1].y_m)};
        }
        left_m -= step_m;
    }
    return line.back();
}

std::vector<Place> stretch(const StreetSegment& segment, double from_m, double to_m) {
    std::vector<Place> line{place_along(segment.shape, from_m)};
    double at_m = 0;
    for (std::size_t i = 1; i + 1 < segment.shape.size(); ++i) {
        at_m += distance_m(segment.shape[i - 1], segment.shape[i]);
        if (at_m > from_m && at_m < to_m) {
            line.push_back(segment.shape[i]);
        }
    }
    line.push_back(place_along(segment.shape, to_m));
    return line;
}

std::vector<Place> shape_of(const CityModel& city, const StreetMains& mains, std::uint32_t edge) {
    const StreetMains::Edge& main = mains.edges[edge];
    if (main.segment == none) {
        return {mains.nodes[main.start].place, mains.nodes[main.end].place};
    }
    std::vector<Place> line = stretch(city.segments[main.segment], main.from_m, main.to_m);
    // The street's ends and the nodes may differ by a rounding; a gap would show.
    line.front() = mains.nodes[main.start].place;
    line.back() = mains.nodes[main.end].place;
    return line;
}

} // namespace cityproof::water::synthesis
