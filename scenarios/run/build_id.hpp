// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace cityproof::scenarios {

/// The linker's hash of the running program, in hexadecimal: equal for equal code. Empty where the
/// program has none.
std::string build_id();

/// The processor family that the program was compiled for: "x86_64".
std::string architecture();

} // namespace cityproof::scenarios
