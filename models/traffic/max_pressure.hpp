// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "models/contracts/signal_layout.hpp"

#include <vector>

namespace cityproof::traffic {

struct MaxPressureConfig {
    Duration interval = Duration::seconds(5);   ///< how often each signal decides
    Duration min_green = Duration::seconds(10); ///< shortest time from one switch to the next, with
                                                ///< the amber and the red before the green
    Duration max_red = Duration::seconds(
        120); ///< a phase with waiting vehicles is served after this time at the latest
    SimTime end;
};

/// Adaptive signal control: each junction gives green to the phase with the largest pressure.
///
///   w(l, m) = q(l) - q(m)              weight of the movement from lane l to lane m
///   P(phase) = sum of w(l, m) over its protected movements + 1/2 over its permitted ones
///
/// with q = halting vehicles on the lane. A lane that feeds several movements of a phase counts
/// once, with the mean of their downstream queues. Source: P. Varaiya, "Max pressure control of a
/// network of signalized intersections", Transp. Res. C 36 (2013), eq. 5, with point queues
/// replaced by halting counts, as in RESCO (Ault & Sharon 2021). Worked number: a phase whose one
/// protected movement leaves a lane with 6 halting vehicles for one with 2 has P = 4. Beyond the
/// source: a minimum green, and a longest red so that a side street with one car is served. Not
/// modelled: pedestrians' own calls, coordination between junctions, detector faults (it sees every
/// halting vehicle).
///
/// Publishes policy/signal_target. A signal with fewer than two green phases keeps its plan (-1).
class MaxPressure final : public engine::DomainModel {
  public:
    /// Parameters: `lane_halting` is the traffic model's port of that name; it is read, not waited
    /// for.
    MaxPressure(std::vector<contracts::SignalLayout> signals, const engine::Port& lane_halting,
                MaxPressureConfig config);

    std::string_view name() const override { return "max_pressure"; }

    SimTime next_time() const override { return next_ > config_.end ? SimTime::never() : next_; }

    void act(SimTime now) override;

    std::vector<engine::Port*> outputs() override { return {&target_}; }

    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;
    /// Decides first when the queues have been counted: one interval later at the latest. Until
    /// then the signals keep their plans.
    void begin_at(SimTime now) override;

    const engine::Port& target() const { return target_; }

    /// The pressure of one phase for given queues (vehicles, by lane number); public for tests and
    /// explanations.
    static double pressure(const contracts::SignalLayout::GreenPhase& phase,
                           const std::vector<double>& queue);

  private:
    struct State {
        int phase = -1;
        SimTime switched;
        std::vector<SimTime> last_green; ///< per phase
    };

    int decide(std::size_t signal, SimTime now, const std::vector<double>& queue);

    std::vector<contracts::SignalLayout> signals_;
    const engine::Port& lane_halting_;
    MaxPressureConfig config_;
    engine::Port target_;
    std::vector<State> states_;
    SimTime next_;
};

} // namespace cityproof::traffic
