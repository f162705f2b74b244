// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "models/contracts/command.hpp"
#include "models/contracts/key_figure.hpp"
#include "models/water/hydraulic_solver.hpp"
#include "models/water/water_figures.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::water {

/// A water network: EPANET's hydraulics, stepped by events.
///
/// Water time is whole seconds. It acts at each multiple of `step`, and again inside an instant
/// when the pumps' supply or a command changed: commands first, then one solution. A change at a
/// fraction of a second is carried out at the next whole second. Between acts EPANET adds its own
/// steps where patterns, tanks and controls need them.
///
/// Publishes water/node_pressure, node_deficit, pipe_flow, tank_level, pump_power with latency
/// zero. Reads the pumps' supply; a pump without electricity stands still and its controls in the
/// file have no power over it until the supply is back. Commands: close_pipe, open_pipe on tables
/// pipe (not with a check valve) and valve.
///
/// Not modelled: water quality, water hammer, spinning up of pumps, leaks other than the file's
/// emitters.
///
/// Threads: one; several objects may run in several threads.
class WaterNetwork final : public engine::DomainModel,
                           public contracts::CommandReceiver,
                           public contracts::KeyFigureSource {
  public:
    struct Config {
        std::filesystem::path network;         ///< EPANET .inp
        Duration step = Duration::seconds(60); ///< largest hydraulic step; whole seconds
        Duration start_at =
            {}; ///< network's clock at the scenario's start; run up with the file's step
        SimTime end = SimTime::never();
        std::optional<PressureDriven> pressure_driven = {}; ///< absent: the file's own demand model
        std::optional<Convergence> convergence = {};        ///< absent: the file's own
    };

    /// Opens the file and runs it up to start_at. Errors: InputError, ProblemsError; EngineError.
    explicit WaterNetwork(const Config& config);

    /// What the loaded library says of itself, "EPANET 2.3.5".
    static std::string engine_version();

    const WaterTables& tables() const { return solver_.tables(); }

    /// Port supply/pump: one element per pump in the order of tables().pumps, above 0.5 is
    /// supplied. nullptr, and without this call: always supplied. Before the first act; the port
    /// must outlive this object. Errors: InputError for another number of elements.
    void set_pump_supply(const engine::Port* port);

    std::string_view name() const override { return "water"; }

    SimTime next_time() const override;
    void act(SimTime now) override;
    std::vector<engine::Port*> outputs() override;
    std::vector<const engine::Port*> inputs() const override;

    bool accepts(const contracts::Command& command) const override;
    void receive(const contracts::Command& command, SimTime now) override;
    /// What receive() checks, without an effect. Errors: InputError that names the target.
    void validate(const contracts::Command& command) const override;

    /// Starts EPANET afresh at `now` from tank levels, link states and clock.
    void rebase(SimTime now) override;
    /// Errors: also InputError when the file asks for a water quality analysis.
    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;
    void branch(engine::StateReader& in, SimTime now) override;

    std::vector<contracts::KeyFigure> key_figures() const override;

  private:
    struct PendingCommand {
        SimTime due; ///< whole second
        int link = 0;
        bool close = false;
    };

    long clock_at(SimTime now) const;
    long step_s() const;
    std::vector<PendingCommand> restored_commands(engine::StateReader& in, SimTime now) const;
    int link_of(const contracts::Command& command) const;
    bool apply_commands(SimTime now);
    bool apply_supply(SimTime now);
    bool supply_differs(SimTime now) const;
    void plan_next(SimTime now);
    void publish(SimTime now);

    Duration step_;
    Duration start_at_;
    SimTime begin_; ///< of what the figures count
    SimTime end_;   ///< whole second
    const engine::Port* pump_supply_ = nullptr;
    HydraulicSolver solver_;
    WaterFigures figures_;
    std::vector<PendingCommand> commands_; ///< in the order received
    std::vector<char> pump_supplied_;
    SimTime next_step_;               ///< multiple of step_, or end_
    SimTime wake_ = SimTime::never(); ///< for a supply that changed at a fraction of a second
    bool started_ = false;

    engine::Port node_pressure_;
    engine::Port node_deficit_;
    engine::Port pipe_flow_;
    engine::Port tank_level_;
    engine::Port pump_power_;
};

} // namespace cityproof::water
