// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/grid_realism.hpp"

#include "models/energy/synthesis/radial_flow.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::energy {
namespace {

constexpr std::string_view kerber =
    "Kerber 2011 as in ding0 and pandapower (suburb, village, rural strings)";
constexpr std::string_view ding0 = "ding0 config_calc.cfg";
constexpr std::string_view en_50160 = "EN 50160";

/// The value that a share of all values does not exceed; 0 without values.
double quantile(std::vector<double> values, double share) {
    if (values.empty()) {
        return 0;
    }
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

double largest(const std::vector<double>& values) {
    return values.empty() ? 0 : *std::ranges::max_element(values);
}

double street_length_m(const contracts::CityModel& city) {
    double sum_m = 0;
    for (const contracts::StreetSegment& segment : city.segments) {
        using enum contracts::StreetClass;
        if (segment.street_class != motorway && segment.street_class != trunk &&
            segment.street_class != service && segment.street_class != path) {
            sum_m += segment.length_m;
        }
    }
    return sum_m;
}

class Report {
  public:
    Report(const contracts::CityModel& city, const SyntheticGrid& grid)
        : city_{city},
          grid_{grid},
          state_{solve_radially(grid)} {}

    std::vector<RealismFigure> figures() {
        add_stations();
        add_feeders();
        add_rings();
        add_state();
        return std::move(figures_);
    }

  private:
    void add(RealismFigure figure) { figures_.push_back(figure); }

    void add_stations() {
        double households = 0;
        double transformer_va = 0;
        for (const GridStation& station : grid_.stations) {
            households += station.households;
            transformer_va += station.transformer_va;
        }
        const auto supply_any =
            std::ranges::count_if(grid_.transformers, [&](const GridTransformer& transformer) {
                return transformer.station != no_asset &&
                       grid_.stations[transformer.station].households > 0;
            });
        if (supply_any > 0) {
            add({"households_per_transformer", "households per transformer that supplies any", "1",
                 households / static_cast<double>(supply_any), 13, 250,
                 "SimBench LV rural1 (13 loads) to 0.8 x 630 kVA at pylovo's coincidence (250)"});
        }
        add({"transformer_use", "peak of all stations by their transformers' power", "1",
             peak_va() / transformer_va, 0.3, 0.8,
             "planning up to 0.8 of sn; SimBench stations 0.3 and more"});
    }

    void add_feeders() {
        std::vector<double> reach_m;
        std::vector<double> customers;
        std::vector<double> drop;
        for (const GridFeeder& feeder : grid_.feeders) {
            reach_m.push_back(feeder.reach_m);
            customers.push_back(feeder.customers);
            drop.push_back(feeder.design_drop);
        }
        if (!grid_.feeders.empty()) {
            add({"feeder_reach_median", "station to last joint, median of the feeders", "m",
                 quantile(reach_m, 0.5), 70, 836, kerber});
            add({"feeder_reach_max", "the longest one", "m", largest(reach_m), 70, 836, kerber});
            add({"feeder_customers_median", "buildings on a feeder, median", "1",
                 quantile(customers, 0.5), 1, 69, kerber});
            add({"feeder_drop_max", "voltage drop by design, largest", "1", largest(drop), 0, 0.05,
                 "ding0, pylovo: 5 %"});
        }
        double cable_m = 0;
        for (const GridLine& line : grid_.lines) {
            cable_m += line.feeder != no_asset ? line.length_m * line.parallel : 0;
        }
        const double street_m = street_length_m(city_);
        if (street_m > 0) {
            add({"cable_per_street", "low-voltage cable by street, without big roads and drives",
                 "1", cable_m / street_m, 0.5, 3,
                 "estimate: Germany 1.2 million km by 0.83 million km of road; more with service "
                 "cables"});
        }
    }

    void add_rings() {
        std::vector<double> stations;
        std::vector<double> half_m;
        for (const GridRing& ring : grid_.rings) {
            stations.push_back(static_cast<double>(ring.stations.size()));
            half_m.push_back(ring.longest_half_m);
        }
        add({"ring_stations_max", "stations on a ring, most", "1", largest(stations), 1, 20,
             ding0});
        add({"half_ring_max", "longest half of a ring", "m", largest(half_m), 0, 28'000, ding0});
    }

    void add_state() {
        std::vector<double> low_v_loading;
        std::vector<double> ring_loading;
        for (std::size_t i = 0; i < grid_.lines.size(); ++i) {
            (grid_.lines[i].ring == no_asset ? low_v_loading : ring_loading)
                .push_back(state_.line_loading[i]);
        }
        add({"feeder_loading_max", "low-voltage cables at peak, highest", "1",
             largest(low_v_loading), 0, 1, "rated current"});
        add({"ring_loading_max", "medium-voltage cables at peak, highest", "1",
             largest(ring_loading), 0, 0.65, "ding0: 0.6 planned, 1.0 in disturbed operation"});
        add({"transformer_loading_max", "transformers at peak, highest", "1",
             largest(state_.transformer_loading), 0, 1, "rated power"});
        const auto [lowest, highest] = std::ranges::minmax(state_.voltage_pu);
        add({"voltage_min", "lowest voltage of a bus at peak", "pu", lowest, 0.9, 1.1, en_50160});
        add({"voltage_max", "highest voltage of a bus at peak", "pu", highest, 0.9, 1.1, en_50160});
        add({"losses", "losses by what customers draw, at peak", "1", state_.loss_w / state_.load_w,
             0.005, 0.08, "German distribution 4-6 % of the energy; more at peak, less in towns"});
    }

    double peak_va() const {
        double sum_va = 0;
        for (const GridLoad& load : grid_.loads) {
            sum_va +=
                std::sqrt(load.active_w * load.active_w + load.reactive_var * load.reactive_var);
        }
        return sum_va;
    }

    const contracts::CityModel& city_;
    const SyntheticGrid& grid_;
    RadialState state_;
    std::vector<RealismFigure> figures_;
};

} // namespace

std::vector<RealismFigure> grid_realism(const contracts::CityModel& city,
                                        const SyntheticGrid& grid) {
    if (grid.empty()) {
        return {};
    }
    return Report{city, grid}.figures();
}

} // namespace cityproof::energy
