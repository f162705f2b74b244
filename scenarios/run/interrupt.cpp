// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/interrupt.hpp"

#include "core/base/errors.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstring>

namespace cityproof::scenarios {
namespace {

volatile std::sig_atomic_t requested_signal = 0;
std::atomic<const char*> program_name{"cityproof"};
std::atomic<const char*> activity{"starting"};

ExitCode exit_code_of(int signal) {
    return signal == SIGINT ? ExitCode::interrupted : ExitCode::transient;
}

extern "C" void on_request(int signal) {
    // A second one means now.
    if (requested_signal != 0) {
        _exit(to_int(exit_code_of(requested_signal)));
    }
    requested_signal = signal;
}

/// Only async-signal-safe calls: the heap may be broken.
extern "C" void on_crash(int signal) {
    const auto say = [](const char* text) {
        [[maybe_unused]] const ssize_t ignored = write(STDERR_FILENO, text, std::strlen(text));
    };
    say(program_name.load());
    say(": an engine crashed (");
    say(signal == SIGSEGV ? "segmentation fault" : signal == SIGABRT ? "abort" : "fatal signal");
    say(") while ");
    say(activity.load());
    say("; a run that had started can be mended with `cityproof recover`\n");
    _exit(to_int(ExitCode::engine_error));
}

} // namespace

void install_signal_handlers(const char* program) {
    program_name.store(program);

    struct sigaction request {};

    request.sa_handler = on_request;
    request.sa_flags = SA_RESTART;
    sigaction(SIGINT, &request, nullptr);
    sigaction(SIGTERM, &request, nullptr);

    static std::array<char, 65536> crash_stack; // the stack itself may be what overflowed
    const stack_t stack{.ss_sp = crash_stack.data(), .ss_flags = 0, .ss_size = crash_stack.size()};
    sigaltstack(&stack, nullptr);

    struct sigaction crash {};

    crash.sa_handler = on_crash;
    crash.sa_flags = SA_ONSTACK;
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
        sigaction(signal, &crash, nullptr);
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a file that may grow no more is an error of its writer
}

void check_interrupt() {
    if (requested_signal != 0) {
        throw Interrupted(exit_code_of(requested_signal),
                          requested_signal == SIGINT ? "interrupted" : "asked to stop");
    }
}

void set_activity(const char* text) {
    activity.store(text);
}

} // namespace cityproof::scenarios
