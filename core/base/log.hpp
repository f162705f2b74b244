// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace cityproof {

/// Diagnostics for people; results never go through it. Written to standard error, or handed to the
/// listener when there is one.
class Log {
  public:
    /// While it lives, it gets what would be written. At most one at a time. Threads: called on the
    /// thread that warns, one call after the other.
    class Listener {
      public:
        explicit Listener(std::function<void(const std::string&)> on_warning);
        Listener(const Listener&) = delete;
        Listener& operator=(const Listener&) = delete;
        ~Listener();
    };

    static void warning(std::string_view text);
};

} // namespace cityproof
