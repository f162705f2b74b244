// SPDX-License-Identifier: Apache-2.0
#include "gui/profile/network_profile.hpp"

#include <queue>

#include <cmath>
#include <limits>
#include <string_view>
#include <tuple>

namespace cityproof::gui {

namespace {

constexpr double unknown = std::numeric_limits<double>::infinity();

/// What the file says; else the length of the line on the map; else nothing (a transformer).
double length_of(const io::EntityTable& table, std::size_t row) {
    if (row < table.length_m.size() && std::isfinite(table.length_m[row])) {
        return table.length_m[row];
    }
    double length_m = 0;
    const auto& points = table.geometry[row].points;
    for (std::size_t i = 1; i < points.size(); ++i) {
        length_m +=
            std::hypot(points[i].x_m - points[i - 1].x_m, points[i].y_m - points[i - 1].y_m);
    }
    return length_m;
}

} // namespace

NetworkMap::NetworkMap(const RunFacts& facts) {
    std::map<std::string, std::map<std::string_view, std::size_t>> rows; // of tables, by id
    const auto find = [&](const std::string& name) -> std::optional<ObjectRef> {
        const std::size_t slash = name.find('/');
        const std::string table = name.substr(0, slash);
        const io::EntityTable* entities = facts.table(table);
        if (slash == std::string::npos || entities == nullptr) {
            return std::nullopt;
        }
        auto& ids = rows[table];
        if (ids.empty()) {
            for (std::size_t i = 0; i < entities->ids.size(); ++i) {
                ids.emplace(entities->ids[i], i);
            }
        }
        const auto found = ids.find(std::string_view{name}.substr(slash + 1));
        return found == ids.end() ? std::nullopt : std::optional{ObjectRef{table, found->second}};
    };
    const auto place = [&](const ObjectRef& object) {
        const auto [entry, is_new] =
            places_.emplace(std::pair{object.table, object.index}, nodes_.size());
        if (is_new) {
            nodes_.push_back(object);
            edges_.emplace_back();
        }
        return entry->second;
    };
    for (const io::EntityTable& table : facts.tables) {
        for (std::size_t i = 0; i < std::min(table.from.size(), table.to.size()); ++i) {
            const auto from = find(table.from[i]);
            const auto to = find(table.to[i]);
            if (!from || !to) {
                continue;
            }
            const std::size_t a = place(*from);
            const std::size_t b = place(*to);
            const double length_m = length_of(table, i);
            edges_[a].push_back({b, length_m});
            edges_[b].push_back({a, length_m});
            begins_.emplace(std::pair{table.name, i}, a);
        }
    }
}

std::optional<ObjectRef> NetworkMap::node_of(const ObjectRef& object) const {
    const std::pair key{object.table, object.index};
    if (places_.contains(key)) {
        return object;
    }
    const auto found = begins_.find(key);
    return found == begins_.end() ? std::nullopt : std::optional{nodes_[found->second]};
}

NetworkProfile NetworkMap::profile(const ObjectRef& root, std::span<const float> values,
                                   double factor, std::span<const double> elevation_m) const {
    NetworkProfile profile;
    profile.table = root.table;
    const auto begin = places_.find(std::pair{root.table, root.index});
    if (begin == places_.end()) {
        return profile;
    }
    // Dijkstra's shortest paths; of equal distances the node that came first.
    std::vector<double> distance_m(nodes_.size(), unknown);
    std::vector<std::size_t> before(nodes_.size(), nodes_.size());
    std::vector<std::size_t> shown(nodes_.size(), nodes_.size()); // place in profile.nodes
    using Entry = std::tuple<double, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    distance_m[begin->second] = 0;
    open.emplace(0, begin->second);
    while (!open.empty()) {
        const auto [so_far_m, node] = open.top();
        open.pop();
        if (so_far_m > distance_m[node]) {
            continue;
        }
        const ObjectRef& object = nodes_[node];
        if (object.table == root.table) {
            double value = object.index < values.size()
                               ? static_cast<double>(values[object.index]) * factor
                               : std::numeric_limits<double>::quiet_NaN();
            if (!elevation_m.empty()) {
                value += elevation_m[object.index];
            }
            shown[node] = profile.nodes.size();
            profile.nodes.push_back({object.index, so_far_m, value});
            if (before[node] != nodes_.size() && shown[before[node]] != nodes_.size()) {
                profile.spans.push_back({shown[before[node]], shown[node]});
            }
        }
        for (const Edge& edge : edges_[node]) {
            if (so_far_m + edge.length_m < distance_m[edge.to]) {
                distance_m[edge.to] = so_far_m + edge.length_m;
                before[edge.to] = node;
                open.emplace(distance_m[edge.to], edge.to);
            }
        }
    }
    return profile;
}

} // namespace cityproof::gui
