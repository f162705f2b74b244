// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/network_assembly.hpp"

#include <vector>

namespace cityproof::water::synthesis {

/// Figures of the network as designed, beside the ranges of real networks. Pressures and losses
/// are those of the design's peak hour, DVGW W 410, with ring pipes left out: an EPANET solution
/// of a mean day lies on the safe side of them (see trial_run.hpp).
std::vector<RealismFigure> realism_of(const Design& design, const SyntheticWater& water);

} // namespace cityproof::water::synthesis
