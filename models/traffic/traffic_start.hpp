// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"
#include "models/traffic/street_closures.hpp"
#include "models/traffic/traffic_record.hpp"

#include <set>
#include <string>
#include <vector>

namespace cityproof::traffic {

/// One signal at the moment of a saved state: SUMO's own saved states leave out what it was told
/// from outside.
struct SignalState {
    std::string id;
    std::string plan;        ///< the program whose green phases are counted
    std::string own_program; ///< what SUMO runs when nobody interferes
    std::string ordered;     ///< the state that was set; empty: SUMO runs a program
    SignalOrder order;       ///< what it was told last
    int target = -1;         ///< ordered green phase, or -1
    bool dark = false;
    bool at_rest = true;
    std::vector<SimTime> amber_until;
    SimTime clear_at;

    friend bool operator==(const SignalState&, const SignalState&) = default;
};

/// Everything that a simulation of traffic begins with in a run that branches from a saved state.
struct TrafficStart {
    SimTime at;
    double sumo_time_s = 0;
    std::string sumo_state; ///< SUMO's XML
    std::vector<SignalState> signals;
    std::vector<ClosedStreet> closed_streets = {};
    std::vector<StreetOrder> street_orders = {}; ///< for the first step
    std::set<std::string> cut_off = {}; ///< vehicles on the road whose trip a closed street ends

    void save(engine::StateWriter& out) const;
    /// Errors: InputError of the reader.
    static TrafficStart restored(engine::StateReader& in);
};

/// SUMO's XML without its comments: they tell when, from which files and with which options it was
/// written, so that equal states would not be equal files.
std::string without_comments(std::string xml);

} // namespace cityproof::traffic
