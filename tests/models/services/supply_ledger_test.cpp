// SPDX-License-Identifier: Apache-2.0
// Sums are added by hand; SAIDI after IEEE 1366-2012: customer minutes of interruption / customers.
#include "core/engine/engine.hpp"
#include "models/services/supply_ledger.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace cityproof::services {
namespace {

engine::Port port(const char* name, const char* unit, double initial) {
    return {{name, unit, "", ""}, 2, Duration{}, initial};
}

double figure(const SupplyLedger& ledger, std::string_view id) {
    for (const contracts::KeyFigure& key_figure : ledger.key_figures()) {
        if (key_figure.id == id) {
            return key_figure.value;
        }
    }
    throw std::runtime_error("no such figure");
}

void run(SupplyLedger& ledger, std::int64_t end_s = 300) {
    engine::Engine engine{{}};
    const engine::InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, ledger, engine::Phase::record, 0);
    engine.run(SimTime::at_seconds(end_s), nullptr);
}

TEST(SupplyLedger, counts_minutes_customers_and_energy) {
    engine::Port supply = port("supply/meter", "1", 1);
    engine::Port load = port("services/meter_load", "W", 0);
    load.publish(SimTime::zero(), std::vector<double>{1000, 500});
    load.commit();
    // The second customer is dark at the ticks of 120 and 180 s.
    supply.publish_element(SimTime::at_seconds(100), 1, 0);
    supply.publish_element(SimTime::at_seconds(200), 1, 1);
    supply.commit();
    SupplyLedger ledger{
        {.end = SimTime::at_seconds(300), .meter_supply = &supply, .meter_load = &load}};
    run(ledger);
    EXPECT_DOUBLE_EQ(figure(ledger, "services.saidi"), 1); // 2 minutes over 2 customers
    EXPECT_EQ(figure(ledger, "services.customers_interrupted"), 1);
    // 1000 W for 300 s and 500 W for 180 s: 390 kJ.
    EXPECT_DOUBLE_EQ(figure(ledger, "services.energy_delivered"), 390e3 / 3.6e6);
    EXPECT_THROW(figure(ledger, "services.lamp_energy"), std::runtime_error); // no lamps, no figure
}

TEST(SupplyLedger, last_tick_that_is_cut_short_counts_with_its_length) {
    engine::Port supply = port("supply/meter", "1", 1);
    engine::Port load = port("services/meter_load", "W", 0);
    load.publish(SimTime::zero(), std::vector<double>{1000, 500});
    load.commit();
    supply.publish_element(SimTime::at_seconds(70), 1, 0); // dark at 90 s, not at 60 s
    supply.commit();
    SupplyLedger ledger{
        {.end = SimTime::at_seconds(90), .meter_supply = &supply, .meter_load = &load}};
    run(ledger, 90);
    EXPECT_DOUBLE_EQ(figure(ledger, "services.saidi"), 0.25); // half a minute over 2 customers
    // 1000 W for 90 s and 500 W for 60 s: 120 kJ.
    EXPECT_DOUBLE_EQ(figure(ledger, "services.energy_delivered"), 120e3 / 3.6e6);
    EXPECT_EQ(ledger.next_time(), SimTime::never());
}

TEST(SupplyLedger, run_shorter_than_a_tick_counts) {
    engine::Port supply = port("supply/meter", "1", 1);
    engine::Port load = port("services/meter_load", "W", 1000);
    SupplyLedger ledger{
        {.end = SimTime::at_seconds(30), .meter_supply = &supply, .meter_load = &load}};
    run(ledger, 30);
    EXPECT_DOUBLE_EQ(figure(ledger, "services.energy_delivered"), 60e3 / 3.6e6);
}

TEST(SupplyLedger, lamp_is_dark_only_when_it_should_burn) {
    engine::Port supply = port("supply/lamp", "1", 1);
    engine::Port load = port("services/lamp_load", "W", 0);
    // Lamp 0 burns (60 W) throughout and loses supply for three ticks; lamp 1 is off and loses it
    // too.
    load.publish(SimTime::zero(), std::vector<double>{60, 0});
    load.commit();
    supply.publish(SimTime::at_seconds(100), std::vector<double>{0, 0});
    supply.publish(SimTime::at_seconds(250), std::vector<double>{1, 1});
    supply.commit();
    SupplyLedger ledger{
        {.end = SimTime::at_seconds(300), .lamp_supply = &supply, .lamp_load = &load}};
    run(ledger);
    EXPECT_DOUBLE_EQ(figure(ledger, "services.lamp_dark"), 180.0 / 3600); // ticks 120, 180, 240 s
    EXPECT_DOUBLE_EQ(figure(ledger, "services.lamp_energy"), 60.0 * 120 / 3.6e6);
}

} // namespace
} // namespace cityproof::services
