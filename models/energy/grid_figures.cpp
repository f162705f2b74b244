// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_figures.hpp"

#include <cmath>

namespace cityproof::energy {
namespace {

constexpr double joule_per_mwh = 3.6e9;

double total(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum;
}

} // namespace

void GridFigures::add_sample(Duration weight, const PowerFlowResult& state, bool solved,
                             const std::vector<std::uint8_t>& live) {
    const double seconds = static_cast<double>(weight.ns()) / 1e9;
    std::size_t dead = 0;
    for (const std::uint8_t bus : live) {
        dead += bus == 0 ? 1U : 0U;
    }
    dead_bus_ns_ += static_cast<double>(dead) * static_cast<double>(weight.ns());
    if (!solved) {
        return;
    }
    line_loss_j_ += total(state.line.loss_w) * seconds;
    transformer_loss_j_ += total(state.transformer.loss_w) * seconds;
    supplied_j_ += state.source_w * seconds;
    peak_load_w_ = std::fmax(
        peak_load_w_, state.load_w); // fmax passes over NaN, the value before the first sample
    for (std::size_t bus = 0; bus < live.size(); ++bus) {
        if (live[bus] != 0) {
            voltage_min_pu_ = std::fmin(voltage_min_pu_, state.voltage_pu[bus]);
        }
    }
    for (const double loading : state.line.loading) {
        loading_max_ = std::fmax(loading_max_, loading);
    }
}

std::vector<contracts::KeyFigure> GridFigures::figures() const {
    using contracts::Direction;
    return {
        {"energy.loss", line_loss_j_ / joule_per_mwh, "MWh", Direction::lower_is_better,
         "Active power lost in all lines, sampled at the end of each tick and held for the tick; "
         "transformers are "
         "left out."},
        {"energy.transformer_loss", transformer_loss_j_ / joule_per_mwh, "MWh",
         Direction::lower_is_better,
         "Active power lost in all transformers, copper and iron, sampled at the end of each tick "
         "and held for the "
         "tick."},
        {"energy.unserved", dead_bus_ns_ / 60e9, "bus min", Direction::lower_is_better,
         "Buses without connection to a source, counted at the end of each tick, times the tick in "
         "minutes; buses that "
         "the grid's own switch positions leave dead count too."},
        {"energy.voltage_min", voltage_min_pu_, "pu", Direction::higher_is_better,
         "Lowest voltage of any live bus at the end of any tick."},
        {"energy.line_loading_max", loading_max_, "1", Direction::lower_is_better,
         "Highest current of any line at the end of any tick, as a fraction of its rated current; "
         "lines without a "
         "rated current count as 0."},
        {"energy.peak_load", peak_load_w_ / 1e6, "MW", Direction::lower_is_better,
         "Highest active power that all loads together draw at the end of any tick; losses and "
         "local generation are "
         "left out."},
        {"energy.supplied", supplied_j_ / joule_per_mwh, "MWh", Direction::neutral,
         "Active energy from the upstream grid through all sources, sampled at the end of each "
         "tick and held for the "
         "tick."},
        {"energy.unsolved_steps", static_cast<double>(unsolved_), "1", Direction::lower_is_better,
         "Ticks and switching instants at which the power flow had no solution; the other energy "
         "figures but unserved "
         "leave them out."},
    };
}

void GridFigures::save(engine::StateWriter& out) const {
    out.put(line_loss_j_);
    out.put(transformer_loss_j_);
    out.put(supplied_j_);
    out.put(dead_bus_ns_);
    out.put(voltage_min_pu_);
    out.put(loading_max_);
    out.put(peak_load_w_);
    out.put(unsolved_);
}

void GridFigures::restore(engine::StateReader& in) {
    in.get(line_loss_j_);
    in.get(transformer_loss_j_);
    in.get(supplied_j_);
    in.get(dead_bus_ns_);
    in.get(voltage_min_pu_);
    in.get(loading_max_);
    in.get(peak_load_w_);
    in.get(unsolved_);
}

} // namespace cityproof::energy
