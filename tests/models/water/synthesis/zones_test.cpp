// SPDX-License-Identifier: Apache-2.0
#include "models/water/water_tables.hpp"

#include "tests/models/water/synthesis/synthesis_fixture.hpp"

namespace cityproof::water::synthesis {
namespace {

std::size_t count(const SyntheticWater& water, ZoneFeed feed) {
    return static_cast<std::size_t>(std::ranges::count(water.zones, feed, &PressureZone::feed));
}

TEST(PressureZones, flat_ground_is_one_zone) {
    EXPECT_EQ(synthesized(flat_town()).zones.size(), 1);
}

// 120 m of height: pressures from 25 to 80 m, less 5 m for losses and 5 m for a tank's depth, leave
// 45 m for one zone.
TEST(PressureZones, a_hillside_of_120_m_takes_three_or_more) {
    const SyntheticWater water = synthesized(hillside_town());
    EXPECT_GE(water.zones.size(), 3);
    EXPECT_LE(water.zones.size(), 6);
    for (const PressureZone& zone : water.zones) {
        EXPECT_LE(zone.highest_m - zone.lowest_m, 45.0 + 1e-9);
    }
}

TEST(PressureZones, pressure_at_rest_stays_below_its_limit_wherever_the_ground_lies) {
    for (const Town& town : {hillside_town(), valley_town()}) {
        EXPECT_LE(figure(synthesized(town), "water.most_pressure"), 80);
    }
}

TEST(PressureZones, every_main_between_two_zones_is_shut) {
    const SyntheticWater water = synthesized(hillside_town());
    for (const WaterPipe& pipe : water.pipes) {
        const bool ends_in_two = water.nodes[pipe.start].zone != water.nodes[pipe.end].zone;
        EXPECT_EQ(pipe.closed, ends_in_two) << pipe.id;
    }
}

TEST(PressureZones, two_hills_over_a_valley_have_stations_of_their_own) {
    const SyntheticWater water = synthesized(valley_town());
    EXPECT_EQ(count(water, ZoneFeed::works), 1);
    EXPECT_EQ(water.valves.size(), count(water, ZoneFeed::reducer));
    EXPECT_EQ(water.pumps.size(), 1 + count(water, ZoneFeed::booster));
    EXPECT_GE(water.zones.size(), 3);
}

TEST(PressureZones, a_lower_zone_is_fed_through_a_valve_when_the_works_are_above) {
    // Most people live on the hill, a few 60 m below.
    Town town = hillside_town();
    for (contracts::Building& building : town.city.buildings) {
        building.residents = building.centre.x_m > 700 ? 20 : 1;
    }
    const SyntheticWater water = synthesized(town);
    EXPECT_GE(water.valves.size(), 1);
    const TrialFigures figures = tried(water);
    EXPECT_GE(figures.least_pressure_m, 25);
    EXPECT_LE(figures.most_pressure_m, 80);
}

TEST(PressureZones, a_large_city_has_several_works) {
    WaterSynthesisOptions options;
    options.residents_per_works = 1000;
    const SyntheticWater water = synthesize_water(flat_town().city, options);
    EXPECT_EQ(count(water, ZoneFeed::works), 3); // 2640 people
    const TrialFigures figures = tried(water);
    EXPECT_GE(figures.least_pressure_m, 25);
}

// The importer and the viewer take ids and order from the file.
TEST(SyntheticFile, has_the_nodes_and_pipes_in_the_order_of_the_assets) {
    const SyntheticWater water = synthesized(hillside_town());
    const InpFolder folder;
    const WaterTables tables = read_water_tables(folder.write(water.inp));
    ASSERT_EQ(tables.nodes.size(), water.nodes.size());
    for (std::size_t i = 0; i < water.nodes.size(); ++i) {
        EXPECT_EQ(tables.nodes[i].id, water.nodes[i].id);
    }
    ASSERT_EQ(tables.pipes.size(), water.pipes.size());
    for (std::size_t i = 0; i < water.pipes.size(); ++i) {
        EXPECT_EQ(tables.pipes[i].id, water.pipes[i].id);
        EXPECT_EQ(tables.pipes[i].start, water.pipes[i].start);
        EXPECT_EQ(tables.pipes[i].end, water.pipes[i].end);
    }
    ASSERT_EQ(tables.tanks.size(), water.tanks.size());
    EXPECT_EQ(tables.tanks[0], water.tanks[0].node);
    EXPECT_EQ(tables.pumps.size(), water.pumps.size());
    EXPECT_EQ(tables.valves.size(), water.valves.size());
}

} // namespace
} // namespace cityproof::water::synthesis
