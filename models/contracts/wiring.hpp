// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/port.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cityproof::contracts {

/// An electric load that another model's port causes: power at bus = gain * value of the element.
/// Example: a charging zone is gain = share * power per vehicle on port traffic/street_vehicles.
struct LoadWire {
    struct Tap {
        std::uint32_t element = 0; ///< of the port
        std::uint32_t bus = 0;     ///< index in the grid's bus table
        double gain_w = 0;         ///< watt per unit of the port's value
    };

    const engine::Port* port = nullptr;
    std::vector<Tap> taps; ///< summed in this order
    /// Which elements have electricity (port "supply/<table>", same elements as `port`): below 0.5
    /// an element draws nothing. nullptr: `port` itself says what is drawn without supply.
    const engine::Port* supply = nullptr;
    /// The port describes the same customers as the grid file's own loads (meters do): at each bus
    /// that it taps, the active power of the file's loads counts no more.
    bool replaces_file_loads = false;
};

/// Consumers of one table that need electricity to work: which bus supplies each (-1: none needed,
/// always supplied).
struct SupplyWire {
    std::string table;             ///< "signal", "pump", "lamp" ...
    std::vector<std::string> ids;  ///< the consumers' ids, in the table's order
    std::vector<std::int32_t> bus; ///< same order: index in the grid's bus table, or -1
};

} // namespace cityproof::contracts
