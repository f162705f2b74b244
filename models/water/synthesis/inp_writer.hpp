// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/synthetic_water.hpp"

#include <string>

namespace cityproof::water::synthesis {

/// EPANET 2.2 text of a network: L/s, m, mm, Hazen-Williams, days that repeat. The same network
/// gives the same bytes: no date, no place of a file.
std::string inp_text(const SyntheticWater& water);

} // namespace cityproof::water::synthesis
