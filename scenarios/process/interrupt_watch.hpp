// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

namespace cityproof::process {

/// While it lives, SIGINT and SIGTERM do not end the process but are counted, so that children can
/// be stopped in order. At most one at a time in a process. Errors: std::logic_error for a second
/// one.
class InterruptWatch {
  public:
    InterruptWatch();
    InterruptWatch(const InterruptWatch&) = delete;
    InterruptWatch& operator=(const InterruptWatch&) = delete;
    ~InterruptWatch();

    /// How many have come so far.
    int count() const;
    /// The first that came: SIGINT or SIGTERM; 0 before.
    int first_signal() const;

  private:
    struct sigaction old_int_ {};

    struct sigaction old_term_ {};
};

} // namespace cityproof::process
