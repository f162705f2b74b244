// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"
#include "models/energy/synthesis/synthetic_grid.hpp"

#include <vector>

namespace cityproof::energy {

/// Key figures of a synthetic grid at peak beside published ranges. Empty for an empty grid.
std::vector<RealismFigure> grid_realism(const contracts::CityModel& city,
                                        const SyntheticGrid& grid);

} // namespace cityproof::energy
