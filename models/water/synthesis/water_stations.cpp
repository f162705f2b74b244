// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/water_stations.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/random.hpp"
#include "models/water/synthesis/place_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cityproof::water::synthesis {
namespace {

using contracts::Place;

constexpr double day_s = 86400;
constexpr double swing_share = 0.25; // of the greatest day, for the swings within it
constexpr double emergency_share = 0.25;
constexpr double least_tank_m3 = 20;
constexpr double start_share = 0.70; // of a tank's depth: its pump starts
constexpr double stop_share = 0.95;
constexpr double first_share = 0.80;
constexpr double suction_below_ground_m = 3; // clear-water basin of a works
constexpr double nearest_works_m = 300;      // from the tank, along the streets
constexpr double farthest_works_m = 2000;
constexpr double works_reach_m = 500; // from a mapped works to the nearest main
constexpr double yard_m = 6;          // between a street's junction and a station beside it
constexpr double least_rising_m = 20;
constexpr double outlet_m = 15;
constexpr double rising_loss_per_m = 0.003;
constexpr double rising_velocity_mps = 1.0;
constexpr double outlet_loss_per_m = 0.005;
constexpr double outlet_velocity_mps = 1.5;
constexpr double fire_velocity_mps = 3.5;
constexpr double new_pipe = 0; // draw of a pipe's age

double tank_depth_m(double volume_m3) {
    return volume_m3 < 150 ? 3 : volume_m3 < 1000 ? 4 : largest_tank_depth_m;
}

Place beside(const Place& place, double away_m) {
    return {place.x_m + away_m, place.y_m + away_m};
}

class Stations {
  public:
    Stations(const Design& design, const NodeNumbers& numbers, NameBook& nodes, NameBook& links,
             SyntheticWater& water)
        : design_{design},
          numbers_{numbers},
          nodes_{nodes},
          links_{links},
          water_{water} {}

    void add() {
        for (std::uint32_t zone = 0; zone < design_.plan.zones.size(); ++zone) {
            if (design_.plan.zones[zone].feed == ZoneFeed::reducer) {
                add_valve(zone);
            } else {
                add_tank(zone);
                add_pump(zone);
            }
        }
    }

  private:
    const ZoneDraft& draft(std::uint32_t zone) const { return design_.plan.zones[zone]; }

    const StreetMains::Node& main_node(std::uint32_t node) const {
        return design_.mains.nodes[node];
    }

    double person_m3ps() const { return per_person_m3ps(design_.options); }

    /// The street in which the water comes gets the valve at its end in the zone.
    void add_valve(std::uint32_t number) {
        const ZoneDraft& zone = draft(number);
        const std::uint32_t before = numbers_.station_junction(number);
        WaterPipe& feed = pipe_of_edge(zone.feed_edge);
        (feed.start == zone.entry ? feed.start : feed.end) = before;
        feed.zone = zone.parent;
        feed.rule = "along a street to a pressure reducing valve";
        water_.nodes[before] = {.id = nodes_.claim(fmt::format("VI{}", number)),
                                .place = main_node(zone.entry).place,
                                .elevation_m = main_node(zone.entry).elevation_m,
                                .zone = zone.parent,
                                .rule = "inlet of a pressure reducing valve"};
        water_.valves.push_back({.id = links_.claim(fmt::format("PRV{}", number)),
                                 .start = before,
                                 .end = zone.entry,
                                 .dn_mm = feed.dn_mm,
                                 .pressure_m = zone.head_m - main_node(zone.entry).elevation_m,
                                 .rule = "where a lower zone takes its water from a higher one"});
    }

    /// Laid mains are the first pipes, in the order of the edges.
    WaterPipe& pipe_of_edge(std::uint32_t edge) {
        if (pipe_of_edge_.empty()) {
            std::uint32_t pipe = 0;
            for (const SizedMain& main : design_.sizing.mains) {
                pipe_of_edge_.push_back(main.laid ? pipe++ : none);
            }
        }
        return water_.pipes[pipe_of_edge_[edge]];
    }

    void add_tank(std::uint32_t number) {
        const ZoneDraft& zone = draft(number);
        const double day_m3 =
            greatest_day(design_.sizing.zone_flows[number], person_m3ps()) * day_s;
        const double needed_m3 = (swing_share + emergency_share) * day_m3 +
                                 design_.options.fire_flow_m3ps * design_.options.fire_duration_s;
        const double volume_m3 = std::max(least_tank_m3, std::ceil(needed_m3 / 10) * 10);
        const double depth_m = tank_depth_m(volume_m3);
        const bool is_mapped = zone.mapped != none;
        const Place place = is_mapped ? design_.city.mapped[zone.mapped].place
                                      : beside(main_node(zone.root).place, yard_m);
        const std::string rule = is_mapped ? "site of a mapped tank" : "high ground near demand";
        water_.nodes[numbers_.tank[number]] = {.id = nodes_.claim(fmt::format("T{}", number)),
                                               .kind = WaterNodeKind::tank,
                                               .place = place,
                                               .elevation_m =
                                                   zone.head_m + outlet_m * outlet_loss_per_m,
                                               .zone = number,
                                               .rule = rule};
        water_.tanks.push_back(
            {.node = numbers_.tank[number],
             .depth_m = depth_m,
             .diameter_m = std::sqrt(4 * volume_m3 / (std::numbers::pi * depth_m)),
             .volume_m3 = volume_m3,
             .first_level_m = first_share * depth_m,
             .ground_m = main_node(zone.root).elevation_m,
             .mapped_id = is_mapped ? design_.city.mapped[zone.mapped].id : std::string{},
             .rule = rule});
        add_outlet(number);
    }

    void add_outlet(std::uint32_t number) {
        const DesignFlow& flow = design_.sizing.zone_flows[number];
        const double fire_m3ps = peak_day(flow, person_m3ps()) + design_.options.fire_flow_m3ps;
        const int dn_mm =
            fitting_dn(100, new_pipe,
                       {{peak_hour(flow, person_m3ps()), outlet_loss_per_m, outlet_velocity_mps},
                        {fire_m3ps, 4 * outlet_loss_per_m, fire_velocity_mps}});
        add_pipe({.id = fmt::format("OUT{}", number),
                  .start = numbers_.tank[number],
                  .end = draft(number).root,
                  .part = PipePart::outlet,
                  .length_m = outlet_m,
                  .dn_mm = dn_mm,
                  .zone = number,
                  .shape = {water_.nodes[numbers_.tank[number]].place,
                            main_node(draft(number).root).place},
                  .rule = "from a tank to the mains of its zone"});
    }

    void add_pipe(WaterPipe pipe) {
        pipe.id = links_.claim(pipe.id);
        const PipeMaterial material = material_of(pipe.dn_mm, new_pipe);
        pipe.material = std::string{material.name};
        pipe.roughness = material.roughness;
        water_.pipes.push_back(std::move(pipe));
    }

    void add_pump(std::uint32_t number) {
        const ZoneDraft& zone = draft(number);
        const bool is_works = zone.feed == ZoneFeed::works;
        const std::uint32_t site = is_works ? works_site(number) : zone.feed_node;
        const std::uint32_t outlet = numbers_.station_junction(number);
        const double flow_m3ps =
            std::max(station_flow_m3ps(design_.sizing.zone_flows[number], design_.options), 1e-4);
        water_.nodes[outlet] = {.id = nodes_.claim(fmt::format("PO{}", number)),
                                .place = beside(main_node(site).place, -yard_m),
                                .elevation_m = main_node(site).elevation_m,
                                .zone = number,
                                .rule = "outlet of a pump"};
        const double lost_m = add_rising_main(number, site, flow_m3ps);
        const WaterTank& tank = water_.tanks.back();
        const double lift_to_m = water_.nodes[tank.node].elevation_m + stop_share * tank.depth_m;
        water_.pumps.push_back(
            {.id = links_.claim(fmt::format("PU{}", number)),
             .start = is_works ? add_reservoir(number, site) : site,
             .end = outlet,
             .flow_m3ps = flow_m3ps,
             .head_m = std::max(lift_to_m + lost_m - suction_head_m(number, site), 10.0),
             .tank = static_cast<std::uint32_t>(water_.tanks.size() - 1),
             .on_level_m = start_share * tank.depth_m,
             .off_level_m = stop_share * tank.depth_m,
             .rule = is_works ? "pumps of the works, into the tank"
                              : "booster into the tank of a higher zone"});
    }

    double suction_head_m(std::uint32_t number, std::uint32_t site) const {
        const double ground_m = main_node(site).elevation_m;
        return draft(number).feed == ZoneFeed::works
                   ? ground_m - suction_below_ground_m
                   : ground_m + std::max(design_.sizing.pressure_m[site], 0.0);
    }

    std::uint32_t add_reservoir(std::uint32_t number, std::uint32_t site) {
        const bool is_mapped = mapped_works_ != none;
        water_.nodes[numbers_.reservoir[number]] = {
            .id = nodes_.claim(fmt::format("R{}", number)),
            .kind = WaterNodeKind::reservoir,
            .place = is_mapped ? design_.city.mapped[mapped_works_].place
                               : beside(main_node(site).place, -2 * yard_m),
            .elevation_m = main_node(site).elevation_m - suction_below_ground_m,
            .zone = number,
            .rule = is_mapped ? "site of mapped water works or wells"
                              : "low ground at the edge, 0.3 to 2 km from the tank"};
        return numbers_.reservoir[number];
    }

    /// Mapped works near the zone, else the lowest place at some distance from the tank.
    std::uint32_t works_site(std::uint32_t number) {
        if (const std::uint32_t site = mapped_site(number); site != none) {
            return site;
        }
        const ZoneDraft& zone = draft(number);
        std::uint32_t best = zone.root;
        double worth = -1e9;
        for (const std::uint32_t node : zone.nodes) {
            const double way_m = design_.plan.tree.path_m[node];
            if (way_m < nearest_works_m || way_m > farthest_works_m) {
                continue;
            }
            engine::Draws draws{design_.city.seed, 0, entity_hash("water_node", main_node(node).id),
                                engine::Purpose::asset_synthesis, 1};
            const double value = 0.002 * way_m - main_node(node).elevation_m + draws.uniform();
            if (value > worth) {
                worth = value;
                best = node;
            }
        }
        return best;
    }

    std::uint32_t mapped_site(std::uint32_t number) {
        mapped_works_ = none;
        PlaceGrid grid{100};
        bool filled = false;
        for (std::uint32_t i = 0; i < design_.city.mapped.size(); ++i) {
            const contracts::MappedAsset& asset = design_.city.mapped[i];
            if (asset.kind != "water_works" && asset.kind != "water_well") {
                continue;
            }
            for (const std::uint32_t node : draft(number).nodes) {
                if (!filled) {
                    grid.add(main_node(node).place, node);
                }
            }
            filled = true;
            if (const auto found = grid.nearest(asset.place, works_reach_m); found.item != none) {
                mapped_works_ = i;
                return found.item;
            }
        }
        return none;
    }

    /// From the pump along the streets to the tank. Returns the head that it loses.
    double add_rising_main(std::uint32_t number, std::uint32_t site, double flow_m3ps) {
        const ZoneDraft& zone = draft(number);
        WaterPipe pipe{.id = fmt::format("RM{}", number),
                       .start = numbers_.station_junction(number),
                       .end = numbers_.tank[number],
                       .part = PipePart::rising,
                       .zone = number,
                       .rule = "from a pump along the streets into a tank"};
        pipe.shape.push_back(water_.nodes[pipe.start].place);
        std::uint32_t node = site;
        if (zone.feed == ZoneFeed::booster) {
            follow(zone.feed_edge, node, pipe);
            node = zone.entry;
        }
        for (; node != zone.root; node = design_.plan.tree.up_node[node]) {
            follow(design_.plan.tree.up_edge[node], node, pipe);
        }
        pipe.shape.push_back(water_.nodes[pipe.end].place);
        pipe.length_m = std::max(pipe.length_m, least_rising_m);
        pipe.dn_mm =
            fitting_dn(80, new_pipe, {{flow_m3ps, rising_loss_per_m, rising_velocity_mps}});
        const double lost_m =
            pipe.length_m *
            head_loss_per_m(flow_m3ps, pipe.dn_mm, material_of(pipe.dn_mm, new_pipe).roughness);
        add_pipe(std::move(pipe));
        return lost_m;
    }

    void follow(std::uint32_t edge, std::uint32_t from, WaterPipe& pipe) const {
        std::vector<Place> line = shape_of(design_.city, design_.mains, edge);
        if (design_.mains.edges[edge].start != from) {
            std::ranges::reverse(line);
        }
        pipe.shape.insert(pipe.shape.end(), line.begin(), line.end());
        pipe.length_m += design_.mains.edges[edge].length_m;
    }

    const Design& design_;
    const NodeNumbers& numbers_;
    NameBook& nodes_;
    NameBook& links_;
    SyntheticWater& water_;
    std::vector<std::uint32_t> pipe_of_edge_; ///< none: not laid
    std::uint32_t mapped_works_ = none;       ///< of the station being made
};

} // namespace

void add_stations(const Design& design, const NodeNumbers& numbers, NameBook& nodes,
                  NameBook& links, SyntheticWater& water) {
    Stations{design, numbers, nodes, links, water}.add();
}

} // namespace cityproof::water::synthesis
