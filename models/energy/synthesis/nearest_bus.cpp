// SPDX-License-Identifier: Apache-2.0
#include "models/energy/synthesis/nearest_bus.hpp"

#include <vector>

namespace cityproof::energy {
namespace {

bool is_low_voltage(const GridBus& bus) {
    return bus.kind == BusKind::station_lv || bus.kind == BusKind::joint;
}

PlaceIndex index_for(const SyntheticGrid& grid) {
    std::vector<contracts::Place> places;
    for (const GridBus& bus : grid.buses) {
        places.push_back(bus.place);
    }
    const auto [low, high] = corners_of(places);
    return PlaceIndex{low, high, places.size()};
}

} // namespace

NearestBus::NearestBus(const SyntheticGrid& grid) : index_{index_for(grid)} {
    for (std::uint32_t bus = 0; bus < grid.buses.size(); ++bus) {
        if (is_low_voltage(grid.buses[bus])) {
            index_.add(bus, grid.buses[bus].place);
        }
    }
}

NearestBus::Hit NearestBus::at(const contracts::Place& place) const {
    const auto hit = index_.nearest(place);
    return hit ? Hit{hit->number, hit->distance_m} : Hit{};
}

} // namespace cityproof::energy
