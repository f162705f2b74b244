// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/crash_report.hpp"

#include "core/base/exit_code.hpp"

#include <unistd.h>

#include <cstddef>

namespace cityproof::traffic {
namespace {

constexpr int signals[] = {SIGSEGV, SIGABRT, SIGFPE};

std::string message;        // made before a signal can come: a handler must not allocate
int output_descriptor = -1; // standard error as it was before CapturedStderr took it

void end_process(int /*signal*/) {
    const ssize_t ignored = write(output_descriptor, message.data(), message.size());
    static_cast<void>(ignored);
    _exit(to_int(ExitCode::bad_input));
}

} // namespace

CrashReport::CrashReport(const std::string& line) {
    message = line + "\n";
    output_descriptor = dup(STDERR_FILENO);

    struct sigaction action {};

    action.sa_handler = end_process;
    for (std::size_t i = 0; i < std::size(signals); ++i) {
        sigaction(signals[i], &action, &before_[i]);
    }
}

CrashReport::~CrashReport() {
    for (std::size_t i = 0; i < std::size(signals); ++i) {
        sigaction(signals[i], &before_[i], nullptr);
    }
    close(output_descriptor);
    output_descriptor = -1;
}

} // namespace cityproof::traffic
