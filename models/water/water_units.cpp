// SPDX-License-Identifier: Apache-2.0
#include "models/water/water_units.hpp"

#include <stdexcept>

namespace cityproof::water {
namespace {

// Exact by definition (NIST Handbook 44, appendix C; UK Weights and Measures Act 1985 for the
// imperial gallon).
constexpr double foot_m = 0.3048;
constexpr double inch_m = 0.0254;
constexpr double us_gallon_m3 = 3.785411784e-3;
constexpr double imperial_gallon_m3 = 4.54609e-3;
constexpr double acre_foot_m3 = 43560.0 * foot_m * foot_m * foot_m;
constexpr double day_s = 86400.0;

double flow_unit_m3ps(FlowUnit unit) {
    switch (unit) {
    case FlowUnit::cubic_feet_per_second:
        return foot_m * foot_m * foot_m;
    case FlowUnit::us_gallons_per_minute:
        return us_gallon_m3 / 60.0;
    case FlowUnit::million_us_gallons_per_day:
        return us_gallon_m3 * 1e6 / day_s;
    case FlowUnit::million_imperial_gallons_per_day:
        return imperial_gallon_m3 * 1e6 / day_s;
    case FlowUnit::acre_feet_per_day:
        return acre_foot_m3 / day_s;
    case FlowUnit::litres_per_second:
        return 1e-3;
    case FlowUnit::litres_per_minute:
        return 1e-3 / 60.0;
    case FlowUnit::megalitres_per_day:
        return 1e3 / day_s;
    case FlowUnit::cubic_metres_per_hour:
        return 1.0 / 3600.0;
    case FlowUnit::cubic_metres_per_day:
        return 1.0 / day_s;
    case FlowUnit::cubic_metres_per_second:
        return 1.0;
    }
    throw std::logic_error("EPANET uses a flow unit that this version does not know");
}

} // namespace

WaterUnits units_of(FlowUnit flow) {
    const bool customary = flow <= FlowUnit::acre_feet_per_day;
    return {.flow_m3ps = flow_unit_m3ps(flow),
            .length_m = customary ? foot_m : 1.0,
            .diameter_m = customary ? inch_m : 1e-3};
}

double pressure_of_one_metre(PressureUnit unit, double specific_gravity) {
    constexpr double psi_per_foot = 0.4333;
    constexpr double kilopascal_per_psi = 6.895;
    constexpr double bar_per_psi = 0.068948;
    const double psi = psi_per_foot * specific_gravity / foot_m;
    switch (unit) {
    case PressureUnit::psi:
        return psi;
    case PressureUnit::kilopascal:
        return psi * kilopascal_per_psi;
    case PressureUnit::metre:
        return 1.0;
    case PressureUnit::bar:
        return psi * bar_per_psi;
    case PressureUnit::foot:
        return 1.0 / foot_m;
    }
    throw std::logic_error("EPANET uses a pressure unit that this version does not know");
}

} // namespace cityproof::water
