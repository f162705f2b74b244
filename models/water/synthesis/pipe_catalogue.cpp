// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/pipe_catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cityproof::water::synthesis {
namespace {

constexpr PipeMaterial plastic{"PE", 145};
constexpr PipeMaterial ductile_iron{"ductile iron", 135};
constexpr PipeMaterial grey_iron{"grey cast iron", 100};

} // namespace

PipeMaterial material_of(int dn_mm, double draw) {
    // Shares assumed: plastic in small mains of the last decades, a rest of old grey iron.
    if (dn_mm <= 200) {
        return draw < 0.45 ? plastic : draw < 0.80 ? ductile_iron : grey_iron;
    }
    return draw < 0.80 || dn_mm > 400 ? ductile_iron : grey_iron;
}

double head_loss_per_m(double flow_m3ps, int dn_mm, double roughness) {
    const double diameter_m = dn_mm / 1000.0;
    return 10.67 * std::pow(std::abs(flow_m3ps) / roughness, 1.852) / std::pow(diameter_m, 4.871);
}

double velocity_mps(double flow_m3ps, int dn_mm) {
    const double diameter_m = dn_mm / 1000.0;
    return std::abs(flow_m3ps) / (std::numbers::pi / 4 * diameter_m * diameter_m);
}

int fitting_dn(int least_mm, double draw, std::initializer_list<Duty> duties) {
    for (const int dn_mm : catalogue_mm) {
        const double roughness = material_of(dn_mm, draw).roughness;
        const auto meets = [&](const Duty& duty) {
            return velocity_mps(duty.flow_m3ps, dn_mm) <= duty.most_velocity_mps &&
                   head_loss_per_m(duty.flow_m3ps, dn_mm, roughness) <= duty.most_loss_per_m;
        };
        if (dn_mm >= least_mm && std::ranges::all_of(duties, meets)) {
            return dn_mm;
        }
    }
    return catalogue_mm.back();
}

} // namespace cityproof::water::synthesis
