// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/realism.hpp"

#include <algorithm>

namespace cityproof::water::synthesis {
namespace {

constexpr double day_s = 86400;
constexpr double litres_per_m3 = 1000;

/// Sums over the network that the figures are made of.
struct Totals {
    double main_m = 0;
    double small_m = 0; ///< up to DN 150
    double open_mains = 0;
    double residents = 0;
    double domestic_m3ps = 0;
    double work_m3ps = 0;
    double loss_m3ps = 0;
    double tank_m3 = 0;
    double greatest_day_m3 = 0;
    double least_pressure_m = 1e9;
    double most_pressure_m = 0;
};

bool is_main(const WaterPipe& pipe) {
    return pipe.part != PipePart::rising && pipe.part != PipePart::outlet;
}

Totals totals_of(const Design& design, const SyntheticWater& water) {
    Totals sum;
    for (const WaterPipe& pipe : water.pipes) {
        if (is_main(pipe)) {
            sum.main_m += pipe.length_m;
            sum.small_m += pipe.dn_mm <= 150 ? pipe.length_m : 0;
            sum.open_mains += pipe.closed ? 0 : 1;
        }
    }
    for (const WaterNode& node : water.nodes) {
        sum.residents += node.residents;
        sum.domestic_m3ps += node.domestic_m3ps;
        sum.work_m3ps += node.work_m3ps;
        sum.loss_m3ps += node.loss_m3ps;
    }
    for (const WaterTank& tank : water.tanks) {
        sum.tank_m3 += tank.volume_m3;
    }
    const double person_m3ps = per_person_m3ps(design.options);
    for (std::size_t zone = 0; zone < design.plan.zones.size(); ++zone) {
        if (design.plan.zones[zone].feed == ZoneFeed::works) {
            sum.greatest_day_m3 +=
                greatest_day(design.sizing.zone_flows[zone], person_m3ps) * day_s;
        }
    }
    for (std::size_t node = 0; node < design.mains.nodes.size(); ++node) {
        const double rest_m = design.plan.zones[design.plan.zone_of[node]].head_m +
                              largest_tank_depth_m - design.mains.nodes[node].elevation_m;
        sum.least_pressure_m = std::min(sum.least_pressure_m, design.sizing.pressure_m[node]);
        sum.most_pressure_m = std::max(sum.most_pressure_m, rest_m);
    }
    return sum;
}

double per(double value, double of) {
    return of > 0 ? value / of : 0;
}

/// Rings over the most that a flat network of so many joints can have.
double meshedness(const Design& design, const Totals& sum) {
    const auto joints = static_cast<double>(design.mains.nodes.size());
    return joints > 3 ? std::max(0.0, (sum.open_mains - joints + 1) / (2 * joints - 5)) : 0;
}

} // namespace

std::vector<RealismFigure> realism_of(const Design& design, const SyntheticWater& water) {
    const Totals sum = totals_of(design, water);
    const double to_lpd = litres_per_m3 * day_s;
    const double all_m3ps = sum.domestic_m3ps + sum.work_m3ps + sum.loss_m3ps;
    const auto hydrants = static_cast<double>(water.hydrants.size());
    const std::string networks = "measured on ky2, ky4, Richmond, BWSN 2, L-Town";
    return {
        {"water.main_per_resident", "metres of main per resident", per(sum.main_m, sum.residents),
         "m", 2, 10, "Mair et al. 2017: order of 10 m; reference range"},
        {"water.small_main_share", "share of mains up to DN 150", per(sum.small_m, sum.main_m), "1",
         0.49, 0.91, networks},
        {"water.meshedness", "rings over the most possible", meshedness(design, sum), "1", 0.049,
         0.25, networks + " (0.049 to 0.198); reference 0.1 to 0.25"},
        {"water.least_design_pressure", "least pressure, peak hour of the design",
         sum.least_pressure_m, "m", 20, 80, "DVGW W 400-1; UFC 3-230 21 to 25 m"},
        {"water.most_pressure", "greatest pressure at rest", sum.most_pressure_m, "m", 20, 80,
         "reference range; AWWA M32 63 to 77 m"},
        {"water.tank_per_greatest_day", "tank volume over the greatest day",
         per(sum.tank_m3, sum.greatest_day_m3), "1", 0.3, 1.5,
         "DVGW W 300: 0.3 to 0.8 large, about 1 small and fire water"},
        {"water.input_per_resident", "water put in per resident and day",
         per(all_m3ps, sum.residents) * to_lpd, "L", 120, 400,
         "DE 115 to 129 domestic, US 295 to 400; with trade and losses"},
        {"water.work_per_domestic", "use of work over domestic use",
         per(sum.work_m3ps, sum.domestic_m3ps), "1", 0.15, 0.40, "reference range"},
        {"water.main_per_hydrant", "metres of main per hydrant", per(sum.main_m, hydrants), "m", 80,
         150, "DE practice"},
    };
}

} // namespace cityproof::water::synthesis
