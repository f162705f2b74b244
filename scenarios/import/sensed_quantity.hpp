// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/quantity.hpp"
#include "models/contracts/ports.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::scenarios {

/// A quantity that a sensor may measure: a port, the layer whose assets are its elements, the
/// dimension of its noise.
struct SensedQuantity {
    std::string_view name;
    std::string_view layer;
    Dimension dimension;
};

inline constexpr std::array<SensedQuantity, 8> sensed_quantities{{
    {contracts::ports::street_speed, "street", Dimension::speed},
    {contracts::ports::street_vehicles, "street", Dimension::count},
    {contracts::ports::street_halting, "street", Dimension::count},
    {contracts::ports::bus_voltage, "bus", Dimension::per_unit},
    {contracts::ports::line_loading, "line", Dimension::ratio},
    {contracts::ports::node_pressure, "water_node", Dimension::length},
    {contracts::ports::pipe_flow, "pipe", Dimension::flow},
    {contracts::ports::tank_level, "tank", Dimension::length},
}};

/// nullptr for another name.
inline const SensedQuantity* sensed_quantity(std::string_view name) {
    for (const SensedQuantity& quantity : sensed_quantities) {
        if (quantity.name == name) {
            return &quantity;
        }
    }
    return nullptr;
}

inline std::vector<std::string> sensed_quantity_names() {
    std::vector<std::string> names;
    for (const SensedQuantity& quantity : sensed_quantities) {
        names.emplace_back(quantity.name);
    }
    return names;
}

} // namespace cityproof::scenarios
