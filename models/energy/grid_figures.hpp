// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/state.hpp"
#include "models/contracts/key_figure.hpp"
#include "models/energy/power_flow.hpp"

#include <cstdint>
#include <limits>
#include <vector>

namespace cityproof::energy {

/// Adds up the key figures of a grid. Every figure is a sum or an extreme over samples taken at the
/// end of each tick, each weighted with the time since the sample before it. Worked number: line
/// losses of 60 kW at every minute's end of one hour are 0.06 MWh.
///
/// A sample without a power flow solution adds to energy.unserved (which needs none) and to nothing
/// else, so the other figures are too low when energy.unsolved_steps is not 0.
class GridFigures {
  public:
    /// Adds the state at a tick's end. `live` (shape: buses) comes from the switch positions when
    /// there is no solution.
    void add_sample(Duration weight, const PowerFlowResult& state, bool solved,
                    const std::vector<std::uint8_t>& live);

    /// Adds an instant whose final state has no solution, whether a tick's end or a switching
    /// between two.
    void add_unsolved_instant() { ++unsolved_; }

    std::vector<contracts::KeyFigure> figures() const;

    void save(engine::StateWriter& out) const;
    void restore(engine::StateReader& in);

  private:
    double line_loss_j_ = 0;
    double transformer_loss_j_ = 0;
    double supplied_j_ = 0;
    double dead_bus_ns_ = 0; ///< whole numbers, so that counts times ticks stay exact
    double voltage_min_pu_ = std::numeric_limits<double>::quiet_NaN();
    double loading_max_ = std::numeric_limits<double>::quiet_NaN();
    double peak_load_w_ = std::numeric_limits<double>::quiet_NaN();
    std::int64_t unsolved_ = 0;
};

} // namespace cityproof::energy
