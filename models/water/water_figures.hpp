// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/state.hpp"
#include "models/contracts/key_figure.hpp"
#include "models/water/hydraulic_solver.hpp"

#include <optional>
#include <vector>

namespace cityproof::water {

/// The key figures of a run, from samples of the network's state at the end of each step. Several
/// samples of one instant replace each other: the last one, after all that happened then, counts.
class WaterFigures {
  public:
    /// Adds a sample that stands for the time since the sample before it; the first one only starts
    /// the count.
    void sample(SimTime now, const HydraulicState& state);

    std::vector<contracts::KeyFigure> figures(const HydraulicTotals& totals) const;

    void save(engine::StateWriter& out) const;
    void restore(engine::StateReader& in);

  private:
    struct Sample {
        SimTime at;
        double pump_power_w = 0;
        std::optional<double> tank_level_m = {}; ///< lowest
        std::optional<double> pressure_m = {};   ///< lowest
    };

    struct Sums {
        SimTime until;
        double pump_energy_j = 0;
        std::optional<double> tank_level_m;
        std::optional<double> pressure_m;
    };

    static Sums with(Sums sums, const Sample& sample);

    Sums sums_; ///< without the pending sample
    std::optional<Sample> pending_;
};

} // namespace cityproof::water
