// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace cityproof::testing {

struct CommandResult {
    int exit_code = -1;
    std::string output; ///< standard output and standard error
};

/// Runs a shell command to its end.
inline CommandResult run_command(const std::string& command) {
    CommandResult result;
    FILE* pipe =
        popen(("(" + command + ") 2>&1").c_str(), "r"); // NOLINT(cert-env33-c): a test's own text
    if (pipe == nullptr) {
        return result;
    }
    std::array<char, 4096> buffer{};
    std::size_t got = 0;
    while ((got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) {
        result.output.append(buffer.data(), got);
    }
    const int status = pclose(pipe);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    return result;
}

inline bool has_command(const std::string& name) {
    return run_command("command -v " + name).exit_code == 0;
}

} // namespace cityproof::testing
