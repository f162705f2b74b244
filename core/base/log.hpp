// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cityproof {

/// Diagnostics for people on standard error; results never go through it.
class Log {
  public:
    static void warning(std::string_view text);
};

} // namespace cityproof
