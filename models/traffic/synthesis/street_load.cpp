// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/street_load.hpp"

#include "models/traffic/synthesis/travel_demand.hpp"

#include <queue>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace cityproof::traffic {
namespace {

using contracts::StreetClass;

constexpr int steps = 4;
constexpr std::size_t most_origins = 400;
constexpr std::uint32_t none = 0xffffffffU;

/// The edge before each on the quickest ways from an origin; complete for `goals`, where the search
/// ends: most trips are short, and the city may be large.
std::vector<std::uint32_t> quickest_ways(const RoadGraph& graph, std::uint32_t origin,
                                         const std::set<std::uint32_t>& goals,
                                         const std::vector<double>& time_s) {
    std::size_t left = goals.size();
    std::vector<double> best(graph.edges.size(), std::numeric_limits<double>::infinity());
    std::vector<std::uint32_t> before(graph.edges.size(), none);
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    best[origin] = 0;
    open.emplace(0.0, origin);
    while (!open.empty()) {
        const auto [done_s, edge] = open.top();
        open.pop();
        if (done_s > best[edge]) {
            continue;
        }
        if (goals.contains(edge) && --left == 0) {
            break;
        }
        for (const std::uint32_t next : graph.edges[edge].next) {
            const double to_s = done_s + time_s[next];
            if (to_s < best[next]) {
                best[next] = to_s;
                before[next] = edge;
                open.emplace(to_s, next);
            }
        }
    }
    return before;
}

/// The trips of one hour and the load that they put on the streets.
class HourLoad {
  public:
    HourLoad(const RoadGraph& graph, const std::vector<CarTrip>& trips,
             const std::vector<std::size_t>& of_hour)
        : graph_{graph},
          trips_{trips} {
        for (const std::size_t t : of_hour) {
            by_origin_[trips[t].from_edge].push_back(t);
        }
        stride_ = (by_origin_.size() + most_origins - 1) / most_origins;
        for (const RoadEdge& edge : graph.edges) {
            capacity_.push_back(edge_capacity_vph(edge));
            free_s_.push_back(edge.length_m / std::max(edge.speed_mps, 1.0) + junction_s);
        }
        load_.assign(graph.edges.size(), 0);
        for (int step = 0; step < steps; ++step) {
            add_step(step);
        }
    }

    /// The highest load of a street, of its capacity.
    double highest() const {
        double worst = 0;
        for (std::size_t e = 0; e < load_.size(); ++e) {
            worst = std::max(worst, load_[e] / capacity_[e]);
        }
        return worst;
    }

    /// Calls `visit` with every trip and the highest load on its way, of the street's capacity.
    void each_way(const std::function<void(std::size_t trip, double worst)>& visit) const {
        const std::vector<double> time_s = times();
        for (const auto& [origin, list] : by_origin_) {
            const auto before = ways_of(origin, list, time_s);
            for (const std::size_t t : list) {
                double worst = 0;
                for (std::uint32_t e = trips_[t].to_edge; e != none; e = before[e]) {
                    worst = std::max(worst, load_[e] / capacity_[e]);
                }
                visit(t, worst);
            }
        }
    }

  private:
    static constexpr double junction_s = 4;

    std::vector<double> times() const {
        std::vector<double> time_s(free_s_.size());
        for (std::size_t e = 0; e < time_s.size(); ++e) {
            const double x = load_[e] / capacity_[e];
            // Bureau of Public Roads 1964, with a steeper queue at the junction.
            time_s[e] = free_s_[e] * (1 + 0.15 * x * x * x * x) + 20 * x * x;
        }
        return time_s;
    }

    std::vector<std::uint32_t> ways_of(std::uint32_t origin, const std::vector<std::size_t>& list,
                                       const std::vector<double>& time_s) const {
        std::set<std::uint32_t> goals;
        for (const std::size_t t : list) {
            goals.insert(trips_[t].to_edge);
        }
        return quickest_ways(graph_, origin, goals, time_s);
    }

    void add_step(int step) {
        const std::vector<double> time_s = times();
        std::vector<double> load(load_.size(), 0);
        std::size_t index = 0;
        for (const auto& [origin, list] : by_origin_) {
            if (index++ % stride_ != 0) {
                continue;
            }
            const auto before = ways_of(origin, list, time_s);
            for (const std::size_t t : list) {
                for (std::uint32_t e = trips_[t].to_edge; e != none; e = before[e]) {
                    load[e] += static_cast<double>(stride_);
                }
            }
        }
        for (std::size_t e = 0; e < load.size(); ++e) {
            load_[e] += (load[e] - load_[e]) / (step + 1);
        }
    }

    const RoadGraph& graph_;
    const std::vector<CarTrip>& trips_;
    std::map<std::uint32_t, std::vector<std::size_t>> by_origin_;
    std::size_t stride_ = 1;
    std::vector<double> capacity_;
    std::vector<double> free_s_;
    std::vector<double> load_;
};

} // namespace

double edge_capacity_vph(const RoadEdge& edge) {
    const double lanes = edge.lanes;
    if (edge.ends_at_signal) {
        return 0.45 * 1800 * lanes;
    }
    switch (edge.street_class) {
    case StreetClass::motorway:
        return 1900 * lanes;
    case StreetClass::trunk:
        return 1600 * lanes;
    case StreetClass::primary:
        return 800 * lanes;
    case StreetClass::secondary:
        return 700 * lanes;
    case StreetClass::tertiary:
        return 550 * lanes;
    default:
        return 400 * lanes;
    }
}

std::size_t leave_out_what_jams(const RoadGraph& graph, std::vector<CarTrip>& trips,
                                double most_load) {
    std::array<std::vector<std::size_t>, 24> of_hour;
    std::size_t busiest = 0;
    for (std::size_t t = 0; t < trips.size(); ++t) {
        auto& hour = of_hour[static_cast<std::size_t>(trips[t].depart_s / 3600)];
        hour.push_back(t);
        busiest = std::max(busiest, hour.size());
    }
    std::vector<bool> stays(trips.size(), true);
    for (const std::vector<std::size_t>& hour : of_hour) {
        if (hour.size() * 3 < busiest || hour.empty()) {
            continue;
        }
        const HourLoad load{graph, trips, hour};
        if (load.highest() <= most_load) {
            continue;
        }
        load.each_way([&](std::size_t t, double worst) {
            stays[t] = worst <= most_load || trips[t].keep_draw < most_load / worst;
        });
    }
    std::size_t index = 0;
    return std::erase_if(trips, [&](const CarTrip&) { return !stays[index++]; });
}

} // namespace cityproof::traffic
