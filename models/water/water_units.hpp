// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/epanet_codes.hpp"

namespace cityproof::water {

/// How the numbers of one network file become SI. EPANET speaks the file's units in every call.
struct WaterUnits {
    double flow_m3ps = 1;  ///< one unit of flow
    double length_m = 1;   ///< one unit of length, elevation, head and level
    double diameter_m = 1; ///< one unit of pipe diameter
};

/// Flow units decide: the first five belong to US customary networks (feet, inches), the others to
/// metric ones.
WaterUnits units_of(FlowUnit flow);

/// Pressure in the file's units that one metre of water column is, computed as EPANET does so that
/// a limit given in metres is met exactly: 0.4333 psi/ft, 6.895 kPa/psi, 0.068948 bar/psi
/// (constants of EPANET's types.h).
double pressure_of_one_metre(PressureUnit unit, double specific_gravity);

} // namespace cityproof::water
