// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/equipment.hpp"

#include <array>
#include <cmath>

namespace cityproof::energy {
namespace {

constexpr double limit_of_10_kv_equipment_v = 12'000;

constexpr int wye = 0;
constexpr int wye_n = 1;
constexpr int delta = 2;
constexpr int zigzag_n = 4;

constexpr std::array low_voltage{
    CableType{"NAYY 4x95", 0.320, 0.082, 260, 215},
    CableType{"NAYY 4x150", 0.208, 0.080, 261, 270},
};

constexpr std::array ring_10_kv{
    CableType{"NA2XS2Y 1x185 RM/25 6/10 kV", 0.161, 0.110, 406, 358},
    CableType{"NA2XS2Y 1x240 RM/25 6/10 kV", 0.122, 0.105, 456, 416},
};

constexpr std::array ring_20_kv{
    CableType{"NA2XS2Y 1x185 RM/25 12/20 kV", 0.161, 0.117, 273, 362},
    CableType{"NA2XS2Y 1x240 RM/25 12/20 kV", 0.122, 0.112, 304, 421},
};

constexpr TransformerType station(std::string_view name, double sn_va, double uk, double pk_w,
                                  double i0, double p0_w, bool small = false) {
    return {name, sn_va, uk,   pk_w, i0, p0_w, small ? wye : delta, small ? zigzag_n : wye_n,
            5,    2,     0.025};
}

constexpr std::array station_10_kv{
    station("0.1 MVA 10/0.4 kV", 100e3, 0.04, 1750, 0.0032, 320, true),
    station("0.16 MVA 10/0.4 kV", 160e3, 0.04, 2350, 0.002875, 460, true),
    station("0.25 MVA 10/0.4 kV", 250e3, 0.04, 3000, 0.0024, 600),
    station("0.4 MVA 10/0.4 kV", 400e3, 0.04, 5300, 0.002375, 950),
    station("0.63 MVA 10/0.4 kV", 630e3, 0.04, 6800, 0.001874, 1180),
};

constexpr std::array station_20_kv{
    station("0.1 MVA 20/0.4 kV", 100e3, 0.04, 1750, 0.0032, 320, true),
    station("0.16 MVA 20/0.4 kV", 160e3, 0.04, 2350, 0.002875, 460, true),
    station("0.25 MVA 20/0.4 kV", 250e3, 0.06, 3600, 0.0032, 800, true),
    station("0.4 MVA 20/0.4 kV", 400e3, 0.06, 5700, 0.003375, 1350),
    station("0.63 MVA 20/0.4 kV", 630e3, 0.06, 7598, 0.00262, 1650),
};

constexpr TransformerType primary(std::string_view name, double sn_va, double uk, double pk_w,
                                  double i0, double p0_w) {
    return {name, sn_va, uk, pk_w, i0, p0_w, wye_n, delta, 5, 9, 0.015};
}

constexpr std::array primaries{
    primary("25 MVA 110 kV", 25e6, 0.12, 102.5e3, 0.0007, 14e3),
    primary("40 MVA 110 kV", 40e6, 0.162, 136e3, 0.0005, 18e3),
    primary("63 MVA 110 kV", 63e6, 0.18, 201.6e3, 0.0004, 22e3),
};

} // namespace

double drop_per_wm(const CableType& cable, double rated_v, double power_factor) {
    const double tangent = std::sqrt(1 - power_factor * power_factor) / power_factor;
    return (cable.r_ohm_per_km + cable.x_ohm_per_km * tangent) / 1000 / (rated_v * rated_v);
}

std::span<const CableType> low_voltage_cables() {
    return low_voltage;
}

std::span<const CableType> ring_cables(double rated_v) {
    return rated_v < limit_of_10_kv_equipment_v ? std::span<const CableType>{ring_10_kv}
                                                : std::span<const CableType>{ring_20_kv};
}

std::span<const TransformerType> station_transformers(double rated_v) {
    return rated_v < limit_of_10_kv_equipment_v ? std::span<const TransformerType>{station_10_kv}
                                                : std::span<const TransformerType>{station_20_kv};
}

std::span<const TransformerType> primary_transformers() {
    return primaries;
}

} // namespace cityproof::energy
