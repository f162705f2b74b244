// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "io/city/city.hpp"
#include "models/contracts/wiring.hpp"
#include "models/energy/grid_tables.hpp"
#include "models/sensors/sensor_network.hpp"
#include "models/services/meter_fleet.hpp"
#include "models/services/street_lighting.hpp"

#include <functional>
#include <string>
#include <vector>

namespace cityproof::scenarios {

/// Turns the asset tables of a city into what the models are made of. Everything that does not fit
/// (a bus that the grid does not have, a number that is missing) is added to `problems` with the
/// table and id.
class CityWiring {
  public:
    /// `grid`: nullptr when no grid is simulated; then nothing needs supply.
    CityWiring(const io::City& city, const energy::GridTables* grid, Problems& problems);

    /// Which bus supplies each entity; entities that the city's table does not have, or without
    /// supplied_by, need none.
    contracts::SupplyWire supply(const std::string& table,
                                 const std::vector<std::string>& ids) const;

    /// Lamp heads of signals as loads. Parameters: port traffic/signal_heads_lit and the signals'
    /// ids in its order.
    contracts::LoadWire signal_load(const engine::Port& heads_lit,
                                    const std::vector<std::string>& ids) const;
    /// Charging zones as loads. Parameters: port traffic/street_vehicles and the streets' ids in
    /// its order.
    contracts::LoadWire charging_load(const engine::Port& vehicles,
                                      const std::vector<std::string>& street_ids) const;
    /// Entities whose port is their power in W: pumps, lamps, meters.
    contracts::LoadWire power_load(const std::string& table, const engine::Port& power,
                                   const std::vector<std::string>& ids) const;

    std::vector<services::Lamp> lamps() const;
    std::vector<services::Meter> meters() const;

    /// What a sensor may measure: the port of a name with its elements' ids, or {nullptr, nullptr}.
    struct Quantity {
        const engine::Port* port = nullptr;
        const std::vector<std::string>* ids = nullptr;
    };

    std::vector<sensors::Sensor>
    sensors(const std::function<Quantity(const std::string&)>& quantity) const;

  private:
    Location place(const std::string& table, const std::string& id,
                   const std::string& column) const;
    std::int32_t bus_of(const io::AssetTable& table, std::size_t row) const;
    double required_number(const io::AssetTable& table, std::size_t row, const char* column) const;

    const io::City& city_;
    const energy::GridTables* grid_;
    Problems& problems_;
};

} // namespace cityproof::scenarios
