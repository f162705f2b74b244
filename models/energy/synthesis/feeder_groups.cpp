// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/feeder_groups.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::energy {

FeederCutter::FeederCutter(const CableGraph& graph, const SupplyCells& cells,
                           const std::vector<ConnectedLoad>& load,
                           const GridSynthesisOptions& options)
    : graph_{graph},
      cells_{cells},
      load_{load},
      options_{options},
      waiting_(graph.size()) {
    const CableType& thickest = low_voltage_cables().back();
    most_w_ = options.feeder.utilisation * thickest.rated_a * std::sqrt(3.0) *
              options.feeder.rated_v * options.load.power_factor;
    drop_per_wm_ = drop_per_wm(thickest, options.feeder.rated_v, options.load.power_factor);
}

FeederCutter::Group FeederCutter::own_group(std::uint32_t vertex) const {
    Group group{{{vertex}, 1}, load_[vertex], peak_w(load_[vertex], options_.load), 0};
    const double drop = drop_per_wm_ * group.peak_w * cells_.way_m[vertex];
    const double cables =
        std::ceil(std::max(group.peak_w / most_w_, drop / options_.feeder.voltage_drop));
    group.feeder.parallel = static_cast<std::uint32_t>(std::max(1.0, cables));
    return group;
}

bool FeederCutter::join(Group& into, Group& other, double way_m) const {
    ConnectedLoad both = into.load;
    both += other.load;
    const double both_w = peak_w(both, options_.load);
    const double drop = std::max(into.drop, other.drop);
    if (both_w > most_w_ || drop + drop_per_wm_ * both_w * way_m > options_.feeder.voltage_drop) {
        return false;
    }
    into.load = both;
    into.peak_w = both_w;
    into.drop = drop;
    if (into.feeder.tapped.size() < other.feeder.tapped.size()) {
        std::swap(into.feeder.tapped, other.feeder.tapped);
    }
    into.feeder.tapped.insert(into.feeder.tapped.end(), other.feeder.tapped.begin(),
                              other.feeder.tapped.end());
    return true;
}

std::vector<FeederGroup> FeederCutter::cut(const std::vector<std::uint32_t>& members) {
    std::vector<FeederGroup> feeders;
    for (std::size_t i = members.size(); i-- > 1;) {
        const std::uint32_t vertex = members[i];
        std::vector<Group> groups = std::move(waiting_[vertex]);
        waiting_[vertex] = {};
        if (!load_[vertex].empty()) {
            groups.push_back(own_group(vertex));
            if (groups.back().feeder.parallel > 1) {
                feeders.push_back(std::move(groups.back().feeder));
                groups.pop_back();
            }
        }
        if (groups.empty()) {
            continue;
        }
        std::ranges::stable_sort(
            groups, [](const Group& a, const Group& b) { return a.peak_w < b.peak_w; });
        Group onward = std::move(groups.front());
        for (std::size_t g = 1; g < groups.size(); ++g) {
            if (!join(onward, groups[g], cells_.way_m[vertex])) {
                feeders.push_back(std::move(groups[g].feeder));
            }
        }
        onward.drop +=
            drop_per_wm_ * onward.peak_w * graph_.edge(cells_.parent_edge[vertex]).length_m;
        waiting_[cells_.parent[vertex]].push_back(std::move(onward));
    }
    for (Group& group : waiting_[members.front()]) {
        feeders.push_back(std::move(group.feeder));
    }
    waiting_[members.front()] = {};
    return feeders;
}

} // namespace cityproof::energy
