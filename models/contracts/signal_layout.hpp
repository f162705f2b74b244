// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace cityproof::contracts {

/// What a controller must know of one signalised junction. Lanes are indices of the traffic model's
/// lane ports.
struct SignalLayout {
    struct Movement {
        std::uint32_t from_lane = 0;
        std::uint32_t to_lane = 0;
    };

    /// A phase of the signal's own plan that gives green to some movements, and amber or red-amber
    /// to none.
    struct GreenPhase {
        std::vector<Movement> protected_movements; ///< 'G': goes without yielding
        std::vector<Movement> permitted_movements; ///< 'g': yields to conflicting traffic
    };

    std::string id;
    std::vector<GreenPhase> phases;
};

} // namespace cityproof::contracts
