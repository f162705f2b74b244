// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/place_grid.hpp"

#include "models/water/synthesis/synthetic_water.hpp"

#include <cmath>
#include <cstdlib>

namespace cityproof::water::synthesis {

double distance_m(const contracts::Place& a, const contracts::Place& b) {
    const double x = b.x_m - a.x_m;
    const double y = b.y_m - a.y_m;
    return std::sqrt(x * x + y * y); // hypot's bits differ between versions of the library
}

void PlaceGrid::add(const contracts::Place& place, std::uint32_t item) {
    cells_[cell_of(place)].push_back({place, item});
}

PlaceGrid::Found PlaceGrid::nearest(const contracts::Place& place, double within_m) const {
    Found best{none, std::nextafter(within_m, within_m + 1)};
    const Cell middle = cell_of(place);
    const auto rings = static_cast<std::int64_t>(std::ceil(within_m / cell_m_));
    for (std::int64_t ring = 0; ring <= rings; ++ring) {
        // Nothing in this ring is nearer than its inner edge.
        if (static_cast<double>(ring - 1) * cell_m_ > best.distance_m) {
            break;
        }
        for (std::int64_t x = -ring; x <= ring; ++x) {
            const std::int64_t step = std::abs(x) == ring || ring == 0 ? 1 : 2 * ring;
            for (std::int64_t y = -ring; y <= ring; y += step) {
                look_into({middle.first + x, middle.second + y}, place, best);
            }
        }
    }
    return best;
}

PlaceGrid::Cell PlaceGrid::cell_of(const contracts::Place& place) const {
    return {static_cast<std::int64_t>(std::floor(place.x_m / cell_m_)),
            static_cast<std::int64_t>(std::floor(place.y_m / cell_m_))};
}

void PlaceGrid::look_into(const Cell& cell, const contracts::Place& place, Found& best) const {
    const auto found = cells_.find(cell);
    if (found == cells_.end()) {
        return;
    }
    for (const Entry& entry : found->second) {
        const double away = distance_m(entry.place, place);
        if (away < best.distance_m || (away == best.distance_m && entry.item < best.item)) {
            best = {entry.item, away};
        }
    }
}

} // namespace cityproof::water::synthesis
