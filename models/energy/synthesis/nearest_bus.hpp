// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/energy/synthesis/place_index.hpp"
#include "models/energy/synthesis/synthetic_grid.hpp"

#include <cstdint>

namespace cityproof::energy {

/// Finds the low-voltage bus that stands nearest to a lamp, a signal or a pump.
class NearestBus {
  public:
    explicit NearestBus(const SyntheticGrid& grid);

    struct Hit {
        std::uint32_t bus = no_asset; ///< index in the grid's buses; no_asset in an empty grid
        double distance_m = 0;
    };

    Hit at(const contracts::Place& place) const;

  private:
    PlaceIndex index_;
};

} // namespace cityproof::energy
