// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <cstdint>
#include <optional>

namespace cityproof::population {

/// Constants of the synthesis. Sources: living space, household size: Destatis, Wohnungsbestand and
/// Mikrozensus 2021 (47.7 m2 and 2.03 persons in Germany; other countries of Europe lie within a
/// third of it). Share of gross floor area that is living space, floor area per workplace: planning
/// values of the trade (70 to 80 %; offices 30, shops 50 to 100, public 70 to 130, industry and
/// logistics 80 to 250).
struct PopulationRule {
    double living_space_m2 = 47.7; ///< per person, net
    double net_share = 0.78;       ///< living space of a dwelling's gross floor area
    double persons_per_household = 2.03;
    double commercial_m2 = 55; ///< gross floor area per workplace
    double public_m2 = 90;
    double industrial_m2 = 130;
};

/// What populate() made.
struct PopulationCount {
    std::uint64_t residents = 0;
    std::uint64_t households = 0;
    std::uint64_t jobs = 0;
    double floor_m2_per_resident = 0; ///< gross, of dwellings
};

/// Fills residents, households and jobs of all buildings by their floor areas. A building's share
/// is rounded up or down by a draw of its own, so that adding one changes no other. With
/// `residents` the shares are scaled to that number and it is met exactly, as long as there is a
/// dwelling. Assumes one density of living everywhere; vacancy and second homes are left out.
/// Worked number: a house of 240 m2 gross holds 240 * 0.78 / 47.7 = 3.92 persons: 3 or, in 92 % of
/// all seeds, 4.
PopulationCount populate(contracts::CityModel& city, std::optional<std::uint32_t> residents,
                         const PopulationRule& rule = {});

} // namespace cityproof::population
