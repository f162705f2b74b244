// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "models/contracts/command.hpp"
#include "models/contracts/key_figure.hpp"
#include "models/contracts/moving.hpp"
#include "models/contracts/signal_layout.hpp"
#include "models/traffic/street_closures.hpp"
#include "models/traffic/traffic_start.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::traffic {

struct SumoConfig {
    std::filesystem::path sumo_config; ///< named in messages
    /// The configuration's text that SUMO gets, with absolute paths: only what was checked,
    /// whatever else the file says. Empty: the file itself.
    std::string configuration = {};
    std::uint32_t seed = 0;
    SimTime end;
    std::optional<Duration> begin; ///< SUMO time at the scenario's start; absent: the sumocfg's
    Duration exchange = Duration::seconds(60); ///< how often the street ports are published
    std::optional<Duration>
        signal_exchange;       ///< how often lane queues at signals are; absent: never
    Duration departure_jitter; ///< each departure is delayed by a uniform draw from [0, jitter]
    std::optional<Duration> teleport_after; ///< absent: SUMO's 300 s; zero: never
    double demand_scale = 1;
    bool emissions =
        false; ///< count the vehicles' emissions; SUMO then takes about 1.4 times as long
    bool offers_closed_streets = false; ///< a port tells which streets are closed
    double offset_x_m = 0; ///< the net's netOffset: net coordinates minus it are projected ones
    double offset_y_m = 0;
    std::optional<TrafficStart> start = {}; ///< a saved state to begin from; absent: empty roads at
                                            ///< time zero
};

/// Road traffic by SUMO (libsumo, microscopic, steps of one second, one thread).
///
/// act(k) simulates [k, k+1 s) with the inputs valid at k and publishes with a latency of one
/// second. Inputs: whether each signal has electricity (a signal without shows nothing and the
/// junction works by right of way) and the green phase that a policy orders. Only one can exist in
/// a process at a time (libsumo is one simulation per process).
///
/// Commands: close_street and open_street on table street, carried out before the step that starts
/// at or after them; see StreetClosures for what vehicles do.
///
/// Determinism: same seed, same results; SUMO draws from one stream, so a policy shifts the draws
/// of what follows it.
///
/// Checkpoint: SUMO's own saved states are not exact, so it is repeated. The model keeps all that
/// SUMO was told (a few bytes a switching); restore() simulates from the start again and compares a
/// hash of everything published and of every vehicle's place and speed at each re-basing instant.
/// That costs what the simulation of the traffic up to there has cost.
///
/// Saved state: a run can also begin from a state that SUMO saved, as loaded by a fresh process.
/// That is the same each time, and not what the run that saved it would have gone on with.
class SumoTraffic final : public engine::DomainModel,
                          public contracts::CommandReceiver,
                          public contracts::KeyFigureSource,
                          public contracts::MovingSource {
  public:
    /// Loads the scenario. Errors: InputError with SUMO's own words when it refuses net, routes or
    /// additionals.
    explicit SumoTraffic(const SumoConfig& config);

    /// What the loaded library says of itself, "SUMO 1.28.0".
    static std::string engine_version();
    ~SumoTraffic() override;

    const std::vector<std::string>& street_ids() const;
    const std::vector<std::string>& signal_ids() const;
    std::vector<contracts::SignalLayout> signal_layouts() const;

    /// Ports of others; set before the run. nullptr: always supplied; own plans.
    void connect(const engine::Port* signal_supply, const engine::Port* signal_target);

    std::string_view name() const override { return "traffic"; }

    SimTime next_time() const override;
    void act(SimTime now) override;
    std::vector<engine::Port*> outputs() override;
    const engine::Port& lane_halting() const;

    bool accepts(const contracts::Command& command) const override;
    void receive(const contracts::Command& command, SimTime now) override;

    void collect(contracts::MovingFrame& frame) override;

    /// Called before each step that restore() repeats, with its time and where the repetition ends,
    /// and once when it is there. May throw to end it.
    void on_replay(std::function<void(SimTime now, SimTime until)> callback);

    void rebase(SimTime now) override;
    void save(engine::StateWriter& out) const override;
    /// Errors: also EngineError when SUMO did not come to the state that was saved; what the
    /// callback throws.
    void restore(engine::StateReader& in, SimTime now) override;
    /// What it begins from is in SumoConfig::start: this only checks the time.
    void branch(engine::StateReader& in, SimTime now) override;

    /// What another run can begin from, see SumoConfig::start. After rebase(). Errors: InputError
    /// when there are persons or containers on the road, which SUMO's saved states lose.
    TrafficStart saved_start() const;

    /// Ends the SUMO simulation on the first call (the trip report is complete only then); no act()
    /// after it. A mean over no vehicle is NaN.
    std::vector<contracts::KeyFigure> key_figures() const override;

    /// CPU time spent inside SUMO's steps so far, in seconds: for the benchmark of the coupling's
    /// cost.
    double cpu_s() const;

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace cityproof::traffic
