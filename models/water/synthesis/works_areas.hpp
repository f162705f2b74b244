// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/street_mains.hpp"
#include "models/water/synthesis/water_use.hpp"

#include <vector>

namespace cityproof::water::synthesis {

/// The nodes that each works is for. Parts of the mains that do not hang together have works of
/// their own; one with more than `residents_per_works` is halved along its longer side, so that
/// each half has its share of the demand, again and again.
std::vector<std::vector<std::uint32_t>> works_areas(const StreetMains& mains,
                                                    const std::vector<JunctionUse>& uses,
                                                    double residents_per_works);

} // namespace cityproof::water::synthesis
