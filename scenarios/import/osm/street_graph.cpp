// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/osm/street_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace cityproof::scenarios {
namespace {

using contracts::CityModel;
using contracts::Place;
using contracts::StreetClass;
using contracts::StreetSegment;

double distance_m(const Place& a, const Place& b) {
    return std::hypot(b.x_m - a.x_m, b.y_m - a.y_m);
}

Place to_place(const io::Point& point) {
    return {point.x_m, point.y_m};
}

/// How many streets meet at each node; the ends of a street count twice, so that they split.
std::vector<std::uint8_t> meetings(const io::OsmExtract& extract) {
    std::vector<std::uint8_t> uses(extract.nodes.size(), 0);
    const auto use = [&](std::int64_t id, int times) {
        std::uint8_t& count = uses[extract.node_index(id)];
        count = static_cast<std::uint8_t>(std::min(count + times, 2));
    };
    for (const io::OsmWay& way : extract.ways) {
        if (io::is_street(way)) {
            for (const std::int64_t id : way.nodes) {
                use(id, 1);
            }
            use(way.nodes.front(), 2);
            use(way.nodes.back(), 2);
        }
    }
    return uses;
}

class GraphBuilder {
  public:
    GraphBuilder(const OsmSource& source, CityModel& model)
        : source_{source},
          model_{model},
          uses_{meetings(source.extract)} {}

    void add(const io::OsmWay& way) {
        StreetSegment segment = described(way);
        int piece = 0;
        std::int64_t start = way.nodes.front();
        segment.shape = {to_place(source_.place(start))};
        for (std::size_t i = 1; i < way.nodes.size(); ++i) {
            const Place place = to_place(source_.place(way.nodes[i]));
            segment.length_m += distance_m(segment.shape.back(), place);
            segment.shape.push_back(place);
            if (uses_[source_.extract.node_index(way.nodes[i])] < 2) {
                continue;
            }
            segment.id = fmt::format("w{}.{}", way.id, piece++);
            segment.from = node(start);
            segment.to = node(way.nodes[i]);
            model_.segments.push_back(segment);
            start = way.nodes[i];
            segment.shape = {place};
            segment.length_m = 0;
        }
    }

  private:
    static StreetSegment described(const io::OsmWay& way) {
        StreetSegment segment;
        segment.name = way.tags.get("name");
        segment.street_class = street_class_of(way.tags.get("highway"));
        const auto there = [&](const char* key) {
            return way.tags.has(key) && !way.tags.is(key, "no");
        };
        segment.bridge_or_tunnel = there("bridge") || there("tunnel");
        segment.mapped_lit = there("lit");
        segment.mapped_unlit = way.tags.is("lit", "no");
        return segment;
    }

    std::uint32_t node(std::int64_t id) {
        const auto [found, is_new] =
            index_.try_emplace(id, static_cast<std::uint32_t>(model_.nodes.size()));
        if (is_new) {
            model_.nodes.push_back({fmt::format("n{}", id), to_place(source_.place(id))});
        }
        return found->second;
    }

    const OsmSource& source_;
    CityModel& model_;
    std::vector<std::uint8_t> uses_;
    std::map<std::int64_t, std::uint32_t> index_;
};

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t node) {
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

/// A net is a town of its own from a tenth of the longest net's length and 3 km on.
constexpr double town_share = 0.1;
constexpr double town_m = 3000;

void number_components(CityModel& model) {
    std::vector<std::uint32_t> parent(model.nodes.size());
    std::iota(parent.begin(), parent.end(), 0U);
    for (const StreetSegment& segment : model.segments) {
        if (is_driveable(segment.street_class)) {
            parent[root_of(parent, segment.from)] = root_of(parent, segment.to);
        }
    }
    std::map<std::uint32_t, double> length_m; // by root
    for (const StreetSegment& segment : model.segments) {
        if (is_driveable(segment.street_class)) {
            length_m[root_of(parent, segment.from)] += segment.length_m;
        }
    }
    std::vector<std::pair<double, std::uint32_t>> order;
    for (const auto& [root, length] : length_m) {
        order.emplace_back(-length, root);
    }
    std::ranges::sort(order);
    std::map<std::uint32_t, std::uint32_t> number;
    model.street_nets = 0;
    for (const auto& [length, root] : order) {
        number.emplace(root, static_cast<std::uint32_t>(number.size()));
        const bool town = -length >= town_share * -order.front().first && -length >= town_m;
        model.street_nets += number.size() == 1 || town ? 1U : 0U;
    }
    for (StreetSegment& segment : model.segments) {
        segment.component = is_driveable(segment.street_class)
                                ? number.at(root_of(parent, segment.from))
                                : contracts::no_segment;
    }
}

constexpr double cell_m = 100;

} // namespace

StreetClass street_class_of(std::string_view highway) {
    if (highway.ends_with("_link")) {
        highway.remove_suffix(5);
    }
    static constexpr std::array<std::pair<std::string_view, StreetClass>, 11> classes{{
        {"motorway", StreetClass::motorway},
        {"trunk", StreetClass::trunk},
        {"primary", StreetClass::primary},
        {"secondary", StreetClass::secondary},
        {"tertiary", StreetClass::tertiary},
        {"residential", StreetClass::residential},
        {"unclassified", StreetClass::residential},
        {"living_street", StreetClass::residential},
        {"road", StreetClass::residential},
        {"service", StreetClass::service},
        {"busway", StreetClass::service},
    }};
    for (const auto& [name, street_class] : classes) {
        if (name == highway) {
            return street_class;
        }
    }
    return StreetClass::path;
}

void add_street_graph(const OsmSource& source, CityModel& model) {
    GraphBuilder builder{source, model};
    for (const io::OsmWay& way : source.extract.ways) {
        if (io::is_street(way)) {
            builder.add(way);
        }
    }
    number_components(model);
}

StreetIndex::StreetIndex(const CityModel& model, std::vector<std::uint32_t> segments)
    : model_{model} {
    double east_m = -1e300;
    double north_m = -1e300;
    west_m_ = 1e300;
    south_m_ = 1e300;
    for (const std::uint32_t s : segments) {
        double at_m = 0;
        const std::vector<Place>& shape = model.segments[s].shape;
        for (std::size_t i = 0; i < shape.size(); ++i) {
            west_m_ = std::min(west_m_, shape[i].x_m);
            south_m_ = std::min(south_m_, shape[i].y_m);
            east_m = std::max(east_m, shape[i].x_m);
            north_m = std::max(north_m, shape[i].y_m);
            if (i + 1 < shape.size()) {
                pieces_.push_back({s, static_cast<std::uint32_t>(i), at_m});
                at_m += distance_m(shape[i], shape[i + 1]);
            }
        }
    }
    if (pieces_.empty()) {
        return;
    }
    columns_ = column(east_m) + 1;
    rows_ = row(north_m) + 1;
    cells_.resize(static_cast<std::size_t>(columns_ * rows_));
    for (std::uint32_t p = 0; p < pieces_.size(); ++p) {
        const std::vector<Place>& shape = model.segments[pieces_[p].segment].shape;
        const Place& a = shape[pieces_[p].first_point];
        const Place& b = shape[pieces_[p].first_point + 1];
        for (std::int64_t r = row(std::min(a.y_m, b.y_m)); r <= row(std::max(a.y_m, b.y_m)); ++r) {
            for (std::int64_t c = column(std::min(a.x_m, b.x_m));
                 c <= column(std::max(a.x_m, b.x_m)); ++c) {
                cells_[static_cast<std::size_t>(r * columns_ + c)].push_back(p);
            }
        }
    }
}

std::int64_t StreetIndex::column(double x_m) const {
    return static_cast<std::int64_t>(std::floor((x_m - west_m_) / cell_m));
}

std::int64_t StreetIndex::row(double y_m) const {
    return static_cast<std::int64_t>(std::floor((y_m - south_m_) / cell_m));
}

const std::vector<std::uint32_t>* StreetIndex::cell(std::int64_t column, std::int64_t row) const {
    const bool inside = column >= 0 && row >= 0 && column < columns_ && row < rows_;
    return inside ? &cells_[static_cast<std::size_t>(row * columns_ + column)] : nullptr;
}

void StreetIndex::consider(const Piece& piece, const Place& place, Hit& best) const {
    const std::vector<Place>& shape = model_.segments[piece.segment].shape;
    const Place& a = shape[piece.first_point];
    const Place& b = shape[piece.first_point + 1];
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    const double square = dx * dx + dy * dy;
    const double t =
        square > 0
            ? std::clamp(((place.x_m - a.x_m) * dx + (place.y_m - a.y_m) * dy) / square, 0.0, 1.0)
            : 0.0;
    const Place foot{a.x_m + t * dx, a.y_m + t * dy};
    const double distance = distance_m(place, foot);
    if (distance < best.distance_m ||
        (distance == best.distance_m && piece.segment < best.segment)) {
        best = {piece.segment, piece.start_m + t * std::sqrt(square), foot, distance};
    }
}

StreetIndex::Hit StreetIndex::nearest(const Place& place, double reach_m) const {
    Hit best;
    best.distance_m = reach_m;
    const std::int64_t c0 = column(place.x_m);
    const std::int64_t r0 = row(place.y_m);
    const auto rings = static_cast<std::int64_t>(std::ceil(reach_m / cell_m));
    for (std::int64_t ring = 0; ring <= rings; ++ring) {
        if (best.segment != contracts::no_segment &&
            best.distance_m <= static_cast<double>(ring - 1) * cell_m) {
            break; // nothing in this ring or beyond can be nearer
        }
        for (std::int64_t r = r0 - ring; r <= r0 + ring; ++r) {
            const bool edge_row = r == r0 - ring || r == r0 + ring;
            const std::int64_t step = edge_row || ring == 0 ? 1 : 2 * ring;
            for (std::int64_t c = c0 - ring; c <= c0 + ring; c += step) {
                if (const auto* pieces = cell(c, r)) {
                    for (const std::uint32_t piece : *pieces) {
                        consider(pieces_[piece], place, best);
                    }
                }
            }
        }
    }
    return best;
}

} // namespace cityproof::scenarios
