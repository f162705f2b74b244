// SPDX-License-Identifier: Apache-2.0
#include "models/water/water_figures.hpp"

#include "models/water/state_values.hpp"
#include "models/water/water_key_figures.hpp"

#include <algorithm>
#include <cmath>

namespace cityproof::water {
namespace {

constexpr double joules_per_kwh = 3.6e6;

void keep_lowest(std::optional<double>& lowest, const std::optional<double>& value) {
    if (value && (!lowest || *value < *lowest)) {
        lowest = value;
    }
}

} // namespace

void WaterFigures::sample(SimTime now, const HydraulicState& state) {
    if (!pending_) {
        sums_.until = now;
    } else if (pending_->at < now) {
        sums_ = with(sums_, *pending_);
    }
    Sample next{.at = now};
    for (const double power : state.pump_power_w) {
        next.pump_power_w += power;
    }
    for (const double level : state.tank_level_m) {
        keep_lowest(next.tank_level_m, level);
    }
    if (!std::isnan(state.lowest_pressure_m)) {
        next.pressure_m = state.lowest_pressure_m;
    }
    pending_ = next;
}

WaterFigures::Sums WaterFigures::with(Sums sums, const Sample& sample) {
    sums.pump_energy_j += sample.pump_power_w * (sample.at - sums.until).to_seconds();
    sums.until = sample.at;
    keep_lowest(sums.tank_level_m, sample.tank_level_m);
    keep_lowest(sums.pressure_m, sample.pressure_m);
    return sums;
}

std::vector<contracts::KeyFigure> WaterFigures::figures(const HydraulicTotals& totals) const {
    const Sums sums = pending_ ? with(sums_, *pending_) : sums_;
    std::vector<contracts::KeyFigure> list{
        key_figure("water.pump_energy").with(sums.pump_energy_j / joules_per_kwh),
        key_figure("water.unserved").with(totals.unserved_m3),
        key_figure("water.delivered").with(totals.delivered_m3),
        key_figure("water.unsolved_steps").with(static_cast<double>(totals.unsolved_steps)),
    };
    if (sums.tank_level_m) {
        list.push_back(key_figure("water.tank_level_min").with(*sums.tank_level_m));
    }
    if (sums.pressure_m) {
        list.push_back(key_figure("water.pressure_min").with(*sums.pressure_m));
    }
    return list;
}

void WaterFigures::save(engine::StateWriter& out) const {
    out.put(sums_.until);
    out.put(sums_.pump_energy_j);
    put_optional(out, sums_.tank_level_m);
    put_optional(out, sums_.pressure_m);
    put_flag(out, pending_.has_value());
    if (pending_) {
        out.put(pending_->at);
        out.put(pending_->pump_power_w);
        put_optional(out, pending_->tank_level_m);
        put_optional(out, pending_->pressure_m);
    }
}

void WaterFigures::restore(engine::StateReader& in) {
    in.get(sums_.until);
    in.get(sums_.pump_energy_j);
    sums_.tank_level_m = get_optional(in);
    sums_.pressure_m = get_optional(in);
    pending_.reset();
    if (get_flag(in)) {
        Sample sample{.at = in.get<SimTime>()};
        in.get(sample.pump_power_w);
        sample.tank_level_m = get_optional(in);
        sample.pressure_m = get_optional(in);
        pending_ = sample;
    }
}

} // namespace cityproof::water
