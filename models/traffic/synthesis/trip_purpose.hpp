// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace cityproof::traffic {

enum class TripPurpose : std::uint8_t {
    work,
    business,
    education,
    shopping,
    errand,
    leisure,
    escort,
    through, ///< neither begins nor ends in the city
};

inline constexpr std::size_t purposes_of_residents = 7;

/// How people travel for one purpose.
struct PurposeRule {
    std::string_view name;
    double share = 0;         ///< of all trips from home
    double decay_m = 0;       ///< of the gravity model: weight exp(-way / decay)
    double outside_share = 0; ///< of the trips that leave a city which has gates
    double outside_m = 0;     ///< mean way beyond the gate
    double stay_h = 0;        ///< mean time at the destination
    double stay_spread_h = 0;
    std::array<double, 24> start; ///< of the way there, by hour of a working day; relative
};

/// Shares of purposes: Mobilität in Deutschland 2017 (work 16, business 11, education 7, shopping
/// 16, errands 14, leisure 28, escort 8 %). Starts, decays, stays and the shares that leave a city
/// are this project's assumptions, chosen for a morning peak at 7 to 8 and an evening one at 16 to
/// 18 o'clock and for about half of a town's workers commuting out.
inline constexpr std::array<PurposeRule, purposes_of_residents> purpose_rules{{
    {"work", 0.16, 4000, 0.45, 14000, 8.0, 1.2, {0, 0, 0, 1, 2, 7, 20, 28, 17, 7, 3, 2,
                                                 2, 3, 2, 1, 1, 1, 1,  1,  1,  1, 0, 0}},
    {"business", 0.11, 4000, 0.45, 16000, 2.0, 1.0, {0, 0, 0, 0, 0, 1, 4, 9, 13, 13, 12, 10,
                                                     7, 9, 9, 7, 4, 2, 0, 0, 0,  0,  0,  0}},
    {"education", 0.07, 2000, 0.2, 8000, 6.0, 1.0, {0, 0, 0, 0, 0, 0, 5, 60, 20, 5, 2, 1,
                                                    0, 3, 2, 0, 0, 1, 1, 0,  0,  0, 0, 0}},
    {"shopping", 0.16, 1500, 0.2, 8000, 0.7, 0.3, {0, 0, 0, 0,  0,  0, 0, 1, 5, 10, 14, 12,
                                                   7, 6, 8, 10, 11, 9, 6, 2, 0, 0,  0,  0}},
    {"errand", 0.14, 2000, 0.25, 10000, 0.8, 0.4, {0, 0, 0,  0,  0, 0, 0, 4, 10, 14, 14, 10,
                                                   6, 7, 10, 10, 8, 5, 2, 0, 0,  0,  0,  0}},
    {"leisure", 0.28, 3000, 0.3, 14000, 2.2, 1.0, {0, 0, 0,  0,  0,  0,  0,  1,  2, 4, 6, 5,
                                                   5, 7, 10, 10, 10, 11, 11, 10, 6, 2, 1, 0}},
    {"escort", 0.08, 1500, 0.15, 6000, 0.3, 0.1, {0,  0,  0, 0,  0,  0,  3, 30, 10, 1, 1, 5,
                                                  10, 10, 2, 10, 15, 10, 3, 1,  0,  0, 0, 0}},
}};

} // namespace cityproof::traffic
