// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/street_mains.hpp"

#include <vector>

namespace cityproof::water::synthesis {

/// The part of the graph that each node belongs to, numbered by their first nodes.
std::vector<std::uint32_t> parts_of(const StreetMains& mains);

/// Takes away the edges of parts in which no building is joined.
void drop_parts_without_customers(StreetMains& mains);

/// Adds edges between parts, the longest part first, each where it is nearest to those joined
/// already. A part farther away than `longest_m` stays alone.
void join_parts(StreetMains& mains, double longest_m);

} // namespace cityproof::water::synthesis
