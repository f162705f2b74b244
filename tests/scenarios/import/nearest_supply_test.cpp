// SPDX-License-Identifier: Apache-2.0
#include "scenarios/import/made_layer.hpp"
#include "scenarios/import/nearest_supply.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cityproof::scenarios {
namespace {

/// A table of points with one column.
io::AssetTable points(const char* name, const char* column,
                      const std::vector<std::pair<contracts::Place, io::Attribute>>& rows) {
    MadeLayer layer{name, {column}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        layer.add(name + std::to_string(i), point_at(rows[i].first), {rows[i].second}, "by hand");
    }
    return layer.take();
}

/// Buses on a line from west to east: 10 kV at 0 m, a joint at 100 m, a busbar at 1000 m.
class NearestSupply : public ::testing::Test {
  protected:
    NearestSupply() {
        MadeLayer buses{"bus", {"rated_v", "kind"}};
        const auto add = [&](const char* id, double x_m, double rated_v, const char* kind) {
            buses.add(id, point_at({x_m, 0}), {rated_v, std::string{kind}}, "by hand");
        };
        add("mv", 0, 10'000, "station_mv");
        add("joint", 100, 400, "joint");
        add("busbar", 1000, 400, "station_lv");
        add_layer(buses.take());
    }

    void add_layer(io::AssetTable table) {
        draft_.add(std::move(table), io::Provenance::synthetic, "by hand");
    }

    std::string bus_of(const char* layer, std::size_t row = 0) {
        return draft_.table(layer)->text(row, "supplied_by");
    }

    CityDraft draft_;
};

TEST_F(NearestSupply, a_lamp_hangs_on_the_nearest_bus_of_low_voltage) {
    add_layer(points("lamp", "power_w", {{{1, 0}, 80.0}, {{990, 0}, 80.0}}));
    join_to_nearest_bus(draft_);
    EXPECT_EQ(bus_of("lamp", 0), "joint") << "not on the 10 kV bus beside it";
    EXPECT_EQ(bus_of("lamp", 1), "busbar");
}

TEST_F(NearestSupply, pumps_and_chargers_hang_on_the_busbar_of_a_station) {
    add_layer(points("pump", "kind", {{{100, 0}, std::string{"pump"}}}));
    add_layer(points("charger", "points", {{{100, 0}, std::int64_t{2}}}));
    join_to_nearest_bus(draft_);
    EXPECT_EQ(bus_of("pump"), "busbar");
    EXPECT_EQ(bus_of("charger"), "busbar");
}

TEST_F(NearestSupply, a_bus_that_somebody_gave_stays) {
    add_layer(points("lamp", "supplied_by", {{{1, 0}, std::string{"busbar"}}, {{1, 0}, {}}}));
    join_to_nearest_bus(draft_);
    EXPECT_EQ(bus_of("lamp", 0), "busbar");
    EXPECT_EQ(bus_of("lamp", 1), "joint");
}

TEST_F(NearestSupply, what_has_no_place_gets_no_bus) {
    io::AssetTable lamps = points("lamp", "power_w", {{{1, 0}, 80.0}});
    lamps.geometry[0] = {};
    add_layer(std::move(lamps));
    join_to_nearest_bus(draft_);
    EXPECT_EQ(bus_of("lamp"), "");
}

TEST_F(NearestSupply, chargers_of_a_street_make_one_zone_with_a_share_for_each_point) {
    MadeLayer streets{"street", {"class"}};
    streets.add("far", line_between({0, 500}, {2000, 500}), {std::string{"highway.tertiary"}}, "");
    streets.add("path", line_between({0, 1}, {2000, 1}), {std::string{"highway.footway"}}, "");
    streets.add("near", line_between({0, 20}, {2000, 20}), {std::string{"highway.tertiary"}}, "");
    add_layer(streets.take());
    add_layer(
        points("charger", "points", {{{100, 0}, std::int64_t{2}}, {{900, 0}, std::int64_t{1}}}));
    join_to_nearest_bus(draft_);
    add_zones_of_chargers(draft_);
    const io::AssetTable* zones = draft_.table("charging_zone");
    ASSERT_NE(zones, nullptr);
    EXPECT_EQ(zones->ids, std::vector<std::string>{"near"}) << "no car charges on a footway";
    EXPECT_NEAR(*zones->number(0, "share"), 0.06, 1e-12); // 2 % for each of three points
    EXPECT_EQ(zones->number(0, "power_w"), 22000);
    EXPECT_EQ(zones->text(0, "supplied_by"), "busbar");
}

TEST_F(NearestSupply, the_share_of_a_zone_is_a_tenth_at_most) {
    MadeLayer streets{"street", {"class"}};
    streets.add("near", line_between({0, 20}, {2000, 20}), {std::string{"highway.tertiary"}}, "");
    add_layer(streets.take());
    add_layer(points("charger", "points", {{{100, 0}, std::int64_t{12}}}));
    join_to_nearest_bus(draft_);
    add_zones_of_chargers(draft_);
    EXPECT_NEAR(*draft_.table("charging_zone")->number(0, "share"), 0.1, 1e-12);
}

TEST(NearestSupplyWithoutGrid, leaves_all_as_it_is) {
    CityDraft draft;
    draft.add(points("lamp", "power_w", {{{1, 0}, 80.0}}), io::Provenance::surveyed, "");
    join_to_nearest_bus(draft);
    EXPECT_EQ(draft.table("lamp")->column("supplied_by"), nullptr);
}

} // namespace
} // namespace cityproof::scenarios
