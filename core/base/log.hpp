// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cityproof {

/// Diagnostics for people; results never go through it. Written to standard error, or handed to the
/// listener when there is one.
class Log {
  public:
    struct Warning {
        std::string text = {};          ///< without its time
        std::optional<SimTime> at = {}; ///< when in the simulation; none: outside of it
        std::string target = {};        ///< what it is about, "table/id"; may be empty
    };

    /// While it lives, it gets what would be written. At most one at a time. Threads: called on the
    /// thread that warns, one call after the other.
    class Listener {
      public:
        explicit Listener(std::function<void(const Warning&)> on_warning);
        Listener(const Listener&) = delete;
        Listener& operator=(const Listener&) = delete;
        ~Listener();
    };

    static void warning(std::string_view text);
    static void warning(const Warning& warning);
};

/// "at 0:30:00: energy: ...".
std::string to_string(const Log::Warning& warning);

} // namespace cityproof
