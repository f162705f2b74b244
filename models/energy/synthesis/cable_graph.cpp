// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/cable_graph.hpp"

#include "models/energy/synthesis/place_index.hpp"

#include <algorithm>

namespace cityproof::energy {
namespace {

using contracts::Place;
using contracts::StreetSegment;

void append_point(std::vector<Place>& course, const Place& place) {
    if (course.empty() || !(course.back() == place)) {
        course.push_back(place);
    }
}

} // namespace

std::uint32_t CableGraph::add_vertex(const Place& place) {
    places_.push_back(place);
    return static_cast<std::uint32_t>(places_.size() - 1);
}

void CableGraph::add_edge(const CableEdge& edge) {
    edges_.push_back(edge);
}

void CableGraph::close() {
    first_arc_.assign(places_.size() + 1, 0);
    for (const CableEdge& edge : edges_) {
        ++first_arc_[edge.from + 1];
        ++first_arc_[edge.to + 1];
    }
    for (std::size_t v = 0; v < places_.size(); ++v) {
        first_arc_[v + 1] += first_arc_[v];
    }
    arcs_.resize(2 * edges_.size());
    std::vector<std::size_t> next(first_arc_.begin(), first_arc_.end() - 1);
    for (std::uint32_t e = 0; e < edges_.size(); ++e) {
        arcs_[next[edges_[e].from]++] = {edges_[e].to, e};
        arcs_[next[edges_[e].to]++] = {edges_[e].from, e};
    }
}

void CableGraph::append_course(std::uint32_t number, std::uint32_t from,
                               std::vector<Place>& course) const {
    const CableEdge& edge = edges_[number];
    std::vector<Place> points{places_[edge.from]};
    if (edge.segment != contracts::no_segment) {
        const StreetSegment& street = city_->segments[edge.segment];
        double shape_m = 0;
        for (std::size_t i = 1; i < street.shape.size(); ++i) {
            shape_m += distance_m(street.shape[i - 1], street.shape[i]);
        }
        const double scale = shape_m > 0 ? street.length_m / shape_m : 1;
        double at_m = 0;
        for (std::size_t i = 1; i + 1 < street.shape.size(); ++i) {
            at_m += distance_m(street.shape[i - 1], street.shape[i]) * scale;
            if (at_m > edge.from_at_m && at_m < edge.to_at_m) {
                points.push_back(street.shape[i]);
            }
        }
    }
    points.push_back(places_[edge.to]);
    if (from != edge.from) {
        std::ranges::reverse(points);
    }
    for (const Place& point : points) {
        append_point(course, point);
    }
}

const std::string& CableGraph::street_name(std::uint32_t vertex) const {
    static const std::string none;
    for (const Arc& arc : arcs(vertex)) {
        const std::uint32_t segment = edges_[arc.edge].segment;
        if (segment != contracts::no_segment && !city_->segments[segment].name.empty()) {
            return city_->segments[segment].name;
        }
    }
    return none;
}

} // namespace cityproof::energy
