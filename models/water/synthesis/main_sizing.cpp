// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/main_sizing.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"

#include <algorithm>
#include <limits>
#include <ranges>

namespace cityproof::water::synthesis {
namespace {

constexpr double station_hours = 20;
constexpr double most_loss_per_m = 0.005;
constexpr double least_loss_per_m = 0.0002;
constexpr double most_fire_loss_per_m = 0.040;
constexpr double local_fire_share = 0.6;       // of the head that a fire may cost
constexpr double most_velocity_mps = 1.5;      // EN 805: 0.5 to 2
constexpr double most_fire_velocity_mps = 3.5; // EN 805
constexpr double valve_margin_m = 2;           // head that a reducing valve keeps in hand
constexpr int least_hydrant_main_mm = 100;

/// Limits of the head loss for all that lies behind a node.
struct Limits {
    double peak_per_m = most_loss_per_m;
    double trunk_fire_per_m = most_fire_loss_per_m; ///< where more flows than a fire takes
    double local_fire_per_m = most_fire_loss_per_m;

    void tighten(const Limits& other) {
        peak_per_m = std::min(peak_per_m, other.peak_per_m);
        trunk_fire_per_m = std::min(trunk_fire_per_m, other.trunk_fire_per_m);
        local_fire_per_m = std::min(local_fire_per_m, other.local_fire_per_m);
    }
};

/// What may be lost per metre of a way; all that there is on a way of no length.
double per_metre(double head_m, double way_m, double most_per_m) {
    return way_m > 0 ? std::clamp(head_m / way_m, least_loss_per_m, most_per_m) : most_per_m;
}

class Sizer {
  public:
    Sizer(const contracts::CityModel& city, const StreetMains& mains, const ZonePlan& plan,
          const std::vector<JunctionUse>& uses, const WaterSynthesisOptions& options)
        : city_{city},
          mains_{mains},
          plan_{plan},
          options_{options},
          person_m3ps_{per_person_m3ps(options)},
          flows_(mains.nodes.size()),
          least_head_m_(mains.nodes.size()) {
        result_.mains.resize(mains.edges.size());
        result_.zone_flows.resize(plan.zones.size());
        result_.pressure_m.resize(mains.nodes.size());
        for (std::size_t node = 0; node < uses.size(); ++node) {
            flows_[node] = {.use_m3ps = uses[node].use_m3ps(), .loss_m3ps = uses[node].loss_m3ps};
            least_head_m_[node] = mains.nodes[node].elevation_m + options.least_pressure_m;
        }
    }

    Sizing size() {
        find_parts();
        // A zone comes after the one that feeds it: its flow is known when that one's turn comes.
        for (auto zone = static_cast<std::uint32_t>(plan_.zones.size()); zone-- > 0;) {
            size_zone(zone);
        }
        for (std::uint32_t edge = 0; edge < mains_.edges.size(); ++edge) {
            if (result_.mains[edge].part != PipePart::branch) {
                choose(edge, least_hydrant_main_mm, {});
            }
        }
        for (const ZoneDraft& zone : plan_.zones) {
            if (zone.feed == ZoneFeed::reducer) {
                size_feed(zone);
            }
            find_pressures(zone);
        }
        return std::move(result_);
    }

  private:
    void find_parts() {
        chords_.resize(plan_.zones.size());
        for (std::uint32_t edge = 0; edge < mains_.edges.size(); ++edge) {
            const auto [start, end] = ends(edge);
            const bool in_tree =
                plan_.tree.up_edge[start] == edge || plan_.tree.up_edge[end] == edge;
            const std::uint32_t zone = plan_.zone_of[start];
            if (zone != plan_.zone_of[end]) {
                result_.mains[edge].part = PipePart::boundary;
            } else if (!in_tree) {
                result_.mains[edge].part = PipePart::loop;
            }
            result_.mains[edge].laid = in_tree || is_worth_laying(mains_.edges[edge]);
            if (result_.mains[edge].laid && result_.mains[edge].part == PipePart::loop) {
                chords_[zone].push_back(edge);
            }
        }
        find_dead_ends();
    }

    bool is_worth_laying(const StreetMains::Edge& edge) const {
        return edge.buildings > 0 || edge.segment == none ||
               city_.segments[edge.segment].street_class != contracts::StreetClass::service;
    }

    void find_dead_ends() {
        dead_end_.assign(mains_.nodes.size(), 0);
        for (std::uint32_t node = 0; node < mains_.nodes.size(); ++node) {
            const auto laid = std::ranges::count_if(
                mains_.arcs(node), [&](const auto& arc) { return result_.mains[arc.edge].laid; });
            dead_end_[node] = laid == 1 ? 1 : 0;
        }
    }

    std::pair<std::uint32_t, std::uint32_t> ends(std::uint32_t edge) const {
        return {mains_.edges[edge].start, mains_.edges[edge].end};
    }

    void size_zone(std::uint32_t number) {
        const ZoneDraft& zone = plan_.zones[number];
        const std::vector<char> ring = in_a_ring(mains_, plan_.tree, zone.nodes, chords_[number]);
        for (const std::uint32_t node : zone.nodes | std::views::reverse) {
            if (node != zone.root) {
                flows_[plan_.tree.up_node[node]] += flows_[node];
            }
        }
        std::vector<Limits> limits(zone.nodes.size());
        index_in_zone_.resize(mains_.nodes.size());
        trunk_m_.resize(mains_.nodes.size());
        for (std::uint32_t i = 0; i < zone.nodes.size(); ++i) {
            index_in_zone_[zone.nodes[i]] = i;
            find_trunk(zone.nodes[i]);
            limits[i] = own_limits(zone, zone.nodes[i]);
        }
        for (std::size_t i = zone.nodes.size(); i-- > 1;) {
            const std::uint32_t node = zone.nodes[i];
            limits[index_in_zone_[plan_.tree.up_node[node]]].tighten(limits[i]);
            size_branch(node, limits[i], ring[node] != 0);
        }
        result_.zone_flows[number] = flows_[zone.root];
        hand_on(zone, result_.zone_flows[number]);
    }

    bool is_trunk(std::uint32_t node) const {
        return peak_day(flows_[node], person_m3ps_) > options_.fire_flow_m3ps;
    }

    void find_trunk(std::uint32_t node) {
        const std::uint32_t above = plan_.tree.up_node[node];
        trunk_m_[node] = above == none    ? 0
                         : is_trunk(node) ? plan_.tree.path_m[node]
                                          : trunk_m_[above];
    }

    Limits own_limits(const ZoneDraft& zone, std::uint32_t node) const {
        const double way_m = plan_.tree.path_m[node];
        const double fire_m =
            zone.head_m - mains_.nodes[node].elevation_m - options_.fire_pressure_m;
        return {.peak_per_m = per_metre(zone.head_m - least_head_m_[node], way_m, most_loss_per_m),
                .trunk_fire_per_m = per_metre((1 - local_fire_share) * fire_m, trunk_m_[node],
                                              most_fire_loss_per_m),
                .local_fire_per_m = per_metre(local_fire_share * fire_m, way_m - trunk_m_[node],
                                              most_fire_loss_per_m)};
    }

    void size_branch(std::uint32_t node, const Limits& limits, bool ring) {
        const std::uint32_t edge = plan_.tree.up_edge[node];
        const double peak_m3ps = peak_hour(flows_[node], person_m3ps_);
        const Duty peak{peak_m3ps, limits.peak_per_m, most_velocity_mps};
        const bool has_hydrant =
            dead_end_[node] == 0 || mains_.edges[edge].length_m > short_dead_end_m;
        if (!has_hydrant) {
            choose(edge, catalogue_mm.front(), {peak});
            return;
        }
        const double fire_m3ps =
            peak_day(flows_[node], person_m3ps_) + options_.fire_flow_m3ps * (ring ? 0.5 : 1.0);
        choose(edge, least_hydrant_main_mm,
               {peak,
                Duty{fire_m3ps, is_trunk(node) ? limits.trunk_fire_per_m : limits.local_fire_per_m,
                     most_fire_velocity_mps}});
    }

    /// The smallest diameter from `least_mm` on that meets all duties, or the largest of all.
    void choose(std::uint32_t edge, int least_mm, std::initializer_list<Duty> duties) {
        SizedMain& main = result_.mains[edge];
        const double draw = age_draw(edge);
        main.dn_mm = fitting_dn(least_mm, draw, duties);
        main.material = material_of(main.dn_mm, draw);
    }

    /// One draw for a whole street: its pipes were laid at one time.
    double age_draw(std::uint32_t edge) const {
        const std::uint32_t segment = mains_.edges[edge].segment;
        if (segment == none) {
            return 0;
        }
        const contracts::StreetSegment& street = city_.segments[segment];
        const std::string& name = street.name.empty() ? street.id : street.name;
        engine::Draws draws{city_.seed, 0, entity_hash("water_street", name),
                            engine::Purpose::asset_synthesis, 0};
        return draws.uniform();
    }

    /// What a zone takes from the one that feeds it.
    void hand_on(const ZoneDraft& zone, const DesignFlow& flow) {
        if (zone.feed == ZoneFeed::reducer) {
            flows_[zone.feed_node] += flow;
            const double feed_m = mains_.edges[zone.feed_edge].length_m;
            least_head_m_[zone.feed_node] =
                std::max(least_head_m_[zone.feed_node],
                         zone.head_m + valve_margin_m + feed_m * most_loss_per_m);
        } else if (zone.feed == ZoneFeed::booster) {
            flows_[zone.feed_node] += {.pumped_m3ps = station_flow_m3ps(flow, options_),
                                       .pumped_day_m3ps = greatest_day(flow, person_m3ps_)};
        }
    }

    void size_feed(const ZoneDraft& zone) {
        const DesignFlow& flow = result_.zone_flows[plan_.zone_of[zone.entry]];
        const double peak_m3ps = peak_hour(flow, person_m3ps_);
        const double fire_m3ps = peak_day(flow, person_m3ps_) + options_.fire_flow_m3ps;
        choose(zone.feed_edge, least_hydrant_main_mm,
               {Duty{peak_m3ps, most_loss_per_m, most_velocity_mps},
                Duty{fire_m3ps, most_fire_loss_per_m, most_fire_velocity_mps}});
        result_.mains[zone.feed_edge].part = PipePart::branch;
        result_.mains[zone.feed_edge].laid = true;
    }

    void find_pressures(const ZoneDraft& zone) {
        std::vector<double> head_m(zone.nodes.size(), zone.head_m);
        for (std::uint32_t i = 0; i < zone.nodes.size(); ++i) {
            const std::uint32_t node = zone.nodes[i];
            index_in_zone_[node] = i;
            if (i > 0) {
                const std::uint32_t edge = plan_.tree.up_edge[node];
                const SizedMain& main = result_.mains[edge];
                head_m[i] = head_m[index_in_zone_[plan_.tree.up_node[node]]] -
                            mains_.edges[edge].length_m *
                                head_loss_per_m(peak_hour(flows_[node], person_m3ps_), main.dn_mm,
                                                main.material.roughness);
            }
            result_.pressure_m[node] = head_m[i] - mains_.nodes[node].elevation_m;
        }
    }

    const contracts::CityModel& city_;
    const StreetMains& mains_;
    const ZonePlan& plan_;
    const WaterSynthesisOptions& options_;
    double person_m3ps_;
    std::vector<DesignFlow> flows_; ///< per node: its own and, in turn, all behind it
    std::vector<double> least_head_m_;
    std::vector<std::vector<std::uint32_t>> chords_; ///< per zone
    std::vector<char> dead_end_;
    std::vector<std::uint32_t> index_in_zone_;
    std::vector<double> trunk_m_; ///< per node: of its way, in pipes with more flow than a fire's
    Sizing result_;
};

} // namespace

double station_flow_m3ps(const DesignFlow& zone, const WaterSynthesisOptions& options) {
    return greatest_day(zone, per_person_m3ps(options)) * 24 / station_hours;
}

Sizing size_mains(const contracts::CityModel& city, const StreetMains& mains, const ZonePlan& plan,
                  const std::vector<JunctionUse>& uses, const WaterSynthesisOptions& options) {
    return Sizer{city, mains, plan, uses, options}.size();
}

} // namespace cityproof::water::synthesis
