// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cityproof {

/// Diagnostics for people on standard error; results never go through it.
class Log {
  public:
    enum class Level { debug, info, warning, error };

    static void set_level(Level level);
    static void debug(std::string_view text);
    static void info(std::string_view text);
    static void warning(std::string_view text);
    static void error(std::string_view text);
};

} // namespace cityproof
