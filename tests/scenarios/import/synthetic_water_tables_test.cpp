// SPDX-License-Identifier: Apache-2.0
#include "models/water/synthesis/water_synthesis.hpp"
#include "models/water/water_tables.hpp"
#include "scenarios/import/synthetic_water_tables.hpp"
#include "scenarios/import/water_source.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/water/synthesis/towns.hpp"
#include "tests/models/water/water_fixture.hpp"

namespace cityproof::scenarios {
namespace {

water::synthesis::SyntheticWater hillside() {
    const water::synthesis::Town town = water::synthesis::hillside_town();
    water::synthesis::WaterSynthesisOptions options;
    options.elevation_m = town.elevation_m;
    return water::synthesis::synthesize_water(town.city, options);
}

void expect_same_lines(const io::AssetTable& ours, const io::AssetTable& files) {
    ASSERT_EQ(ours.ids, files.ids) << ours.name;
    for (std::size_t row = 0; row < ours.size(); ++row) {
        const auto& points = ours.geometry[row].points;
        const auto& others = files.geometry[row].points;
        ASSERT_EQ(points.size(), others.size()) << ours.ids[row];
        for (std::size_t i = 0; i < points.size(); ++i) {
            EXPECT_NEAR(points[i].x_m, others[i].x_m, 0.006); // the file has centimetres
            EXPECT_NEAR(points[i].y_m, others[i].y_m, 0.006);
        }
    }
}

// What `run` reads from the network's file must be what is on the map.
TEST(SyntheticWaterTables, have_the_ids_and_lines_that_the_file_has) {
    const auto water = hillside();
    const water::InpFolder folder;
    CityDraft draft;
    add_water_layers(water::read_water_tables(folder.write(water.inp)), "synthesis", std::nullopt,
                     draft);
    std::size_t compared = 0;
    for (const io::AssetTable& table : synthetic_water_tables(water)) {
        if (const io::AssetTable* from_file = draft.table(table.name)) {
            expect_same_lines(table, *from_file);
            ++compared;
        }
    }
    EXPECT_EQ(compared, draft.layers().size());
}

TEST(SyntheticWaterTables, say_of_every_row_that_it_is_synthetic_and_by_which_rule) {
    for (const io::AssetTable& table : synthetic_water_tables(hillside())) {
        ASSERT_EQ(table.columns.size(), table.attributes.size());
        for (std::size_t row = 0; row < table.size(); ++row) {
            EXPECT_EQ(table.text(row, "provenance"), "synthetic");
            EXPECT_FALSE(table.text(row, "rule").empty());
        }
    }
}

TEST(SyntheticWaterTables, of_an_empty_network_are_none) {
    EXPECT_TRUE(synthetic_water_tables({}).empty());
}

} // namespace
} // namespace cityproof::scenarios
