// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <span>
#include <string>
#include <vector>

namespace cityproof::services {

/// Where the city's environment is measured.
struct StationSite {
    std::string id;
    std::string kind; ///< "traffic" or "background"
    contracts::Place place;
};

/// Air quality stations: for 50,000 residents, but once at least, one at the busiest kind of street
/// where most people live and one in the background (siting: Directive 2008/50/EC, annexes III and
/// V).
std::vector<StationSite> place_air_stations(const contracts::CityModel& city);

/// Noise stations: one for 10,000 residents, two at least, beside streets from primary to tertiary
/// where most people live, 300 m apart.
std::vector<StationSite> place_noise_stations(const contracts::CityModel& city);

/// A LoRaWAN gateway on a roof.
struct GatewaySite {
    std::string id;
    contracts::Place place;
    double height_m = 0;
    double range_m = 0;
    std::size_t covered = 0; ///< devices that it was chosen for
};

/// Range of a gateway on a roof at SF10: sensitivity -133 dBm, 14 dBm sent, 14 dB of margin, and
/// the path loss 128.95 + 23.2 log10(d / 1 km) dB measured in Oulu (Petäjäjärvi et al. 2015): 1.5
/// km. (With the decimal logarithm; LoRaSim's natural one gives a third.)
inline constexpr double gateway_range_m = 1500;

/// Chooses the highest building of each square of 500 m as a candidate and takes those that cover
/// most devices which no other covers yet, until all have one (greedy set cover). Devices that no
/// candidate reaches stay uncovered.
std::vector<GatewaySite> place_gateways(const contracts::CityModel& city,
                                        std::span<const contracts::Place> devices);

} // namespace cityproof::services
