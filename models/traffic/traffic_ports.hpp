// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/port.hpp"
#include "models/traffic/signal_heads.hpp"
#include "models/traffic/street_closures.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cityproof::traffic {

/// What SUMO's traffic offers to others, and the hash by which a repeated simulation is compared.
class TrafficPorts {
  public:
    /// Numbers of elements, and whether there is a port of closed streets.
    struct Sizes {
        std::size_t streets = 0;
        std::size_t lanes = 0;
        std::size_t signals = 0;
        bool closed_streets = false;
    };

    /// Makes the ports. To be called once.
    void offer(const Sizes& sizes);

    std::vector<engine::Port*> outputs();
    const engine::Port& lane_halting() const;

    /// While silent nothing is published but counts for the hash all the same.
    void set_silent(bool silent) { silent_ = silent; }

    bool silent() const { return silent_; }

    /// Of everything published so far.
    std::uint64_t hash() const { return hash_; }

    /// As the running SUMO has it after the step that began at `now`.
    void publish_streets(SimTime now, const std::vector<std::string>& streets);
    void publish_signals(SimTime now, const std::vector<SignalHeads>& signals);
    /// Nothing where there is no such port.
    void publish_closed(SimTime now, const StreetClosures& closures);
    void publish_lanes(SimTime now, const std::vector<std::string>& lanes);

  private:
    void publish(std::size_t port, SimTime now, const std::vector<double>& values);

    std::vector<engine::Port> ports_;
    bool silent_ = false;
    std::uint64_t hash_ = 0;
};

} // namespace cityproof::traffic
