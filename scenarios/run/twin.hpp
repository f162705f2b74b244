// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"
#include "io/city/city.hpp"
#include "models/contracts/key_figure.hpp"
#include "scenarios/run/city_wiring.hpp"
#include "scenarios/run/command_schedule.hpp"
#include "scenarios/run/table_ids.hpp"
#include "scenarios/scenario/scenario.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cityproof::energy {
class PowerGrid;
class SupplyPoints;
} // namespace cityproof::energy

namespace cityproof::water {
class WaterNetwork;
}

namespace cityproof::traffic {
class SumoTraffic;
class MaxPressure;
struct TrafficStart;
} // namespace cityproof::traffic

namespace cityproof::sensors {
class SensorNetwork;
}

namespace cityproof::services {
class LocalClock;
class MeterFleet;
class StreetLighting;
class SupplyLedger;
} // namespace cityproof::services

namespace cityproof::scenarios {

/// What a twin is made for, beside its scenario. Changes no result but for `start`.
struct TwinPurpose {
    std::uint32_t shuffle = 0;                    ///< see engine::EngineOptions
    engine::TraceSink* trace = nullptr;           ///< see engine::EngineOptions
    const traffic::TrafficStart* start = nullptr; ///< of the saved state that it begins from, which
                                                  ///< SavedState::put_into() completes
    bool goes_on = false; ///< its state at the end is saved: entities plan beyond the end
};

/// The models of one run, made from a scenario and a city and wired into one engine.
///
/// Order within an instant: commands, then water, then power, then who has supply, then policies,
/// then ledger and recorder. Traffic and the small entities act after it, in the window that begins
/// there.
class Twin {
  public:
    /// Errors: ProblemsError with everything in scenario and city that does not fit together;
    /// InputError of a model.
    Twin(const Scenario& scenario, const io::City& city, int threads,
         const TwinPurpose& purpose = {});
    Twin(const Twin&) = delete;
    Twin& operator=(const Twin&) = delete;
    ~Twin();

    engine::Engine& engine() { return engine_; }

    const engine::Engine& engine() const { return engine_; }

    /// The group of everything that reacts within one instant.
    engine::InstantGroupId instant() const { return instant_; }

    /// Called with each command when it is carried out.
    void on_command(std::function<void(const contracts::Command&)> callback) {
        on_command_ = std::move(callback);
    }

    /// Every port that a run file can record.
    std::vector<const engine::Port*> recordable_ports() const;

    /// The ids of every table that they mention.
    const TableIds& table_ids() const { return table_ids_; }

    /// Checks an intervention and adds it. Errors: InputError at `where`.
    void intervene(contracts::Command command, const Location& where);

    const engine::Port* sensor_readings() const;

    traffic::SumoTraffic* traffic() { return traffic_.get(); }

    /// Of all models, in a fixed order. Ends the traffic simulation.
    std::vector<contracts::KeyFigure> key_figures() const;

  private:
    void make_traffic(const Scenario& scenario, const io::City& city,
                      const traffic::TrafficStart* start);
    void make_water(const Scenario& scenario, const io::City& city);
    void make_energy(const Scenario& scenario, const io::City& city);
    void make_services(const Scenario& scenario, const io::City& city, const CityWiring& wiring,
                       const services::LocalClock& clock);
    void make_supply(const Scenario& scenario, const CityWiring& wiring);
    void make_policies(const Scenario& scenario);
    void make_sensors(const Scenario& scenario, const CityWiring& wiring);
    void connect_loads(const CityWiring& wiring);
    void schedule_events(const Scenario& scenario, Problems& problems);
    void offer(const engine::Port& port);

    engine::Engine engine_;
    engine::InstantGroupId instant_;
    SimTime end_;
    SimTime horizon_;     ///< up to which entities plan
    TableIds table_ids_;  ///< of tables that ports mention
    TableIds target_ids_; ///< of tables that commands may name
    std::vector<const engine::Port*> ports_;
    std::unique_ptr<traffic::SumoTraffic> traffic_;
    std::unique_ptr<water::WaterNetwork> water_;
    std::unique_ptr<energy::PowerGrid> energy_;
    std::unique_ptr<energy::SupplyPoints> supply_;
    std::unique_ptr<services::StreetLighting> lighting_;
    std::unique_ptr<services::MeterFleet> meters_;
    std::unique_ptr<services::SupplyLedger> ledger_;
    std::unique_ptr<sensors::SensorNetwork> sensors_;
    std::unique_ptr<traffic::MaxPressure> controller_;
    std::unique_ptr<CommandSchedule> commands_;
    std::function<void(const contracts::Command&)> on_command_;
};

} // namespace cityproof::scenarios
