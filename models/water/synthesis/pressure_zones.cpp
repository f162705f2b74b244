// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/pressure_zones.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"
#include "models/water/synthesis/place_grid.hpp"
#include "models/water/synthesis/works_areas.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace cityproof::water::synthesis {
namespace {

using contracts::Place;

constexpr double hill_for_distance = 0.01; // a tank goes 100 m farther for each metre of height
constexpr double site_spread_m = 2;        // by draw: sites of nearly equal worth
constexpr double least_step_m = 10;        // between a zone and the lower one that it feeds
constexpr double valve_loss_m = 7;         // a reducing valve needs more head than it leaves
constexpr double rounding_room_m = 0.1;    // the greatest pressure stays below its limit
constexpr double least_lift_m = 8;         // of a booster: its pump must not be run through
constexpr double least_allowance_m = 3;    // of a zone whose feeding zone is little higher
constexpr double mapped_reach_m = 500;     // from a mapped tank to the nearest main

/// Tried in turn: the heights that a zone may span depend on how far its water has to go.
constexpr std::array allowances_m{5.0, 10.0, 15.0};

/// The farthest that water goes in a region, as the crow flies.
double extent_m(const StreetMains& mains, const std::vector<std::uint32_t>& nodes) {
    Place low = mains.nodes[nodes.front()].place;
    Place high = low;
    for (const std::uint32_t node : nodes) {
        const Place& place = mains.nodes[node].place;
        low = {std::min(low.x_m, place.x_m), std::min(low.y_m, place.y_m)};
        high = {std::max(high.x_m, place.x_m), std::max(high.y_m, place.y_m)};
    }
    return distance_m(low, high);
}

/// Head for losses without which the mains would be too wide. Assumed.
double least_allowance_of(const StreetMains& mains, const std::vector<std::uint32_t>& nodes) {
    return std::clamp(0.0015 * extent_m(mains, nodes), allowances_m.front(), allowances_m.back());
}

/// What a zone gets when its heights leave room for it. Assumed.
double good_allowance_of(const StreetMains& mains, const std::vector<std::uint32_t>& nodes) {
    return std::clamp(0.003 * extent_m(mains, nodes), 10.0, 20.0);
}

class Planner {
  public:
    Planner(const contracts::CityModel& city, const StreetMains& mains,
            const std::vector<JunctionUse>& uses, const WaterSynthesisOptions& options)
        : city_{city},
          mains_{mains},
          uses_{uses},
          options_{options},
          plan_{{},
                std::vector<std::uint32_t>(mains.nodes.size(), none),
                SupplyTree{mains.nodes.size()}} {}

    ZonePlan plan() {
        for (const auto& area : works_areas(mains_, uses_, options_.residents_per_works)) {
            add_works_zone(area);
        }
        extend_zones();
        while (add_touching_zone()) {
        }
        return std::move(plan_);
    }

  private:
    double ground(std::uint32_t node) const { return mains_.nodes[node].elevation_m; }

    bool fits(std::uint32_t node, double top_m) const {
        return ground(node) <= top_m && ground(node) >= top_m - span_m_;
    }

    /// The region that `find` grows with the largest span that is right for its size.
    template <typename Find>
    std::vector<std::uint32_t> widest(const Find& find) {
        std::vector<std::uint32_t> region;
        for (const double allowance_m : allowances_m) {
            span_m_ = zone_span_m(options_, allowance_m);
            region = find();
            if (least_allowance_of(mains_, region) <= allowance_m) {
                break;
            }
        }
        return region;
    }

    double demand_of(const std::vector<std::uint32_t>& nodes) const {
        double sum = 0;
        for (const std::uint32_t node : nodes) {
            sum += uses_[node].use_m3ps();
        }
        return sum;
    }

    /// Nodes without a zone that hang together with `seed`, fit below `top_m` and are `allowed`.
    template <typename Allowed>
    std::vector<std::uint32_t> grow(std::uint32_t seed, double top_m, const Allowed& allowed) {
        std::vector<std::uint32_t> region{seed};
        if (mark_.empty()) {
            mark_.assign(mains_.nodes.size(), 0);
        }
        ++round_;
        mark_[seed] = round_;
        for (std::size_t i = 0; i < region.size(); ++i) {
            for (const StreetMains::Arc& arc : mains_.arcs(region[i])) {
                const bool is_free = plan_.zone_of[arc.node] == none && mark_[arc.node] != round_;
                if (is_free && fits(arc.node, top_m) && allowed(arc.node)) {
                    mark_[arc.node] = round_;
                    region.push_back(arc.node);
                }
            }
        }
        return region;
    }

    /// The top of the band of heights with the most demand in an area, the lowest such one.
    double best_top(std::vector<std::uint32_t> area) const {
        std::ranges::sort(area, [&](std::uint32_t a, std::uint32_t b) {
            return std::pair{ground(a), a} < std::pair{ground(b), b};
        });
        double best = ground(area.front());
        double most = -1;
        double inside = 0;
        std::size_t first = 0;
        for (const std::uint32_t node : area) {
            inside += uses_[node].use_m3ps();
            while (ground(area[first]) < ground(node) - span_m_) {
                inside -= uses_[area[first++]].use_m3ps();
            }
            if (inside > most * (1 + 1e-9) + 1e-15) {
                most = inside;
                best = ground(node);
            }
        }
        return best;
    }

    void add_works_zone(const std::vector<std::uint32_t>& area) {
        ZoneDraft zone;
        zone.feed = ZoneFeed::works;
        zone.nodes = widest([&] { return best_region(area); });
        settle(std::move(zone));
    }

    std::vector<std::uint32_t> best_region(const std::vector<std::uint32_t>& area) {
        const double top_m = best_top(area);
        std::vector<char> in_area(mains_.nodes.size(), 0);
        for (const std::uint32_t node : area) {
            in_area[node] = 1;
        }
        std::vector<char> tried(mains_.nodes.size(), 0);
        std::vector<std::uint32_t> best;
        double most = -1;
        for (const std::uint32_t node : area) {
            if (tried[node] != 0 || plan_.zone_of[node] != none || !fits(node, top_m)) {
                continue;
            }
            auto region = grow(node, top_m, [&](std::uint32_t n) { return in_area[n] != 0; });
            for (const std::uint32_t member : region) {
                tried[member] = 1;
            }
            if (const double demand = demand_of(region); demand > most) {
                most = demand;
                best = std::move(region);
            }
        }
        return best;
    }

    /// Fixes head and root of a zone with its nodes, and grows its tree.
    void settle(ZoneDraft zone) {
        const auto number = static_cast<std::uint32_t>(plan_.zones.size());
        for (const std::uint32_t node : zone.nodes) {
            plan_.zone_of[node] = number;
        }
        set_head(zone);
        if (number > 0 && zone.feed != ZoneFeed::works) {
            find_feed(zone, number);
        }
        if (zone.feed == ZoneFeed::reducer) {
            zone.root = zone.entry;
        } else {
            place_tank(zone);
        }
        zone.nodes = grow_tree(mains_, zone.root, plan_.zone_of, number, plan_.tree);
        plan_.zones.push_back(std::move(zone));
    }

    /// As much for losses as its size wants, and its heights leave.
    void set_head(ZoneDraft& zone) const {
        const auto [low, high] =
            std::ranges::minmax(zone.nodes, {}, [&](std::uint32_t node) { return ground(node); });
        zone.top_m = ground(high);
        const double room_m =
            zone_span_m(options_, 0) - (ground(high) - ground(low)) - rounding_room_m;
        zone.allowance_m = std::min(good_allowance_of(mains_, zone.nodes), room_m);
        zone.room_m = room_m - zone.allowance_m;
        zone.head_m = zone.top_m + options_.least_pressure_m + zone.allowance_m;
    }

    /// A higher zone beside it feeds through a valve, the nearest to its root; else the highest one
    /// through a booster.
    void find_feed(ZoneDraft& zone, std::uint32_t number) const {
        bool reduces = false;
        double best = 0;
        const double least_head_m = zone.head_m - zone.allowance_m + least_allowance_m;
        for (const std::uint32_t node : zone.nodes) {
            for (const StreetMains::Arc& arc : mains_.arcs(node)) {
                const std::uint32_t other = plan_.zone_of[arc.node];
                if (other == none || other == number) {
                    continue;
                }
                const double head_m = plan_.zones[other].head_m;
                const bool can_reduce = head_m - valve_loss_m >= least_head_m;
                const double worth = can_reduce ? -plan_.tree.path_m[arc.node] : head_m;
                if (zone.parent == none || (can_reduce && !reduces) ||
                    (can_reduce == reduces && worth > best)) {
                    reduces = can_reduce;
                    best = worth;
                    zone.parent = other;
                    zone.feed_edge = arc.edge;
                    zone.feed_node = arc.node;
                    zone.entry = node;
                }
            }
        }
        zone.feed = reduces ? ZoneFeed::reducer : ZoneFeed::booster;
        const double above_m = zone.head_m - plan_.zones[zone.parent].head_m;
        const double raise_m = reduces ? std::min(-valve_loss_m - above_m, 0.0)
                                       : std::clamp(least_lift_m - above_m, 0.0, zone.room_m);
        zone.head_m += raise_m;
        zone.allowance_m += raise_m;
    }

    void place_tank(ZoneDraft& zone) const {
        if (zone.feed == ZoneFeed::works && take_mapped_tank(zone)) {
            return;
        }
        const Place centre = demand_centre(zone.nodes);
        double best = 0;
        for (const std::uint32_t node : zone.nodes) {
            engine::Draws draws{city_.seed, 0, entity_hash("water_node", mains_.nodes[node].id),
                                engine::Purpose::asset_synthesis, 0};
            const double worth = ground(node) -
                                 hill_for_distance * distance_m(mains_.nodes[node].place, centre) +
                                 site_spread_m * draws.uniform();
            if (zone.root == none || worth > best) {
                best = worth;
                zone.root = node;
            }
        }
    }

    Place demand_centre(const std::vector<std::uint32_t>& nodes) const {
        Place sum;
        double weight = 0;
        for (const std::uint32_t node : nodes) {
            const double use = uses_[node].use_m3ps() + 1e-12;
            sum.x_m += use * mains_.nodes[node].place.x_m;
            sum.y_m += use * mains_.nodes[node].place.y_m;
            weight += use;
        }
        return {sum.x_m / weight, sum.y_m / weight};
    }

    /// The first mapped tank that stands near a node of the zone.
    bool take_mapped_tank(ZoneDraft& zone) const {
        PlaceGrid grid{100};
        bool filled = false;
        for (std::uint32_t i = 0; i < city_.mapped.size(); ++i) {
            const contracts::MappedAsset& asset = city_.mapped[i];
            if (asset.kind != "water_tower" && asset.kind != "reservoir_covered") {
                continue;
            }
            if (!filled) {
                for (const std::uint32_t node : zone.nodes) {
                    grid.add(mains_.nodes[node].place, node);
                }
                filled = true;
            }
            if (const auto found = grid.nearest(asset.place, mapped_reach_m); found.item != none) {
                zone.root = found.item;
                zone.mapped = i;
                return true;
            }
        }
        return false;
    }

    /// Nodes beside a zone that fit into it become part of it.
    void extend_zones() {
        span_m_ = zone_span_m(options_, allowances_m.back());
        for (std::uint32_t number = 0; number < plan_.zones.size(); ++number) {
            ZoneDraft& zone = plan_.zones[number];
            const std::size_t before = zone.nodes.size();
            for (std::size_t i = 0; i < zone.nodes.size(); ++i) {
                for (const StreetMains::Arc& arc : mains_.arcs(zone.nodes[i])) {
                    if (plan_.zone_of[arc.node] == none && fits(arc.node, zone.top_m)) {
                        plan_.zone_of[arc.node] = number;
                        zone.nodes.push_back(arc.node);
                    }
                }
            }
            if (zone.nodes.size() != before) {
                set_head(zone);
                zone.nodes = grow_tree(mains_, zone.root, plan_.zone_of, number, plan_.tree);
            }
        }
    }

    /// Makes a zone of the first node without one beside a zone, and of what fits with it.
    bool add_touching_zone() {
        while (next_zone_ < plan_.zones.size()) {
            const ZoneDraft& zone = plan_.zones[next_zone_];
            for (; next_node_ < zone.nodes.size(); ++next_node_) {
                for (const StreetMains::Arc& arc : mains_.arcs(zone.nodes[next_node_])) {
                    if (plan_.zone_of[arc.node] == none) {
                        add_zone_at(arc.node, zone.top_m);
                        return true;
                    }
                }
            }
            ++next_zone_;
            next_node_ = 0;
        }
        return false;
    }

    void add_zone_at(std::uint32_t entry, double parent_top_m) {
        ZoneDraft zone;
        zone.feed = ZoneFeed::booster;
        zone.nodes = widest([&] { return best_region_at(entry, parent_top_m); });
        settle(std::move(zone));
    }

    /// The region around a node with the most demand: the node at its top, middle or bottom.
    std::vector<std::uint32_t> best_region_at(std::uint32_t entry, double parent_top_m) {
        const double height_m = ground(entry);
        std::vector<std::uint32_t> best;
        double most = -1;
        for (const double share : {0.0, 0.5, 1.0}) {
            double top_m = height_m + share * span_m_;
            if (height_m < parent_top_m) { // lower: leave head for the valve
                top_m = std::min(top_m, std::max(height_m, parent_top_m - least_step_m));
            }
            auto region = grow(entry, top_m, [](std::uint32_t) { return true; });
            if (const double demand = demand_of(region); demand > most * (1 + 1e-9)) {
                most = demand;
                best = std::move(region);
            }
        }
        return best;
    }

    const contracts::CityModel& city_;
    const StreetMains& mains_;
    const std::vector<JunctionUse>& uses_;
    const WaterSynthesisOptions& options_;
    ZonePlan plan_;
    double span_m_ = 0; ///< heights that fit into a zone
    std::vector<std::uint32_t> mark_;
    std::uint32_t round_ = 0;
    std::size_t next_zone_ = 0;
    std::size_t next_node_ = 0;
};

} // namespace

double zone_span_m(const WaterSynthesisOptions& options, double allowance_m) {
    return options.most_pressure_m - options.least_pressure_m - allowance_m - largest_tank_depth_m;
}

ZonePlan plan_zones(const contracts::CityModel& city, const StreetMains& mains,
                    const std::vector<JunctionUse>& uses, const WaterSynthesisOptions& options) {
    return Planner{city, mains, uses, options}.plan();
}

} // namespace cityproof::water::synthesis
