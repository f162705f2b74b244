// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/water/synthesis/street_mains.hpp"

#include <array>
#include <vector>

namespace cityproof::water::synthesis {

/// Share of the mean that is used in each hour of a day.
using DayShape = std::array<double, 24>;

/// Mean of weekdays in 2022 of the measured inflow of three residential districts (DMA 2, 3, 7) of
/// a utility in north-east Italy, less leaks taken as 0.8 of the lowest hour. Source: Alvisi et
/// al., Battle of Water Demand Forecasting, 2025, doi 10.1061/JWRMD5.WRENG-6887.
inline constexpr DayShape domestic_shape{0.59, 0.43, 0.36, 0.34, 0.37, 0.55, 1.01, 1.62,
                                         1.59, 1.41, 1.23, 1.11, 1.09, 1.12, 1.03, 0.98,
                                         0.99, 1.06, 1.22, 1.42, 1.46, 1.23, 0.97, 0.79};
/// The same of two districts with trade and industry (DMA 9, 10).
inline constexpr DayShape work_shape{0.53, 0.46, 0.48, 0.49, 0.47, 0.54, 0.84, 1.23,
                                     1.44, 1.46, 1.48, 1.45, 1.36, 1.39, 1.39, 1.30,
                                     1.27, 1.13, 1.05, 1.05, 0.96, 0.83, 0.74, 0.67};

/// What the customers at a junction use, means over a day.
struct JunctionUse {
    double domestic_m3ps = 0;
    double work_m3ps = 0;
    double loss_m3ps = 0;
    std::uint32_t residents = 0;

    double use_m3ps() const { return domestic_m3ps + work_m3ps; }
};

/// Use of one person, m3/s.
double per_person_m3ps(const WaterSynthesisOptions& options);

/// Per node of `mains`. A building's residents use from 0.7 to 1.3 of the mean person's water, by
/// draw; work uses water by floor area. Leaks are spread by the length of pipes.
std::vector<JunctionUse> water_use(const contracts::CityModel& city, const StreetMains& mains,
                                   const WaterSynthesisOptions& options);

} // namespace cityproof::water::synthesis
