// SPDX-License-Identifier: Apache-2.0
#include "models/energy/grid_tables.hpp"
#include "models/energy/synthesis/synthesize_grid.hpp"
#include "scenarios/import/synthetic_grid_tables.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/energy/synthesis/small_towns.hpp"

namespace cityproof::scenarios {
namespace {

const io::AssetTable& table_of(const std::vector<io::AssetTable>& tables, const char* name) {
    return *std::ranges::find(tables, name, &io::AssetTable::name);
}

TEST(SyntheticGridTables, have_the_ids_that_run_reads_from_the_file) {
    const energy::SyntheticGrid grid = energy::synthesize_grid(energy::testing::squares(4));
    const energy::GridTables file = energy::read_grid_tables(grid.pgm_json, "grid.json");
    const auto tables = synthetic_grid_tables(grid);
    EXPECT_EQ(table_of(tables, "bus").ids, file.bus_ids);
    EXPECT_EQ(table_of(tables, "line").ids, file.lines.ids);
    EXPECT_EQ(table_of(tables, "transformer").ids, file.transformers.ids);
    const io::AssetTable& lines = table_of(tables, "line");
    for (std::size_t row = 0; row < lines.size(); ++row) {
        EXPECT_EQ(lines.text(row, "from_bus"), file.bus_ids[file.lines.from_bus[row]]);
    }
}

TEST(SyntheticGridTables, say_of_every_row_that_it_is_synthetic_and_by_which_rule) {
    for (const io::AssetTable& table :
         synthetic_grid_tables(energy::synthesize_grid(energy::testing::squares(4)))) {
        ASSERT_GT(table.size(), 0U);
        for (std::size_t row = 0; row < table.size(); ++row) {
            EXPECT_EQ(table.text(row, "provenance"), "synthetic") << table.name;
            EXPECT_FALSE(table.text(row, "rule").empty()) << table.name;
            EXPECT_NE(table.geometry[row].kind, io::GeometryKind::none) << table.name;
        }
    }
}

TEST(SyntheticGridTables, of_an_empty_grid_are_none) {
    EXPECT_TRUE(synthetic_grid_tables({}).empty());
}

} // namespace
} // namespace cityproof::scenarios
