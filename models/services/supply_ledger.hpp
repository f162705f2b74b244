// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "models/contracts/key_figure.hpp"

#include <vector>

namespace cityproof::services {

struct SupplyLedgerConfig {
    Duration tick = Duration::seconds(60);
    SimTime end;
    const engine::Port* meter_supply = nullptr; ///< supply/meter; nullptr: no meters
    const engine::Port* meter_load = nullptr;
    const engine::Port* lamp_supply = nullptr; ///< supply/lamp; nullptr: no lamps
    const engine::Port* lamp_load = nullptr;
};

/// Counts, at every tick's end, who was without electricity, for as long as the tick; the last tick
/// may be cut short by the end:
///
///   SAIDI = sum over customers of minutes without supply / customers       (IEEE 1366-2012, eq. 2)
///
/// counting every interruption, however short: the standard's split at 5 minutes needs months, not
/// hours.
class SupplyLedger final : public engine::DomainModel, public contracts::KeyFigureSource {
  public:
    explicit SupplyLedger(SupplyLedgerConfig config);

    std::string_view name() const override { return "supply_ledger"; }

    SimTime next_time() const override { return next_; }

    void act(SimTime now) override;

    std::vector<engine::Port*> outputs() override { return {}; }

    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;
    void branch(engine::StateReader& in, SimTime now) override;

    std::vector<contracts::KeyFigure> key_figures() const override;

  private:
    SimTime tick_after(SimTime now) const;

    SupplyLedgerConfig config_;
    SimTime last_; ///< sample, or the start
    SimTime next_;
    std::vector<bool> interrupted_; ///< per customer: at least once
    double customer_minutes_ = 0;
    double delivered_j_ = 0;
    double dark_lamp_s_ = 0;
    double lamp_energy_j_ = 0;
};

} // namespace cityproof::services
