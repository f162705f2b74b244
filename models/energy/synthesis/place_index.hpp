// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace cityproof::energy {

/// Finds the nearest of some places by a grid of square cells. Places can be added at any time. Of
/// equally near ones the one with the lowest number wins, whatever the order of adding.
class PlaceIndex {
  public:
    struct Hit {
        std::uint32_t number = 0;
        double distance_m = 0;
    };

    /// Parameters: `corner_a` and `corner_b` hold all places that will be added (others go into the
    /// cells of the rim); `expected` is about how many there will be.
    PlaceIndex(const contracts::Place& corner_a, const contracts::Place& corner_b,
               std::size_t expected);

    void add(std::uint32_t number, const contracts::Place& place);

    /// nullopt when nothing was added.
    std::optional<Hit> nearest(const contracts::Place& place) const;

  private:
    struct Entry {
        std::uint32_t number = 0;
        contracts::Place place;
    };

    std::int64_t column(double x_m) const;
    std::int64_t row(double y_m) const;

    std::vector<std::vector<Entry>> cells_;
    double west_m_ = 0;
    double south_m_ = 0;
    double cell_m_ = 1;
    std::int64_t columns_ = 1;
    std::int64_t rows_ = 1;
    std::size_t size_ = 0;
};

/// Straight distance, m. Not std::hypot, whose last bit differs between machines.
double distance_m(const contracts::Place& a, const contracts::Place& b);

/// Corners of the box around places; two zero corners when there are none.
std::pair<contracts::Place, contracts::Place>
corners_of(const std::vector<contracts::Place>& places);

} // namespace cityproof::energy
