// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/energy/synthesis/synthetic_grid.hpp"

#include <string>

namespace cityproof::energy {

/// Numbers all assets, buses first, and gives them the ids that the model will use for them.
void number_assets(SyntheticGrid& grid);

/// The grid in power-grid-model's JSON input format, version 1.0, one component a line. Assets have
/// been numbered.
std::string grid_file_text(const SyntheticGrid& grid);

} // namespace cityproof::energy
