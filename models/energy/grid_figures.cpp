// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_figures.hpp"

#include "models/energy/energy_key_figures.hpp"

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
    return {
        key_figure("energy.loss").with(line_loss_j_ / joule_per_mwh),
        key_figure("energy.transformer_loss").with(transformer_loss_j_ / joule_per_mwh),
        key_figure("energy.unserved").with(dead_bus_ns_ / 60e9),
        key_figure("energy.voltage_min").with(voltage_min_pu_),
        key_figure("energy.line_loading_max").with(loading_max_),
        key_figure("energy.peak_load").with(peak_load_w_ / 1e6),
        key_figure("energy.supplied").with(supplied_j_ / joule_per_mwh),
        key_figure("energy.unsolved_steps").with(static_cast<double>(unsolved_)),
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
