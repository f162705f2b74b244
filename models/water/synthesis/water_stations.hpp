// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/network_assembly.hpp"

namespace cityproof::water::synthesis {

/// Makes each zone's station and its tank, or its valve.
///
/// A works or a booster pumps through a rising main straight into the zone's tank, and the tank
/// feeds the streets by gravity: pressures do not depend on whether the pump runs. Pumps bring the
/// greatest day's water in 20 hours. A tank holds a quarter of the greatest day for its swings, a
/// quarter for emergencies, and the water for one fire. The pump starts at 70 % of its depth and
/// stops at 95 %. A reducing valve stands at the zone's end of the street where its water comes in.
void add_stations(const Design& design, const NodeNumbers& numbers, NameBook& nodes,
                  NameBook& links, SyntheticWater& water);

} // namespace cityproof::water::synthesis
