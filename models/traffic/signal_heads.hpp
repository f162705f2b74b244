// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "models/contracts/signal_layout.hpp"
#include "models/traffic/traffic_start.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cityproof::traffic {

/// What one signalised junction shows: its own plan, a green phase ordered by a policy (with the
/// amber and the red that safety asks for in between), or nothing when it has no electricity.
/// Changes SUMO only where the shown state must change.
///
/// A policy loses as much time between two greens as the plan does at its longest: after an amber
/// no link turns green for the plan's longest time without any green or amber directly after an
/// amber phase (all red, and red-amber, which is shown as red). Phases count in the plan's order; a
/// plan that jumps ("next") is read as if it did not. A red for some links only, while others keep
/// their green, is not told from a phase of its own.
///
/// When SUMO itself switches the program (a WAUT), the new one is the junction's own plan from then
/// on; a dark signal shows it for one step, until the next update. While a policy orders, SUMO 1.28
/// leaves its switching out: the plan from before the orders comes back.
class SignalHeads {
  public:
    /// Reads plan and links of a signal from the running SUMO. `lanes` numbers the lanes at signals
    /// and grows.
    SignalHeads(std::string id, std::map<std::string, std::uint32_t>& lanes);

    const contracts::SignalLayout& layout() const { return layout_; }

    /// To be called before the step that starts at `now`. `target` is the index of the wanted green
    /// phase, or -1 for the junction's own plan. Errors: ModelError for a target that the signal
    /// does not have.
    void update(SimTime now, bool supplied, int target);

    bool dark() const { return dark_; }

    /// For a saved state, without the order.
    SignalState state() const;
    /// Puts in force again what `state` says, in a SUMO that has loaded the state. Errors:
    /// InputError when the plan is another one than that whose phase is ordered.
    void restore(const SignalState& state);

    /// Lamp heads that burn: one for each link that shows green, amber or red.
    int heads_lit() const;

  private:
    /// One step towards the target: links that lose their green show amber first, and no link
    /// turns green while another one's amber burns or the junction is being cleared.
    void approach(SimTime now);

    contracts::SignalLayout layout_;
    std::string plan_;                      ///< the program that the layout tells
    std::string own_program_;               ///< what SUMO runs when nobody interferes
    std::vector<std::string> green_states_; ///< per green phase: the plan's state string
    Duration amber_;                        ///< of the plan's longest amber phase
    Duration clearance_;                    ///< red between an amber and the next green
    bool dark_ = false;
    int target_ = -1;                  ///< ordered green phase, or -1
    bool at_rest_ = true;              ///< the target is shown
    std::vector<SimTime> amber_until_; ///< per link: when an amber that we show may end
    SimTime clear_at_;                 ///< before it no link turns green
};

} // namespace cityproof::traffic
