// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "models/contracts/command.hpp"
#include "models/contracts/wiring.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cityproof::energy {

/// Which consumers have electricity: port "supply/<table>" for each wire, 1 or 0 per consumer.
///
/// A consumer has supply when its bus is connected to a source, the bus voltage is at least the
/// threshold, and no supply_loss command holds. Bus -1 (or a city without a grid) is always alive.
/// While a bus has no voltage to go by (NaN: the power flow has no solution) the bus counts as it
/// did before.
///
/// A consumer that loses supply because its bus has too little voltage stays without it for the
/// rest of that instant: switched off it no longer loads the grid, the voltage rises, and it would
/// go on and off in one instant without end. It tries again at the grid's next tick. A bus that is
/// cut off and connected again within one instant has no such memory: only commands do that.
///
/// Left out: batteries, and the time that equipment takes to start again.
class SupplyPoints final : public engine::DomainModel, public contracts::CommandReceiver {
  public:
    struct Config {
        std::vector<contracts::SupplyWire> wires; ///< one per table
        const engine::Port* bus_voltage =
            nullptr; ///< the grid's port, pu; nullptr: the city has no grid
        const engine::Port* bus_energised =
            nullptr; ///< the grid's port; nullptr together with bus_voltage
        double threshold_pu = 0.5;
        Duration grid_tick = Duration::seconds(60); ///< the grid's: then it takes over loads
    };

    /// Errors: std::invalid_argument for wires that do not fit the grid, or two wires of one table.
    explicit SupplyPoints(Config config);

    /// The port of a table; nullptr when no wire has it.
    const engine::Port* port(std::string_view table) const;

    std::string_view name() const override { return "supply"; }

    SimTime next_time() const override { return next_; }

    void act(SimTime now) override;
    std::vector<engine::Port*> outputs() override;
    std::vector<const engine::Port*> inputs() const override;

    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;

    bool accepts(const contracts::Command& command) const override;
    void receive(const contracts::Command& command, SimTime now) override;

  private:
    /// The consumers of one table. Shape: one entry per consumer.
    struct Table {
        contracts::SupplyWire wire;
        std::vector<bool> bus_alive;
        std::vector<bool> lost;          ///< by command
        std::vector<SimTime> starved_at; ///< last instant at which too little voltage took supply
        std::unique_ptr<engine::Port> port;
    };

    void update(Table& table, SimTime now);

    Config config_;
    std::vector<Table> tables_;
    SimTime next_ = SimTime::zero();
};

} // namespace cityproof::energy
