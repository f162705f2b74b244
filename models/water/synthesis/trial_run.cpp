// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/trial_run.hpp"

#include "models/water/hydraulic_solver.hpp"
#include "models/water/synthesis/pipe_catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace cityproof::water::synthesis {
namespace {

constexpr long look_s = 300;
constexpr double day_s = 86400;
constexpr double m_per_km = 1000;

/// Extremes over the looks so far. The tables' order is the file's, and so that of `water`.
class Watch {
  public:
    explicit Watch(const SyntheticWater& water)
        : water_{water},
          most_flow_m3ps_(water.pipes.size(), 0),
          runs_(water.pumps.size(), 1), // whether it runs at first is no start
          starts_(water.pumps.size(), 0) {
        figures_.least_pressure_m = std::numeric_limits<double>::infinity();
        figures_.most_pressure_m = -std::numeric_limits<double>::infinity();
        figures_.lowest_tank_share = 1;
    }

    void look(const HydraulicState& state) {
        for (std::size_t i = 0; i < water_.nodes.size(); ++i) {
            const WaterNode& node = water_.nodes[i];
            if (node.domestic_m3ps + node.work_m3ps > 0) {
                const double pressure_m = state.node_pressure_m[i];
                figures_.least_pressure_m = std::min(figures_.least_pressure_m, pressure_m);
                figures_.most_pressure_m = std::max(figures_.most_pressure_m, pressure_m);
            }
        }
        for (std::size_t i = 0; i < water_.pipes.size(); ++i) {
            most_flow_m3ps_[i] = std::max(most_flow_m3ps_[i], std::abs(state.pipe_flow_m3ps[i]));
        }
        for (std::size_t i = 0; i < water_.tanks.size(); ++i) {
            const double share = state.tank_level_m[i] / water_.tanks[i].depth_m;
            figures_.lowest_tank_share = std::min(figures_.lowest_tank_share, share);
            figures_.highest_tank_share = std::max(figures_.highest_tank_share, share);
        }
        for (std::size_t i = 0; i < water_.pumps.size(); ++i) {
            const char runs = state.pump_power_w[i] > 0 ? 1 : 0;
            starts_[i] += runs != 0 && runs_[i] == 0 ? 1 : 0;
            runs_[i] = runs;
        }
    }

    TrialFigures figures(double days) {
        weigh_mains();
        for (const int starts : starts_) {
            figures_.most_pump_starts_a_day =
                std::max(figures_.most_pump_starts_a_day, starts / days);
        }
        return figures_;
    }

  private:
    using Weighed = std::vector<std::pair<double, double>>; ///< value, metres of main

    static double quantile(Weighed values, double share) {
        std::ranges::sort(values);
        double all_m = 0;
        for (const auto& [value, length_m] : values) {
            all_m += length_m;
        }
        double sum_m = 0;
        for (const auto& [value, length_m] : values) {
            sum_m += length_m;
            if (sum_m >= share * all_m) {
                return value;
            }
        }
        return 0;
    }

    void weigh_mains() {
        Weighed losses;
        Weighed velocities;
        double all_m = 0;
        double gentle_m = 0;
        for (std::size_t i = 0; i < water_.pipes.size(); ++i) {
            const WaterPipe& pipe = water_.pipes[i];
            const double flow = most_flow_m3ps_[i];
            const double loss = m_per_km * head_loss_per_m(flow, pipe.dn_mm, pipe.roughness);
            losses.emplace_back(loss, pipe.length_m);
            velocities.emplace_back(velocity_mps(flow, pipe.dn_mm), pipe.length_m);
            all_m += pipe.length_m;
            gentle_m += loss < 10 ? pipe.length_m : 0;
        }
        figures_.median_loss_m_per_km = quantile(losses, 0.5);
        figures_.p90_loss_m_per_km = quantile(losses, 0.9);
        figures_.share_below_10_m_per_km = gentle_m / all_m;
        figures_.median_velocity_mps = quantile(velocities, 0.5);
        figures_.most_velocity_mps = quantile(velocities, 1);
    }

    const SyntheticWater& water_;
    std::vector<double> most_flow_m3ps_;
    std::vector<char> runs_;
    std::vector<int> starts_;
    TrialFigures figures_;
};

} // namespace

std::vector<RealismFigure> realism_of(const TrialFigures& figures) {
    const std::string networks = "measured on ky2, ky4, Richmond, BWSN 1 and 2, L-Town, Net3";
    return {
        {"water.least_pressure", "least pressure at a customer", figures.least_pressure_m, "m", 20,
         80, "DVGW W 400-1; UFC 3-230 21 to 25 m"},
        {"water.greatest_pressure", "greatest pressure at a customer", figures.most_pressure_m, "m",
         20, 80, "reference range; AWWA M32 63 to 77 m"},
        {"water.gentle_main_share", "share of mains that lose less than 10 m/km",
         figures.share_below_10_m_per_km, "1", 0.97, 1, networks},
        {"water.p90_head_loss", "head loss that 90 % of mains stay below",
         figures.p90_loss_m_per_km, "m/km", 0.38, 5.95, networks},
        {"water.median_velocity", "greatest velocity in a day, median of mains",
         figures.median_velocity_mps, "m/s", 0.05, 0.75, networks},
    };
}

TrialFigures try_network(const SyntheticWater& water, const std::filesystem::path& file,
                         int hours) {
    HydraulicSolver solver{{.network = file, .convergence = {}, .pressure_driven = {}}};
    Watch watch{water};
    const long end_s = 3600L * hours;
    for (long clock = 0; clock <= end_s; clock += look_s) {
        solver.advance_to(clock, look_s);
        solver.solve();
        watch.look(solver.state());
    }
    TrialFigures figures = watch.figures(static_cast<double>(end_s) / day_s);
    figures.unserved_m3 = solver.totals().unserved_m3;
    figures.unsolved_steps = solver.totals().unsolved_steps;
    return figures;
}

} // namespace cityproof::water::synthesis
