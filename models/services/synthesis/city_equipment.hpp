// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace cityproof::services {

/// A piece of equipment where one ought to stand.
struct EquipmentSite {
    std::string id;
    std::string kind;
    contracts::Place place;
    std::uint32_t building = contracts::no_segment; ///< that it belongs to; no_segment: none
    double size = 0; ///< litres of a container, places of a car park, points of a charger
};

/// One container for residual waste at every house with people: 20 litres a person and week (about
/// 150 kg a year, Destatis), in the sizes 120, 240, 660 and 1100 l, emptied every week.
std::vector<EquipmentSite> place_residual_containers(const contracts::CityModel& city);

/// Recycling islands, one for 900 residents less those `mapped`, spread as people live.
std::vector<EquipmentSite> place_recycling_islands(const contracts::CityModel& city,
                                                   std::size_t mapped);

/// Car parks at shops, offices and public buildings of more than 1500 m2 without a mapped one
/// within 150 m: a place for 60 m2 of floor, 400 at most (building codes ask for 30 to 80 m2).
std::vector<EquipmentSite> place_car_parks(const contracts::CityModel& city,
                                           std::span<const contracts::Place> mapped);

/// Public charging stations of two points, one for 1500 residents less those `mapped`, spread as
/// people live.
std::vector<EquipmentSite> place_chargers(const contracts::CityModel& city, std::size_t mapped);

/// A station of a kind for 25,000 residents, one at least, at public buildings where there are
/// some, spread as people live.
std::vector<EquipmentSite> place_stations(const contracts::CityModel& city,
                                          const std::string& kind);

/// Indices of buildings with residents such that one follows the other after `step` residents when
/// the city is walked square by square (500 m) in a snake; the first after a drawn part of a step.
std::vector<std::uint32_t> spread_by_residents(const contracts::CityModel& city, double step,
                                               const std::string& purpose);

} // namespace cityproof::services
