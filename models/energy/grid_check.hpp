// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/energy/grid_document.hpp"

#include <optional>

namespace cityproof::energy {

/// Finds what the power flow core would take without a word and answer with wrong numbers: short
/// circuits, rated voltages that differ along a line, a transformer between the wrong voltage
/// levels, impossible tap positions and losses, two ends at one node, no source in service.
void check_grid(const GridDocument& grid, Problems& problems);

/// Finds sources whose strength nobody gives: neither the file (sk) nor the scenario
/// (source_strength_va, VA). The core would take 1e10 VA, which moves voltages by up to 0.0044 pu
/// against an ideal source.
void check_source_strength(const GridDocument& grid, std::optional<double> source_strength_va,
                           Problems& problems);

} // namespace cityproof::energy
