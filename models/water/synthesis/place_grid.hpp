// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace cityproof::water::synthesis {

double distance_m(const contracts::Place& a, const contracts::Place& b);

/// Places with a number each, found again by nearness. Of several equally near ones it is the one
/// that was added first.
class PlaceGrid {
  public:
    struct Found {
        std::uint32_t item = 0xffffffffU; ///< 0xffffffff: none
        double distance_m = 0;
    };

    explicit PlaceGrid(double cell_m) : cell_m_{cell_m} {}

    void add(const contracts::Place& place, std::uint32_t item);
    /// The nearest one not farther than `within_m`.
    Found nearest(const contracts::Place& place, double within_m) const;

  private:
    using Cell = std::pair<std::int64_t, std::int64_t>;

    struct Entry {
        contracts::Place place;
        std::uint32_t item;
    };

    Cell cell_of(const contracts::Place& place) const;
    void look_into(const Cell& cell, const contracts::Place& place, Found& best) const;

    double cell_m_;
    std::map<Cell, std::vector<Entry>> cells_;
};

} // namespace cityproof::water::synthesis
