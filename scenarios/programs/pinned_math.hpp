// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace cityproof::scenarios {

/// glibc chooses its exp, log, sin ... by the CPU's features, and the choices differ in the last
/// bit. Without FMA every x86-64 machine computes the same. The setting is read when a process
/// starts, so it is made for the next one. Returns whether this process already had it.
inline bool pin_math_library() {
    constexpr const char* variable = "GLIBC_TUNABLES";
    constexpr const char* pinned = "glibc.cpu.hwcaps=-FMA,-FMA4";
    const char* given =
        std::getenv(variable); // NOLINT(concurrency-mt-unsafe): no thread has been started
    if (given != nullptr && std::string_view{given}.find(pinned) != std::string_view::npos) {
        return true;
    }
    // NOLINTNEXTLINE(concurrency-mt-unsafe)
    setenv(variable, given == nullptr ? pinned : fmt::format("{}:{}", given, pinned).c_str(), 1);
    return false;
}

/// For a program whose results depend on the math library: starts itself again with the setting if
/// it lacks it.
inline void require_pinned_math(char** argv) {
    if (!pin_math_library()) {
        execv("/proc/self/exe", argv);
    }
}

} // namespace cityproof::scenarios
