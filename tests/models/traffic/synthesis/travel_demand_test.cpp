// SPDX-License-Identifier: Apache-2.0
#include "models/traffic/synthesis/travel_demand.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/traffic/synthesis/grid_town.hpp"

namespace cityproof::traffic {
namespace {

using testing::GridTown;

TravelDemand demand_of(const GridTown& town) {
    return make_travel_demand(town.city, town.graph, town.access);
}

TEST(TravelDemand, residents_make_3_1_trips_a_day) {
    const TravelDemand demand = demand_of(GridTown{false});
    EXPECT_EQ(demand.count.residents, 1600U); // 40 streets with 40 people each
    // MiD 2017: 3.1; the standard deviation of 1600 draws of 0 to 3 round trips is 0.05.
    EXPECT_NEAR(demand.count.trips_per_person, 3.1, 0.2);
}

TEST(TravelDemand, the_share_of_drivers_is_that_of_the_density) {
    const TravelDemand demand = demand_of(GridTown{false});
    EXPECT_NEAR(demand.count.driver_share, driver_share_of(demand.count.density_per_km2), 0.03);
}

TEST(TravelDemand, a_town_without_gates_sends_nobody_out_and_lets_nobody_in) {
    const DemandCount count = demand_of(GridTown{false}).count;
    EXPECT_EQ(count.commuters_in + count.commuters_out + count.trips_through, 0U);
}

TEST(TravelDemand, commuters_use_the_gate) {
    const GridTown town{true};
    const TravelDemand demand = demand_of(town);
    EXPECT_GT(demand.count.commuters_out, 0U);
    const std::uint32_t entry = town.graph.gates[0].entries[0];
    EXPECT_TRUE(std::ranges::any_of(demand.trips,
                                    [&](const CarTrip& trip) { return trip.from_edge == entry; }));
}

/// A second town beside the first, without a road between them.
void add_town(GridTown& towns, const GridTown& other) {
    const auto first = static_cast<std::uint32_t>(towns.graph.edges.size());
    for (RoadEdge edge : other.graph.edges) {
        edge.from = "b" + edge.from;
        edge.to = "b" + edge.to;
        for (std::uint32_t& next : edge.next) {
            next += first;
        }
        towns.graph.edges.push_back(edge);
    }
    for (contracts::Building house : other.city.buildings) {
        house.id = "b" + house.id;
        house.centre.x_m += 10'000;
        towns.city.buildings.push_back(house);
    }
    for (const StreetAccess& access : other.access) {
        towns.access.push_back({access.edge + first, access.opposite + first});
    }
    mark_core(towns.graph);
    find_gates(towns.graph);
}

TEST(TravelDemand, of_two_towns_without_a_road_between_them_stays_in_each) {
    GridTown towns{true};
    const std::size_t first_of_b = towns.graph.edges.size();
    add_town(towns, GridTown{true});
    const TravelDemand demand = demand_of(towns);
    EXPECT_EQ(demand.count.residents, 2 * 41U * 40U) << "41 streets with 40 people each";
    EXPECT_NEAR(demand.count.trips_per_person, 3.1, 0.2);
    EXPECT_TRUE(std::ranges::is_sorted(demand.trips, {}, &CarTrip::depart_s));
    std::size_t in_b = 0;
    for (const CarTrip& trip : demand.trips) {
        ASSERT_EQ(trip.from_edge >= first_of_b, trip.to_edge >= first_of_b);
        in_b += trip.from_edge >= first_of_b ? 1U : 0U;
    }
    const double share = static_cast<double>(in_b) / static_cast<double>(demand.trips.size());
    EXPECT_NEAR(share, 0.5, 0.05) << "alike towns have alike traffic";
}

TEST(TravelDemand, trips_are_in_order_within_a_day_and_lead_somewhere_else) {
    const TravelDemand demand = demand_of(GridTown{true});
    EXPECT_TRUE(std::ranges::is_sorted(demand.trips, {}, &CarTrip::depart_s));
    for (const CarTrip& trip : demand.trips) {
        EXPECT_GE(trip.depart_s, 0);
        EXPECT_LT(trip.depart_s, 86400);
        EXPECT_NE(trip.from_edge, trip.to_edge);
    }
}

TEST(TravelDemand, the_morning_peak_is_between_seven_and_eight) {
    const DemandCount count = demand_of(GridTown{false}).count;
    const auto morning =
        std::ranges::max_element(count.by_hour.begin(), count.by_hour.begin() + 12);
    EXPECT_EQ(morning - count.by_hour.begin(), 7);
}

TEST(TravelDemand, the_same_seed_makes_the_same_trips_and_another_seed_others) {
    GridTown town{true};
    const TravelDemand one = demand_of(town);
    const TravelDemand same = demand_of(town);
    ASSERT_EQ(one.trips.size(), same.trips.size());
    for (std::size_t i = 0; i < one.trips.size(); ++i) {
        ASSERT_EQ(one.trips[i].depart_s, same.trips[i].depart_s);
        ASSERT_EQ(one.trips[i].to_edge, same.trips[i].to_edge);
    }
    town.city.seed = 2;
    const TravelDemand other = demand_of(town);
    EXPECT_NE(one.trips.front().depart_s + one.trips[1].depart_s,
              other.trips.front().depart_s + other.trips[1].depart_s);
}

} // namespace
} // namespace cityproof::traffic
