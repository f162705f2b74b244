// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/contracts/city_model.hpp"

#include <cstdint>
#include <optional>
#include <vector>

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

/// Where people live, as a census or a raster says it.
struct PeopleByCell {
    std::vector<double> people;                  ///< by cell, zero or more
    std::vector<contracts::Place> middle;        ///< by cell
    std::vector<std::uint32_t> cell_of_building; ///< beyond the last cell: in none
};

/// What populate_by_cells() had to do about cells that do not fit the buildings.
struct CellFit {
    std::uint64_t moved_people = 0; ///< of cells without a dwelling, to the nearest cell with one
    std::uint64_t moved_from = 0;   ///< such cells
    std::uint64_t empty_dwellings = 0; ///< buildings with dwellings where nobody lives
};

/// Fills residents, households and jobs as populate() does, but with the people of each cell spread
/// over the floor area of its dwellings. The total is that of all cells, rounded, or `residents`,
/// in the cells' proportions; it is met exactly as long as there is a dwelling in a cell.
/// Worked number: 10.4 and 5.1 people are 15.5, rounded 16; as whole people the cells have 11
/// and 5.
PopulationCount populate_by_cells(contracts::CityModel& city, const PeopleByCell& cells,
                                  std::optional<std::uint32_t> residents, CellFit& fit,
                                  const PopulationRule& rule = {});

} // namespace cityproof::population
