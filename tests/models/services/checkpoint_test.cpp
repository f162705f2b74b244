// SPDX-License-Identifier: Apache-2.0
// The expected values are the uninterrupted run's, bit by bit.
#include "core/base/errors.hpp"
#include "models/services/meter_fleet.hpp"
#include "models/services/street_lighting.hpp"
#include "models/services/supply_ledger.hpp"

#include <gmock/gmock.h>

#include "tests/models/checkpoint_support.hpp"

namespace cityproof::services {
namespace {

using cityproof::testing::refusal;
using cityproof::testing::Script;
using ::testing::HasSubstr;

constexpr double berlin_north = 52.52;
constexpr double berlin_east = 13.405;

std::vector<Lamp> lamps(int count) {
    std::vector<Lamp> list;
    for (int i = 0; i < count; ++i) {
        list.push_back({"l" + std::to_string(i), 60.0 + i});
    }
    return list;
}

std::vector<Meter> meters(int count) {
    std::vector<Meter> list;
    for (int i = 0; i < count; ++i) {
        list.push_back({"m" + std::to_string(i), 300.0,
                        i % 2 == 0 ? LoadProfile::household : LoadProfile::commercial});
    }
    return list;
}

/// From an afternoon into the night, with two cuts of the supply: lamps that burn, lamps that stay
/// dark, customers that are interrupted.
struct Town {
    Town() {
        const engine::InstantGroupId group = engine.add_group("instant group");
        engine.add_to_group(group, script, engine::Phase::inputs, 0);
        engine.add_to_group(group, ledger, engine::Phase::record, 0);
        engine.add(fleet);
        engine.add(lighting);
    }

    std::vector<Script::Step> steps() {
        const auto set = [this](std::int64_t second, double first, double second_value) {
            return Script::Step{
                SimTime::at_seconds(second), [=, this](SimTime now) {
                    meter_supply.publish(now, std::vector{first, second_value, 1.0});
                    lamp_supply.publish(now, std::vector{first, second_value, 1.0});
                }};
        };
        return {set(0, 1, 1), set(1000, 0, 1), set(5000, 1, 1), set(6000, 1, 0), set(8000, 1, 1)};
    }

    std::vector<const contracts::KeyFigureSource*> sources() const { return {&ledger}; }

    SimTime end = SimTime::at_seconds(10000);
    LocalClock clock{"2026-11-10 15:30", "Europe/Berlin"};
    engine::Port meter_supply{{"supply/meter", "1", "meter", ""}, 3, Duration{}, 1.0};
    engine::Port lamp_supply{{"supply/lamp", "1", "lamp", ""}, 3, Duration{}, 1.0};
    Script script{steps(), {&meter_supply, &lamp_supply}};
    MeterFleet fleet{meters(3), clock, Duration::seconds(900), Duration::seconds(1), end};
    StreetLighting lighting{lamps(3), clock, berlin_north, berlin_east, Duration::seconds(1), end};
    SupplyLedger ledger{{.end = end,
                         .meter_supply = &meter_supply,
                         .meter_load = &fleet.load(),
                         .lamp_supply = &lamp_supply,
                         .lamp_load = &lighting.load()}};
    engine::Engine engine{{.seed = 4, .rebase_every = Duration::seconds(1110)}};
};

TEST(ServicesCheckpoint, continue_bit_by_bit_with_lamps_burning_and_customers_interrupted) {
    Town probe;
    probe.engine.run(probe.end, nullptr);
    for (const contracts::KeyFigure& figure : probe.ledger.key_figures()) {
        EXPECT_GT(figure.value, 0) << figure.id << ": or this test shows nothing";
    }
    cityproof::testing::expect_same_continuations<Town>();
}

TEST(ServicesCheckpoint, of_other_meters_or_lamps_is_refused) {
    const Town town;
    MeterFleet fleet{meters(2), town.clock, Duration::seconds(900), Duration::seconds(1), town.end};
    EXPECT_THAT(refusal(town.fleet, fleet, SimTime::zero()), HasSubstr("meters"));
    StreetLighting lighting{lamps(4),    town.clock,           berlin_north,
                            berlin_east, Duration::seconds(1), town.end};
    EXPECT_THAT(refusal(town.lighting, lighting, SimTime::zero()), HasSubstr("lamps"));
}

TEST(ServicesCheckpoint, of_other_customers_or_another_time_is_refused) {
    const Town town;
    SupplyLedger without{{.end = town.end}};
    EXPECT_THAT(refusal(town.ledger, without, SimTime::zero()), HasSubstr("other customers"));
    Town same;
    EXPECT_EQ(refusal(town.ledger, same.ledger, SimTime::zero()), "");
    EXPECT_THAT(refusal(town.ledger, same.ledger, SimTime::at_seconds(100)),
                HasSubstr("another time"));
}

} // namespace
} // namespace cityproof::services
