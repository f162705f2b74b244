// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <initializer_list>
#include <string_view>

namespace cityproof::water::synthesis {

/// Nominal diameters that mains are bought in, mm.
inline constexpr std::array catalogue_mm{80,  100, 125, 150, 200,  250, 300,
                                         400, 500, 600, 800, 1000, 1200};

/// What a pipe is made of, and how rough that makes it.
struct PipeMaterial {
    std::string_view name;
    double roughness = 0; ///< Hazen-Williams C
};

/// The material of a pipe of that diameter; `draw` in [0, 1) says how old the street's pipes are,
/// from new to old. C of PE 145, of ductile iron with cement lining 135, of grey cast iron of 30
/// years 85 to 110: 100.
PipeMaterial material_of(int dn_mm, double draw);

/// Head lost along one metre (m/m): Hazen-Williams, 10.67 Q^1.852 / (C^1.852 D^4.871).
///
/// Worked number: 13.3 L/s in DN 100 with C 145 lose 0.0265 m/m.
double head_loss_per_m(double flow_m3ps, int dn_mm, double roughness);

double velocity_mps(double flow_m3ps, int dn_mm);

/// What a pipe must carry, and what that may cost.
struct Duty {
    double flow_m3ps = 0;
    double most_loss_per_m = 0;
    double most_velocity_mps = 0;
};

/// The smallest diameter from `least_mm` on that meets all duties with the material of that draw;
/// the largest of all when none does.
int fitting_dn(int least_mm, double draw, std::initializer_list<Duty> duties);

} // namespace cityproof::water::synthesis
