// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"
#include "models/water/epanet_project.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::water {

/// What a link was told by the file, a control, a rule or a command, whatever the solution made of
/// it: a pump that cannot lift so high and a pipe into a full tank are closed by the solution only.
enum class LinkOrder : std::uint8_t { open, closed, regulate };

/// What a network in EPANET is between two solutions, as far as the library lets it be read and
/// written. All in the file's units: what is written is what was read, bit by bit.
///
/// EPANET also remembers things that cannot be written: the flows at which the next solution starts
/// its search, which links the last solution closed for now, the tanks' net inflow, the last rule
/// that fired on a closed pump. EpanetProject::start() resets all of them, so after
/// apply_network_state() what follows depends on this state alone.
///
/// Not told apart: a valve that regulates at exactly 0 and that the solution opened or closed, from
/// one that is fixed so; it counts as fixed.
struct NetworkState {
    long clock = 0;                    ///< s
    std::vector<double> tank_levels;   ///< per tank, above its bottom
    std::vector<LinkOrder> orders;     ///< per link
    std::vector<double> link_settings; ///< per link: speed of a pump, setting of a valve

    void save(engine::StateWriter& out) const;
    /// Reads the state of a network of this size. Errors: InputError also for values that no
    /// network has.
    static NetworkState restored(engine::StateReader& in, std::size_t tanks, std::size_t links);
};

/// Parameters: `tanks` are EPANET's node numbers.
NetworkState read_network_state(const EpanetProject& project, const std::vector<int>& tanks,
                                long clock);

/// Starts EPANET afresh and puts it into `state`; nothing is solved.
void apply_network_state(EpanetProject& project, const std::vector<int>& tanks,
                         const NetworkState& state);

} // namespace cityproof::water
