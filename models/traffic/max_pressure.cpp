// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/max_pressure.hpp"

#include "models/contracts/ports.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace cityproof::traffic {
namespace {

using GreenPhase = contracts::SignalLayout::GreenPhase;
using Movement = contracts::SignalLayout::Movement;

/// Sum over the lanes that the movements leave: own queue minus the mean of the queues ahead.
double sum_of_weights(const std::vector<Movement>& movements, const std::vector<double>& queue) {
    std::map<std::uint32_t, std::pair<double, int>>
        ahead; // from lane -> sum and number of downstream queues
    for (const Movement& movement : movements) {
        auto& [sum, count] = ahead[movement.from_lane];
        sum += queue[movement.to_lane];
        ++count;
    }
    double total = 0;
    for (const auto& [lane, downstream] : ahead) {
        total += queue[lane] - downstream.first / downstream.second;
    }
    return total;
}

bool has_waiting(const GreenPhase& phase, const std::vector<double>& queue) {
    const auto waits = [&](const Movement& movement) { return queue[movement.from_lane] > 0; };
    return std::ranges::any_of(phase.protected_movements, waits) ||
           std::ranges::any_of(phase.permitted_movements, waits);
}

} // namespace

MaxPressure::MaxPressure(std::vector<contracts::SignalLayout> signals,
                         const engine::Port& lane_halting, MaxPressureConfig config)
    : signals_{std::move(signals)},
      lane_halting_{lane_halting},
      config_{config},
      target_{{contracts::ports::signal_target, "1", "signal",
               "green phase ordered by max pressure; -1: own plan"},
              signals_.size(),
              Duration{},
              -1.0},
      states_(signals_.size()) {
    for (std::size_t i = 0; i < signals_.size(); ++i) {
        states_[i].last_green.assign(signals_[i].phases.size(), SimTime::zero());
    }
}

double MaxPressure::pressure(const GreenPhase& phase, const std::vector<double>& queue) {
    return sum_of_weights(phase.protected_movements, queue) +
           0.5 * sum_of_weights(phase.permitted_movements, queue);
}

void MaxPressure::act(SimTime now) {
    const std::vector<double> queue = lane_halting_.read(now);
    std::vector<double> targets(signals_.size());
    for (std::size_t i = 0; i < signals_.size(); ++i) {
        targets[i] = decide(i, now, queue);
    }
    target_.publish(now, targets);
    next_ = now + config_.interval;
}

int MaxPressure::decide(std::size_t signal, SimTime now, const std::vector<double>& queue) {
    const std::vector<GreenPhase>& phases = signals_[signal].phases;
    State& state = states_[signal];
    if (phases.size() < 2) {
        return -1;
    }
    if (state.phase >= 0) {
        state.last_green[static_cast<std::size_t>(state.phase)] = now;
        if (now - state.switched < config_.min_green) {
            return state.phase;
        }
    }
    // Ties keep the running phase, then take the lower number: no vehicle gains by a needless
    // switch.
    int best = state.phase;
    double best_pressure =
        best >= 0 ? pressure(phases[static_cast<std::size_t>(best)], queue) : -1e300;
    int starved = -1;
    for (int candidate = 0; candidate < static_cast<int>(phases.size()); ++candidate) {
        const auto index = static_cast<std::size_t>(candidate);
        const double candidate_pressure = pressure(phases[index], queue);
        if (candidate_pressure > best_pressure) {
            best = candidate;
            best_pressure = candidate_pressure;
        }
        const bool waits_too_long =
            now - state.last_green[index] >= config_.max_red && has_waiting(phases[index], queue);
        if (waits_too_long &&
            (starved < 0 ||
             state.last_green[index] < state.last_green[static_cast<std::size_t>(starved)])) {
            starved = candidate;
        }
    }
    const int chosen = starved >= 0 ? starved : best;
    if (chosen != state.phase) {
        state.phase = chosen;
        state.switched = now;
    }
    return chosen;
}

void MaxPressure::begin_at(SimTime now) {
    next_ = ceil_to(now + Duration::nanoseconds(1), config_.interval);
    for (State& state : states_) {
        state.switched = now;
        std::ranges::fill(state.last_green, now);
    }
}

void MaxPressure::save(engine::StateWriter& out) const {
    out.put(next_);
    out.put(std::uint64_t{states_.size()});
    for (const State& state : states_) {
        out.put(state.phase);
        out.put(state.switched);
        out.put(state.last_green);
    }
}

void MaxPressure::restore(engine::StateReader& in, SimTime now) {
    in.get(next_);
    if (next_ < now || in.get<std::uint64_t>() != states_.size()) {
        in.fail("the checkpoint has other signals or another time");
    }
    for (State& state : states_) {
        in.get(state.phase);
        in.get(state.switched);
        in.get_sized(state.last_green);
        if (state.phase < -1 || state.phase >= static_cast<int>(state.last_green.size()) ||
            state.switched > now) {
            in.fail("the checkpoint has a signal in a phase that it does not have");
        }
    }
}

} // namespace cityproof::traffic
