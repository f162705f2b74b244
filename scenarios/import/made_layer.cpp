// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/made_layer.hpp"

#include <utility>

namespace cityproof::scenarios {
namespace {

io::Point to_point(const contracts::Place& place) {
    return {place.x_m, place.y_m};
}

} // namespace

io::Geometry point_at(const contracts::Place& place) {
    return {io::GeometryKind::point, {to_point(place)}};
}

io::Geometry line_between(const contracts::Place& start, const contracts::Place& end) {
    return {io::GeometryKind::line, {to_point(start), to_point(end)}};
}

io::Geometry line_along(const std::vector<contracts::Place>& places) {
    io::Geometry line{io::GeometryKind::line, {}};
    for (const contracts::Place& place : places) {
        if (line.points.empty() || line.points.back() != to_point(place)) {
            line.points.push_back(to_point(place));
        }
    }
    return line;
}

MadeLayer::MadeLayer(const char* name, std::initializer_list<const char*> columns) {
    table_.name = name;
    table_.columns.assign(columns.begin(), columns.end());
    table_.columns.insert(table_.columns.end(), {"provenance", "rule"});
    table_.attributes.resize(table_.columns.size());
}

void MadeLayer::add(const std::string& id, io::Geometry geometry, std::vector<io::Attribute> cells,
                    const std::string& rule, bool surveyed) {
    table_.ids.push_back(id);
    table_.geometry.push_back(std::move(geometry));
    cells.emplace_back(std::string{surveyed ? "surveyed" : "synthetic"});
    cells.emplace_back(rule);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        table_.attributes[i].push_back(std::move(cells[i]));
    }
}

} // namespace cityproof::scenarios
