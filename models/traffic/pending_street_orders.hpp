// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.hpp"
#include "models/contracts/command.hpp"
#include "models/traffic/street_closures.hpp"

#include <string>
#include <vector>

namespace cityproof::traffic {

/// Streets to be closed and opened that wait for SUMO's next step.
class PendingStreetOrders {
  public:
    /// `streets`: ascending ids; outlives it.
    explicit PendingStreetOrders(const std::vector<std::string>& streets) : streets_{streets} {}

    /// close_street and open_street on a street.
    static bool are(const contracts::Command& command);

    /// For the first step that does not begin before the command. Errors: InputError for a street
    /// that does not exist.
    void add(const contracts::Command& command, SimTime now);

    /// Takes out what the step at `now` has to carry out, in the order in which it was given.
    std::vector<StreetOrder> take_due(SimTime now);

    void save(engine::StateWriter& out) const;
    /// Errors: InputError for streets that do not exist.
    void restore(engine::StateReader& in);

    /// Those of a saved state, all for its first step.
    std::vector<StreetOrder> all() const;
    void begin_with(const std::vector<StreetOrder>& orders, SimTime at);

  private:
    struct Pending {
        SimTime due;
        StreetOrder order;
    };

    const std::vector<std::string>& streets_;
    std::vector<Pending> pending_;
};

} // namespace cityproof::traffic
