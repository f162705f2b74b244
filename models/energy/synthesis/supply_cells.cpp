// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/supply_cells.hpp"

#include "models/energy/synthesis/place_index.hpp"

#include <queue>

#include <algorithm>
#include <cmath>
#include <functional>

namespace cityproof::energy {
namespace {

constexpr int moving_rounds = 10;      ///< rounds in which sites move to the middle of their cells
constexpr int moves_per_round = 2;     ///< moves before the limits are looked at
constexpr double first_use = 0.75;     ///< of a site's power, when the first sites are counted out
constexpr double at_site_share = 0.25; ///< of a site's power; see SupplyCells

/// Interleaves the bits of two coordinates: order along a Z curve.
std::uint64_t curve_position(std::uint32_t x, std::uint32_t y) {
    const auto spread = [](std::uint64_t bits) {
        bits = (bits | bits << 16U) & 0x0000ffff0000ffffULL;
        bits = (bits | bits << 8U) & 0x00ff00ff00ff00ffULL;
        bits = (bits | bits << 4U) & 0x0f0f0f0f0f0f0f0fULL;
        bits = (bits | bits << 2U) & 0x3333333333333333ULL;
        return (bits | bits << 1U) & 0x5555555555555555ULL;
    };
    return spread(x) | spread(y) << 1U;
}

class Placement {
  public:
    Placement(const CableGraph& graph, const std::vector<ConnectedLoad>& load,
              const CellLimits& limits, const LoadRules& rules)
        : graph_{graph},
          load_{load},
          limits_{limits},
          rules_{rules},
          weight_(load.size(), 0) {
        const auto factors = typical_coincidence();
        for (std::uint32_t v = 0; v < load.size(); ++v) {
            if (!load[v].empty()) {
                weight_[v] = drawn_w(load[v], factors, rules);
                loaded_.push_back(v);
            }
        }
    }

    SupplyCells place(const std::vector<std::uint32_t>& mapped, double start) {
        for (const std::uint32_t vertex : mapped) {
            add_site(vertex, true);
        }
        add_first_sites(start);
        for (int round = 0; !loaded_.empty(); ++round) {
            const bool moves = round < moving_rounds;
            for (int move = 0; moves && move < moves_per_round; ++move) {
                grow();
                move_to_middles();
            }
            grow();
            // Sites that no longer move only ever shrink each other's cells: this ends.
            if (!add_where_needed(moves)) {
                break;
            }
        }
        drop_idle_sites();
        return std::move(cells_);
    }

  private:
    /// Of many customers, for weights: their order of size hardly depends on how many they are.
    Coincidence typical_coincidence() const {
        constexpr double households = 100;
        constexpr double others = 5;
        return {coincidence(households, rules_.household_at_infinity),
                coincidence(others, rules_.commercial_at_infinity),
                coincidence(others, rules_.public_at_infinity)};
    }

    bool add_site(std::uint32_t vertex, bool mapped) {
        if (std::ranges::find(cells_.sites, vertex) != cells_.sites.end()) {
            return false;
        }
        cells_.sites.push_back(vertex);
        cells_.mapped.push_back(mapped);
        return true;
    }

    void add_first_sites(double start) {
        const auto [low, high] = corners_of(graph_.places());
        const double widest_m = std::max({high.x_m - low.x_m, high.y_m - low.y_m, 1.0});
        constexpr double cells_along = 65535;
        std::vector<std::pair<std::uint64_t, std::uint32_t>> curve;
        double total_w = 0;
        for (const std::uint32_t v : loaded_) {
            const contracts::Place& place = graph_.place(v);
            const auto cell = [&](double along_m) {
                return static_cast<std::uint32_t>(along_m / widest_m * cells_along);
            };
            curve.emplace_back(curve_position(cell(place.x_m - low.x_m), cell(place.y_m - low.y_m)),
                               v);
            total_w += weight_[v];
        }
        std::ranges::sort(curve);
        const double all =
            total_w <= limits_.peak_w ? 1 : std::ceil(total_w / (limits_.peak_w * first_use));
        const double wanted = all - static_cast<double>(cells_.sites.size());
        if (wanted < 1 && !cells_.sites.empty()) {
            return;
        }
        const double step_w = total_w / std::max(1.0, wanted);
        double next_w = step_w * start;
        double sum_w = 0;
        for (const auto& [position, v] : curve) {
            sum_w += weight_[v];
            if (sum_w > next_w) {
                add_site(v, false);
                next_w += step_w * (std::floor((sum_w - next_w) / step_w) + 1);
            }
        }
    }

    /// Every vertex to the site of least cost; of equal ones to the lower number.
    void grow() {
        const std::size_t size = graph_.size();
        cells_.owner.assign(size, no_vertex);
        cells_.parent.assign(size, no_vertex);
        cells_.parent_edge.assign(size, no_vertex);
        cells_.way_m.assign(size, 0);
        cells_.order.clear();
        cost_.assign(size, std::numeric_limits<double>::infinity());
        settled_.assign(size, 0);
        using Entry = std::pair<double, std::uint32_t>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        for (std::uint32_t s = 0; s < cells_.sites.size(); ++s) {
            cost_[cells_.sites[s]] = 0;
            cells_.owner[cells_.sites[s]] = s;
            queue.emplace(0.0, cells_.sites[s]);
        }
        while (!queue.empty()) {
            const auto [cost, vertex] = queue.top();
            queue.pop();
            if (settled_[vertex] != 0) {
                continue;
            }
            settled_[vertex] = 1;
            cells_.order.push_back(vertex);
            for (const CableGraph::Arc& arc : graph_.arcs(vertex)) {
                const CableEdge& edge = graph_.edge(arc.edge);
                if (cost + edge.cost_m < cost_[arc.to]) {
                    cost_[arc.to] = cost + edge.cost_m;
                    cells_.owner[arc.to] = cells_.owner[vertex];
                    cells_.parent[arc.to] = vertex;
                    cells_.parent_edge[arc.to] = arc.edge;
                    cells_.way_m[arc.to] = cells_.way_m[vertex] + edge.length_m;
                    queue.emplace(cost_[arc.to], arc.to);
                }
            }
        }
    }

    /// Each site that may move goes down its tree as long as one branch has more than half of the
    /// load.
    void move_to_middles() {
        below_w_ = weight_;
        for (std::size_t i = cells_.order.size(); i-- > 0;) {
            const std::uint32_t vertex = cells_.order[i];
            if (cells_.parent[vertex] != no_vertex) {
                below_w_[cells_.parent[vertex]] += below_w_[vertex];
            }
        }
        std::vector<double> whole_w;
        for (const std::uint32_t site : cells_.sites) {
            whole_w.push_back(below_w_[site]);
        }
        for (const std::uint32_t vertex : cells_.order) {
            const std::uint32_t owner = cells_.owner[vertex];
            if (!cells_.mapped[owner] && cells_.parent[vertex] == cells_.sites[owner] &&
                2 * below_w_[vertex] > whole_w[owner]) {
                cells_.sites[owner] = vertex;
            }
        }
    }

    struct Cell {
        ConnectedLoad load;
        double peak_w = 0;
        std::vector<std::uint32_t> customers; ///< loaded vertices by rising cost
        std::uint32_t farthest = no_vertex;
        double farthest_m = 0;
    };

    std::vector<Cell> customers_of_cells() const {
        std::vector<Cell> cells(cells_.sites.size());
        for (const std::uint32_t vertex : cells_.order) {
            if (weight_[vertex] > 0) {
                Cell& cell = cells[cells_.owner[vertex]];
                cell.load += load_[vertex];
                cell.customers.push_back(vertex);
                if (cells_.way_m[vertex] > cell.farthest_m) {
                    cell.farthest_m = cells_.way_m[vertex];
                    cell.farthest = vertex;
                }
            }
        }
        for (Cell& cell : cells) {
            cell.peak_w = peak_w(cell.load, rules_);
        }
        return cells;
    }

    bool is_overloaded(const Cell& cell, std::uint32_t site) const {
        const double own_w = peak_w(load_[site], rules_);
        return cell.customers.size() > 1 &&
               cell.peak_w > std::max(limits_.peak_w, own_w + at_site_share * limits_.peak_w);
    }

    /// Returns whether a site was added.
    bool add_where_needed(bool may_move) {
        const std::vector<Cell> cells = customers_of_cells();
        bool added = false;
        for (std::size_t s = 0; s < cells.size(); ++s) {
            const Cell& cell = cells[s];
            if (is_overloaded(cell, cells_.sites[s])) {
                added = split(cell, s, may_move) || added;
            } else if (cell.farthest_m > limits_.reach_m) {
                added = add_site(half_way(cell.farthest), false) || added;
            }
        }
        return added;
    }

    /// New sites at equal steps of load along the tree of the cell.
    bool split(const Cell& cell, std::size_t site, bool may_move) {
        const double parts = std::ceil(cell.peak_w / limits_.peak_w);
        double total_w = 0;
        for (const std::uint32_t vertex : cell.customers) {
            total_w += weight_[vertex];
        }
        const bool replaced = may_move && !cells_.mapped[site];
        const double sites = std::max(replaced ? 2.0 : 1.0, replaced ? parts : parts - 1);
        const double step_w = total_w / sites;
        double next_w = step_w / 2;
        double sum_w = 0;
        bool moved = !replaced;
        bool added = false;
        for (const std::uint32_t vertex : in_depth_order(cell)) {
            sum_w += weight_[vertex];
            if (sum_w <= next_w) {
                continue;
            }
            next_w += step_w * (std::floor((sum_w - next_w) / step_w) + 1);
            if (!moved && std::ranges::find(cells_.sites, vertex) == cells_.sites.end()) {
                cells_.sites[site] = vertex;
                moved = true;
            } else {
                added = add_site(vertex, false) || added;
            }
        }
        return added || replaced || add_site(cell.customers.back(), false);
    }

    /// The customers in the order in which a walk through the tree finds them.
    std::vector<std::uint32_t> in_depth_order(const Cell& cell) {
        std::vector<std::uint32_t> used;
        for (const std::uint32_t customer : cell.customers) {
            for (std::uint32_t v = customer; v != no_vertex && !in_walk(v); v = cells_.parent[v]) {
                used.push_back(v);
                settled_[v] = 2;
            }
        }
        std::ranges::sort(used);
        std::vector<std::pair<std::uint32_t, std::uint32_t>> children; ///< parent, child
        std::vector<std::uint32_t> walk;
        for (const std::uint32_t v : used) {
            settled_[v] = 1;
            if (cells_.parent[v] == no_vertex) {
                walk.push_back(v);
            } else {
                children.emplace_back(cells_.parent[v], v);
            }
        }
        std::ranges::sort(children);
        std::vector<std::uint32_t> found;
        while (!walk.empty()) {
            const std::uint32_t v = walk.back();
            walk.pop_back();
            if (weight_[v] > 0) {
                found.push_back(v);
            }
            auto child = std::ranges::lower_bound(children, std::pair{v, std::uint32_t{0}});
            for (; child != children.end() && child->first == v; ++child) {
                walk.push_back(child->second);
            }
        }
        return found;
    }

    bool in_walk(std::uint32_t vertex) const { return settled_[vertex] == 2; }

    /// From a customer that is too far away, half of the reach towards its site.
    std::uint32_t half_way(std::uint32_t customer) const {
        std::uint32_t vertex = customer;
        while (cells_.parent[vertex] != no_vertex &&
               cells_.way_m[customer] - cells_.way_m[cells_.parent[vertex]] <=
                   limits_.reach_m / 2) {
            vertex = cells_.parent[vertex];
        }
        return vertex;
    }

    void drop_idle_sites() {
        std::vector<bool> busy(cells_.sites.size(), false);
        for (const std::uint32_t vertex : loaded_) {
            if (!cells_.owner.empty() && cells_.owner[vertex] != no_vertex) {
                busy[cells_.owner[vertex]] = true;
            }
        }
        SupplyCells kept;
        for (std::size_t s = 0; s < cells_.sites.size(); ++s) {
            if (busy[s]) {
                kept.sites.push_back(cells_.sites[s]);
                kept.mapped.push_back(cells_.mapped[s]);
            }
        }
        cells_ = std::move(kept);
        grow();
    }

    const CableGraph& graph_;
    const std::vector<ConnectedLoad>& load_;
    CellLimits limits_;
    LoadRules rules_;
    std::vector<double> weight_;        ///< W per vertex
    std::vector<std::uint32_t> loaded_; ///< vertices with customers
    SupplyCells cells_;
    std::vector<double> cost_;
    std::vector<std::uint8_t> settled_; ///< 2 while a walk uses the vertex
    std::vector<double> below_w_;
};

} // namespace

SupplyCells place_sites(const CableGraph& graph, const std::vector<ConnectedLoad>& load,
                        const std::vector<std::uint32_t>& mapped, const CellLimits& limits,
                        const LoadRules& rules, double start) {
    return Placement{graph, load, limits, rules}.place(mapped, start);
}

} // namespace cityproof::energy
