// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "models/water/synthesis/synthetic_water.hpp"

#include <vector>

namespace cityproof::scenarios {

/// The layers water_node, pipe, pump, tank and valve as add_water_layers() makes them from a file,
/// with the same ids, and hydrant and isolation_valve. Every row says its provenance ("synthetic",
/// of mapped hydrants "surveyed") and the rule that made it. Layers without a row are left out.
std::vector<io::AssetTable> synthetic_water_tables(const water::synthesis::SyntheticWater& water);

} // namespace cityproof::scenarios
