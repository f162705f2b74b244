// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/city/city.hpp"
#include "models/energy/synthesis/synthetic_grid.hpp"

#include <vector>

namespace cityproof::scenarios {

/// The layers bus, line and transformer, whose ids are those that the grid's file gives, and
/// substation (transformer stations and primary substations) and switch. Every row says its
/// provenance ("synthetic"; a station on a mapped site is synthetic, too, its rule says where it
/// stands) and the rule that made it. Layers without a row are left out.
std::vector<io::AssetTable> synthetic_grid_tables(const energy::SyntheticGrid& grid);

} // namespace cityproof::scenarios
