// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace cityproof::scenarios {

/// Makes Ctrl-C and SIGTERM a request that the run notices between two windows, and a crash of an
/// engine (a broken net can make SUMO crash) one sentence with exit code 4 instead of a bare
/// signal. Parameters: `program` is named in that sentence, "cityproof run"; a literal.
void install_signal_handlers(const char* program);

/// Throws Interrupted (exit 130 or 75) once a request has come.
void check_interrupt();

/// What the process is doing, for the sentence of a crash: "loading the SUMO scenario". Must be a
/// literal.
void set_activity(const char* text);

} // namespace cityproof::scenarios
