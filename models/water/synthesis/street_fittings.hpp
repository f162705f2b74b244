// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/synthetic_water.hpp"
#include "models/water/synthesis/water_synthesis_options.hpp"

namespace cityproof::water::synthesis {

/// Mapped hydrants within 60 m of a main stay where they are; others are set along the mains, one
/// for each `hydrant_spacing_m` of way, counted over the joints. None on mains below DN 100.
void add_hydrants(const contracts::CityModel& city, const WaterSynthesisOptions& options,
                  SyntheticWater& water);

/// N - 1 gate valves where N mains meet, N above 2: all legs but the widest. A shut main between
/// zones has one that is closed.
void add_isolation_valves(SyntheticWater& water);

} // namespace cityproof::water::synthesis
