// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace cityproof::energy {

/// A cable as the trade lists it, three phases of one circuit.
struct CableType {
    std::string_view name;
    double r_ohm_per_km = 0;
    double x_ohm_per_km = 0;
    double c_nf_per_km = 0;
    double rated_a = 0;
};

/// A transformer of two windings. `from` is the high-voltage side.
struct TransformerType {
    std::string_view name;
    double sn_va = 0;
    double uk = 0;   ///< short-circuit voltage, 1
    double pk_w = 0; ///< copper losses at sn
    double i0 = 0;   ///< no-load current, 1
    double p0_w = 0; ///< iron losses
    int winding_from = 0;
    int winding_to = 0;
    int clock = 0;
    int tap_most = 0;    ///< taps from -tap_most to tap_most, on the high-voltage side
    double tap_step = 0; ///< of the high-voltage side's rated voltage, 1
};

/// Relative voltage drop of 1 W over 1 m of a cable. Source: dU/U = (R P + X Q) / U^2. Worked
/// number: 50 kW over 300 m of NAYY 4x150 with power factor 1 are 1.95 %.
double drop_per_wm(const CableType& cable, double rated_v, double power_factor);

/// Cables for low-voltage mains, ascending. Source: pandapower 3.5.6 basic standard types (NAYY
/// 4x150), ding0 equipment tables (NAYY 4x95; its reactance and capacitance are those of the
/// neighbouring sizes).
std::span<const CableType> low_voltage_cables();

/// Cables for rings of 10 or 20 kV, ascending. Source: pandapower basic standard types.
std::span<const CableType> ring_cables(double rated_v);

/// Transformers to 0.4 kV from 10 or 20 kV, ascending. Source: pandapower basic standard types (250
/// kVA and more); SimBench and EN 50464-1 lists Ck, E0 (160 kVA and less).
std::span<const TransformerType> station_transformers(double rated_v);

/// Transformers from 110 kV, ascending. Source: pandapower basic standard types, which have them
/// for 10 and 20 kV with the same figures.
std::span<const TransformerType> primary_transformers();

} // namespace cityproof::energy
