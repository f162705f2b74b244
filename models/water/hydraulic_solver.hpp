// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/demand_book.hpp"
#include "models/water/epanet_project.hpp"
#include "models/water/link_holds.hpp"
#include "models/water/network_state.hpp"
#include "models/water/supply_reach.hpp"
#include "models/water/water_tables.hpp"
#include "models/water/water_units.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::water {

/// How exactly the equations are solved. EPANET's criterion is the sum of flow changes over the sum
/// of flows of the whole network: with a lax one, a small thing switched in a large network is not
/// seen at all.
struct Convergence {
    double accuracy = 1e-3; ///< relative, EPANET's ACCURACY
    double flow_change_m3ps =
        1e-6; ///< largest change of a flow in the last trial, EPANET's FLOWCHANGE
};

/// Delivery that depends on pressure: nothing at or below the minimum, all from the required
/// pressure on, in between the square root (Wagner et al., J. Water Resour. Plan. Manag. 114(3),
/// 1988).
struct PressureDriven {
    double minimum_pressure_m = 0;
    double required_pressure_m = 20; ///< at least 0.1 file units above the minimum
};

/// What the network does at one instant, in SI. Arrays follow the tables of WaterTables.
struct HydraulicState {
    std::vector<double> node_pressure_m; ///< NaN in a part that no source reaches
    std::vector<double> node_deficit_m3ps;
    std::vector<double> pipe_flow_m3ps;
    std::vector<double> tank_level_m; ///< above the tank's bottom
    std::vector<double> pump_power_w;
    double delivered_m3ps = 0;
    double unserved_m3ps = 0;
    double lowest_pressure_m = 0; ///< over supplied nodes with a demand; NaN when there is none
};

/// Totals since the start.
struct HydraulicTotals {
    double delivered_m3 = 0;
    double unserved_m3 = 0;
    long unsolved_steps =
        0; ///< solutions that were unbalanced, or balanced only after EPANET's extra trials
};

/// A network file in EPANET, moved over whole seconds of its own clock, one solution per change.
///
/// Guards, each with a test: the simulation never halts by itself (EPANET's default on an
/// unbalanced solution is a silent end); parts without source are found here and their demands
/// withheld (see SupplyReach and DemandBook); closed links stay closed (see LinkHolds).
class HydraulicSolver {
  public:
    struct Settings {
        std::filesystem::path network;
        std::optional<Convergence> convergence;        ///< absent: the file's own
        std::optional<PressureDriven> pressure_driven; ///< absent: the file's own demand model
    };

    /// Errors: InputError, ProblemsError for the file; EngineError.
    explicit HydraulicSolver(const Settings& settings);

    const WaterTables& tables() const { return tables_; }

    long clock() const { return clock_; }

    /// Whether state() is that of the present clock: not so after rebase() and restore(), until the
    /// next solve().
    bool is_solved() const { return solved_; }

    /// Runs from 0 to `clock` with the file's own step, solves there, and starts the totals afresh.
    void warm_up(long clock);

    /// Moves the clock to exactly `clock` (at or after the present one). Solves as often as
    /// pattern, tank and control events on the way need, but not at the end: apply changes, then
    /// solve(). Errors: EngineError.
    void advance_to(long clock, long longest_step);

    /// Solves at the present clock; may be repeated, only advance_to() moves time and tank levels.
    void solve();

    /// Keeps a link closed, or ends that. Takes effect with the next solve().
    void hold(int link) { holds_.hold(link, clock_); }

    void release(int link) { holds_.release(link); }

    /// Ends a hold and opens the link whatever state it had before.
    void open(int link);

    /// Moves the clock as advance_to() does and then makes EPANET forget all that save() cannot
    /// write. Nothing happens when that has just been done at this clock.
    void rebase(long clock, long longest_step);

    /// After rebase(), or before the first advance_to(). Errors: InputError when the file asks for
    /// a water quality analysis.
    void save(engine::StateWriter& out) const;
    /// Brings a solver that has only warmed up to the state that was saved. Errors: InputError.
    void restore(engine::StateReader& in);

    const HydraulicState& state() const { return state_; }

    const HydraulicTotals& totals() const { return totals_; }

    /// Starts the totals afresh, and says once more what is said once.
    void start_totals() {
        totals_ = {};
        said_ = {};
    }

  private:
    void configure(const Settings& settings);
    void start_from_base();
    void step_towards(long clock, long longest_step);
    int solve_once();
    /// A solution at the present clock, whatever hangs on it. Returns EPANET's warning.
    int run_solution();
    int solve_without_dry_pipes();
    void find_reached();
    Passage passage(std::size_t link) const;
    bool withhold_demands(bool give_back);
    void read_state();
    void read_nodes();
    void note(int warning);

    std::string file_;
    EpanetProject project_;
    WaterTables tables_;
    WaterUnits units_;
    DemandBook demands_;
    LinkHolds holds_;
    SupplyReach reach_;
    std::vector<LinkKind> link_kinds_;
    std::vector<double> least_level_m_; ///< per tank of the tables
    std::vector<int> tank_nodes_;       ///< EPANET's numbers, as the tables' tanks
    int trials_ = 0;
    long clock_ = 0;
    std::optional<long> begin_clock_; ///< of the simulation; none while it warms up
    bool solved_ = false;
    std::optional<NetworkState> base_; ///< what rebase() last started from

    std::vector<Passage> passages_;
    std::vector<char> source_;
    std::vector<char> blocks_;
    std::vector<char> reached_; ///< per node

    HydraulicState state_;
    HydraulicTotals totals_;
    std::array<bool, 7> said_{}; ///< per warning: logged already
    std::vector<double> heads_;
    std::vector<double> statuses_;
    std::vector<double> demand_flows_;
    std::vector<double> deficits_;
    std::vector<double> full_demands_;
    std::vector<double> flows_;
};

} // namespace cityproof::water
