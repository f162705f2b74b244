// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/import_options.hpp"

#include <string>

namespace cityproof::scenarios {

/// Makes a city package from existing parts. All or nothing: the package is built beside its place
/// and renamed when it is whole. The same inputs give the same bytes. Returns what was found,
/// assumed and is missing, as text for the terminal. Errors: ProblemsError with everything that
/// does not fit, each with file, line and column; InputError when nothing can be imported or the
/// output exists; EngineError when the disk is full.
std::string import_city(const ImportOptions& options);

} // namespace cityproof::scenarios
