// SPDX-License-Identifier: Apache-2.0
#include "models/population/population.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace cityproof::population {
namespace {

contracts::CityModel houses(int count, double dwelling_m2, double work_m2 = 0) {
    contracts::CityModel city;
    for (int i = 0; i < count; ++i) {
        contracts::Building building;
        building.id = fmt::format("w{}", i);
        building.use = contracts::BuildingUse::commercial;
        building.dwelling_area_m2 = dwelling_m2;
        building.work_area_m2 = work_m2;
        city.buildings.push_back(building);
    }
    return city;
}

TEST(Population, a_house_of_240_square_metres_holds_3_or_4_people) {
    // The header's worked number: 240 * 0.78 / 47.7 = 3.92 persons on average.
    contracts::CityModel city = houses(1000, 240);
    const PopulationCount count = populate(city, {});
    for (const contracts::Building& building : city.buildings) {
        EXPECT_GE(building.residents, 3U);
        EXPECT_LE(building.residents, 4U);
        EXPECT_GE(building.households, 1U);
    }
    EXPECT_NEAR(static_cast<double>(count.residents), 3925, 30); // standard deviation 8.6
    EXPECT_NEAR(count.floor_m2_per_resident, 47.7 / 0.78, 0.5);
}

TEST(Population, a_given_number_is_met_exactly) {
    for (const std::uint32_t wanted : {1U, 77U, 5000U}) {
        contracts::CityModel city = houses(100, 200);
        EXPECT_EQ(populate(city, wanted).residents, wanted);
    }
}

TEST(Population, a_city_without_dwellings_stays_empty_whatever_is_asked) {
    contracts::CityModel city = houses(3, 0, 550);
    const PopulationCount count = populate(city, 50);
    EXPECT_EQ(count.residents, 0U);
    EXPECT_EQ(count.jobs, 30U); // 550 m2 at 55 m2 a workplace, three times
}

TEST(Population, one_more_building_changes_nobody_elses_draw) {
    contracts::CityModel small = houses(50, 130, 55);
    contracts::CityModel large = houses(51, 130, 55);
    populate(small, {});
    populate(large, {});
    for (std::size_t b = 0; b < small.buildings.size(); ++b) {
        EXPECT_EQ(small.buildings[b].residents, large.buildings[b].residents);
        EXPECT_EQ(small.buildings[b].jobs, large.buildings[b].jobs);
    }
}

TEST(Population, another_seed_makes_another_city) {
    contracts::CityModel one = houses(50, 130);
    contracts::CityModel two = houses(50, 130);
    two.seed = 2;
    populate(one, {});
    populate(two, {});
    int different = 0;
    for (std::size_t b = 0; b < one.buildings.size(); ++b) {
        different += one.buildings[b].residents != two.buildings[b].residents ? 1 : 0;
    }
    EXPECT_GT(different, 0);
}

/// One dwelling of each area in each cell.
PeopleByCell cells_of(std::vector<double> people, std::vector<std::uint32_t> cell_of_building) {
    PeopleByCell cells{std::move(people), {}, std::move(cell_of_building)};
    for (std::size_t c = 0; c < cells.people.size(); ++c) {
        cells.middle.push_back({100.0 * static_cast<double>(c), 0});
    }
    return cells;
}

TEST(Population, people_of_cells_become_whole_ones_that_add_up) {
    // The header's worked number: 10.4 + 5.1 = 15.5, rounded 16. Shares of 16: 10.74 and 5.26, so
    // 11 and 5.
    contracts::CityModel city = houses(2, 100);
    CellFit fit;
    const PopulationCount count = populate_by_cells(city, cells_of({10.4, 5.1}, {0, 1}), {}, fit);
    EXPECT_EQ(count.residents, 16U);
    EXPECT_EQ(city.buildings[0].residents, 11U);
    EXPECT_EQ(city.buildings[1].residents, 5U);
    EXPECT_EQ(fit.moved_people, 0U);
}

TEST(Population, people_of_a_cell_spread_by_floor_area) {
    contracts::CityModel city = houses(3, 100);
    city.buildings[1].dwelling_area_m2 = 300;
    CellFit fit;
    populate_by_cells(city, cells_of({80, 7}, {0, 0, 1}), {}, fit);
    EXPECT_EQ(city.buildings[0].residents, 20U);
    EXPECT_EQ(city.buildings[1].residents, 60U);
    EXPECT_EQ(city.buildings[2].residents, 7U);
}

TEST(Population, people_of_a_cell_without_a_dwelling_go_to_the_nearest_with_one) {
    contracts::CityModel city = houses(3, 100);
    city.buildings[2].dwelling_area_m2 = 0; // a factory, alone in its cell
    CellFit fit;
    // Cells at 0, 100, 200 and 300 m; dwellings in the first two, nobody's building in the last.
    const auto cells = cells_of({10, 20, 5, 3}, {0, 1, 2});
    EXPECT_EQ(populate_by_cells(city, cells, {}, fit).residents, 38U);
    EXPECT_EQ(city.buildings[0].residents, 10U);
    EXPECT_EQ(city.buildings[1].residents, 28U);
    EXPECT_EQ(fit.moved_people, 8U);
    EXPECT_EQ(fit.moved_from, 2U);
}

TEST(Population, dwellings_outside_all_cells_are_empty_and_counted) {
    contracts::CityModel city = houses(2, 100);
    CellFit fit;
    EXPECT_EQ(populate_by_cells(city, cells_of({9}, {0, 0xffffffffU}), 50, fit).residents, 50U);
    EXPECT_EQ(city.buildings[1].residents, 0U);
    EXPECT_EQ(fit.empty_dwellings, 1U);
}

} // namespace
} // namespace cityproof::population
