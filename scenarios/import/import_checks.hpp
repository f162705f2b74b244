// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/import/import_options.hpp"

namespace cityproof::scenarios {

/// Whether what was asked for fits together, before any file is read. Errors: InputError.
void check_import_options(const ImportOptions& options);

} // namespace cityproof::scenarios
