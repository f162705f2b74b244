// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <span>
#include <string>
#include <vector>

namespace cityproof::services {

/// A street lamp where one ought to stand.
struct LampSite {
    std::string id; ///< "lamp:SEGMENT:NUMBER"
    contracts::Place place;
    double power_w = 0;
};

/// Places lamps in a row on alternating sides of built-up streets. Rule: along streets of the
/// largest net from primary to residential wherever a house stands within 40 m, along whole
/// streets, paths and service roads mapped as lit, and nowhere along those mapped as unlit. LED
/// lamps of 110, 80, 60 and 35 W every 35, 35, 38 and 42 m on primary, secondary, tertiary and
/// residential streets (spacing: three to five times the height of the mast, EN 13201 practice).
/// None within 20 m of a lamp in `mapped`.
std::vector<LampSite> place_street_lamps(const contracts::CityModel& city,
                                         std::span<const contracts::Place> mapped);

/// Power of a mapped lamp of which nothing more is known: an LED lamp of a street.
inline constexpr double usual_lamp_w = 50;

} // namespace cityproof::services
