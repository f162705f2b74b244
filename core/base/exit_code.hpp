// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cityproof {

/// What every verb's process returns; documented in docs/formats.md.
enum class ExitCode : int {
    ok = 0,            ///< done, or every verdict is PASS
    fail = 1,          ///< a verdict is FAIL
    bad_input = 2,     ///< something the user can mend: a file, an option
    missing_runs = 3,  ///< runs that a comparison needs are missing or failed
    engine_error = 4,  ///< a simulation engine or our own code gave up
    inconclusive = 5,  ///< a verdict is INCONCLUSIVE
    transient = 75,    ///< asked to stop (SIGTERM); a resumable file was left
    interrupted = 130, ///< Ctrl-C
};

constexpr int to_int(ExitCode code) {
    return static_cast<int>(code);
}

/// Runs a program's body and turns exceptions into one line on standard error and the documented
/// exit code. `program` is the name printed in front of the message.
template <typename Body>
int run_program(const char* program, Body&& body);

/// The part of run_program that is not a template: rethrows the current exception, reports it,
/// returns its code.
ExitCode report_current_exception(const char* program);

template <typename Body>
int run_program(const char* program, Body&& body) {
    try {
        return to_int(body());
    } catch (...) {
        return to_int(report_current_exception(program));
    }
}

} // namespace cityproof
