// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_model.hpp"
#include "models/services/local_clock.hpp"

#include <string>
#include <vector>

namespace cityproof::services {

enum class LoadProfile { household, commercial };

struct Meter {
    std::string id;
    double mean_power_w = 0; ///< mean over a day
    LoadProfile profile = LoadProfile::household;
};

/// Electricity meters and the demand behind them. In every interval k each customer takes
///
///   P = mean power * shape(hour of the local day) * exp(s * z - s^2 / 2),   z ~ N(0, 1) per meter
///   and interval
///
/// so the expected value is mean * shape and single customers scatter (s = 0.8 household, 0.3
/// commercial), while the sum over many follows the shape: single households differ by far more
/// than any standard profile (reference: mean 0.38 kW against a maximum of 22.9 kW in a one-year
/// record). Shapes are two-peaked (household) and office-hours (commercial) curves with mean 1 over
/// a day; they and s are assumptions of this model, not a utility's profile. Publishes
/// services/meter_load (W). Not modelled: seasons and weekends, reactive power, the meter's own
/// errors.
class MeterFleet final : public engine::EntityModel {
  public:
    /// Parameters: `interval` of constant demand, `latency` of the published load.
    MeterFleet(std::vector<Meter> meters, const LocalClock& clock, Duration interval,
               Duration latency, SimTime end);

    std::string_view table() const override { return "meter"; }

    std::span<const std::string> ids() const override { return ids_; }

    std::vector<engine::Port*> outputs() override { return {&load_}; }

    void start(std::uint32_t local, engine::EntityContext& context) override;
    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override;

    /// The meters' number only: all that comes is drawn or calculated from the event's time.
    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;

    const engine::Port& load() const { return load_; }

    /// Demand relative to the day's mean; linear between full hours. Parameters: hour in [0, 24).
    static double shape(LoadProfile profile, double hour);

  private:
    std::vector<Meter> meters_;
    std::vector<std::string> ids_;
    LocalClock clock_;
    Duration interval_;
    SimTime end_;
    engine::Port load_;
};

} // namespace cityproof::services
