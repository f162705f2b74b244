// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "models/contracts/command.hpp"
#include "models/contracts/key_figure.hpp"
#include "models/contracts/wiring.hpp"
#include "models/energy/connectivity.hpp"
#include "models/energy/grid_document.hpp"
#include "models/energy/grid_figures.hpp"
#include "models/energy/grid_switches.hpp"
#include "models/energy/grid_tables.hpp"
#include "models/energy/power_flow.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::energy {

/// The city's power grid: a balanced AC power flow at every tick and at every switching.
///
/// Loads. The file's own loads stay as they are, unless a wire replaces their active power (see
/// LoadWire). Each bus that a wire touches gets one more load of constant active power (reactive
/// power 0), the sum of its taps in the wires' order. Loads are taken over at ticks and at
/// switching instants; when a port changes again within such an instant (a pump stops because its
/// bus went dead), the grid is solved again. A change between two ticks waits for the next. A tap
/// whose port says NaN (no data) and one whose consumer has no supply (LoadWire::supply) draw 0 W.
///
/// Switching. Commands outage and restore on tables line, transformer and source; several at one
/// instant are one solve.
///
/// A power flow without a solution does not stop the run: the live buses' voltages and the live
/// branches' loadings and losses are published as NaN, dead ones as 0, a warning with the simulated
/// time is logged, and energy.unsolved_steps counts it.
///
/// Left out: dynamics, frequency, unbalance, tap changers that move, islands fed by local
/// generation (they are dead). Worked number: 10 kV, one line of 1 + 2j ohm, 1 MW at its end, ideal
/// source: see tests/models/energy.
class PowerGrid final : public engine::DomainModel,
                        public contracts::CommandReceiver,
                        public contracts::KeyFigureSource {
  public:
    struct Config {
        std::string grid_json; ///< power-grid-model's JSON format, see GridDocument
        std::string file;      ///< its name, for messages
        Duration tick;         ///< positive
        std::optional<double> source_strength_va; ///< replaces the file's sk of every source
        SimTime end; ///< last act; a last tick that is cut short counts with its length
    };

    /// Errors: InputError or ProblemsError when the grid is not sound (every problem is listed,
    /// with file and component) or nobody gives a source's strength; std::invalid_argument for a
    /// tick that does not fit.
    explicit PowerGrid(Config config);

    /// The library's version as its package says it, "power-grid-model 1.12.110".
    static std::string engine_version();

    /// Lays the wires, before the first act; without it the grid has the file's loads only. Ports
    /// belong to other models and outlive this one. Errors: std::invalid_argument for wires that do
    /// not fit; InputError when power-grid-model refuses the network.
    void connect(std::vector<contracts::LoadWire> wires);

    const GridTables& tables() const { return tables_; }

    const engine::Port& bus_voltage() const { return bus_voltage_; }

    const engine::Port& bus_energised() const { return bus_energised_; }

    std::string_view name() const override { return "energy"; }

    SimTime next_time() const override;
    void act(SimTime now) override;
    std::vector<engine::Port*> outputs() override;
    std::vector<const engine::Port*> inputs() const override;

    bool accepts(const contracts::Command& command) const override;
    void receive(const contracts::Command& command, SimTime now) override;

    /// Makes a new power flow at `now`, so that the next act solves without what the core keeps
    /// from earlier solutions.
    void rebase(SimTime now) override;
    void save(engine::StateWriter& out) const override;
    /// After connect() with the wires of the run that was saved.
    void restore(engine::StateReader& in, SimTime now) override;
    void branch(engine::StateReader& in, SimTime now) override;

    /// energy.loss, transformer_loss, unserved, voltage_min, line_loading_max, peak_load, supplied,
    /// unsolved_steps.
    std::vector<contracts::KeyFigure> key_figures() const override;

    /// Power flows calculated so far: an instant at which nothing changed needs none.
    std::size_t solve_count() const { return solve_count_; }

  private:
    /// An instant whose last state is not yet known to be its final one.
    struct Instant {
        SimTime when;
        bool is_sample = false;
    };

    void check_wires(const std::vector<contracts::LoadWire>& wires) const;
    GridDocument without_replaced_loads() const;
    void make_flow();
    void close_instant();
    void fold(GridFigures& figures) const;
    bool read_loads(SimTime now);
    void solve(SimTime now);
    void mark_unsolved();
    void report(SimTime now, const std::optional<std::string>& reason) const;
    void publish(SimTime now);
    SimTime tick_after(SimTime now) const;

    Config config_;
    std::vector<contracts::LoadWire> wires_;
    GridDocument grid_;
    GridTables tables_;
    GridSwitches switches_;
    Connectivity connectivity_;
    std::unique_ptr<PowerFlow> flow_;         ///< made by connect()
    std::vector<std::uint32_t> loaded_buses_; ///< ascending; the order of loads_w_
    std::vector<double> loads_w_;
    std::vector<bool> warned_of_no_data_; ///< per wire

    PowerFlowResult state_;
    std::vector<std::uint8_t> live_; ///< per bus
    bool solved_ = false;
    bool stale_ = true; ///< a switching or new wires since the last solve
    std::size_t solve_count_ = 0;

    SimTime next_tick_ = SimTime::zero();
    SimTime switched_at_ = SimTime::never();
    std::optional<Instant> instant_;
    SimTime begin_ = SimTime::zero(); ///< of what the figures count
    SimTime last_sample_ = SimTime::zero();
    GridFigures figures_;

    engine::Port bus_voltage_;
    engine::Port bus_energised_;
    engine::Port line_loading_;
    engine::Port line_loss_;
    engine::Port transformer_loading_;
};

} // namespace cityproof::energy
