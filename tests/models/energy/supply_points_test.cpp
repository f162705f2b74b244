// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"
#include "models/energy/power_grid.hpp"
#include "models/energy/supply_points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include "tests/models/energy/grid_support.hpp"

namespace cityproof::energy {
namespace {

using contracts::Command;
using contracts::CommandKind;
using ::testing::ElementsAre;
using testing::step;

constexpr double nan_pu = std::numeric_limits<double>::quiet_NaN();

/// Three buses' ports as a grid would publish them, and pumps A, B at buses 0, 2 and C without a
/// bus.
class SupplyPointsTest : public ::testing::Test {
  protected:
    void publish(SimTime now, std::vector<double> voltage_pu, std::vector<double> energised) {
        voltage_.publish(now, voltage_pu);
        energised_.publish(now, energised);
        voltage_.commit();
        energised_.commit();
    }

    SupplyPoints::Config config() {
        return {.wires = {{.table = "pump", .ids = {"A", "B", "C"}, .bus = {0, 2, -1}}},
                .bus_voltage = &voltage_,
                .bus_energised = &energised_};
    }

    static std::vector<double> supplied(const SupplyPoints& points, SimTime now) {
        return points.port("pump")->read(now);
    }

    static Command command(const char* target, bool end = false) {
        return {SimTime::zero(), end ? CommandKind::supply_restore : CommandKind::supply_loss,
                "pump", target, "test"};
    }

    engine::Port voltage_{{"energy/bus_voltage", "pu", "bus", ""}, 3, Duration{}, nan_pu};
    engine::Port energised_{{"energy/bus_energised", "1", "bus", ""}, 3, Duration{}, nan_pu};
};

TEST_F(SupplyPointsTest, follow_their_bus) {
    SupplyPoints points{config()};
    EXPECT_EQ(points.next_time(), SimTime::zero());
    publish(SimTime::zero(), {1, 1, 0.98}, {1, 1, 1});
    step(points, SimTime::zero());
    EXPECT_THAT(supplied(points, SimTime::zero()), ElementsAre(1, 1, 1));
    const SimTime later = SimTime::at_seconds(60);
    publish(later, {0, 1, 0.98}, {0, 1, 1});
    step(points, later);
    EXPECT_THAT(supplied(points, later), ElementsAre(0, 1, 1));
    EXPECT_EQ(points.next_time(), SimTime::never());
}

TEST_F(SupplyPointsTest, need_the_threshold_voltage) {
    auto with_threshold = config();
    with_threshold.threshold_pu = 0.9;
    SupplyPoints points{std::move(with_threshold)};
    publish(SimTime::zero(), {0.9, 1, 0.8999}, {1, 1, 1});
    step(points, SimTime::zero());
    EXPECT_THAT(supplied(points, SimTime::zero()), ElementsAre(1, 0, 1));
}

TEST_F(SupplyPointsTest, keep_their_state_while_the_grid_has_no_solution) {
    SupplyPoints points{config()};
    publish(SimTime::zero(), {1, 1, 0.3}, {1, 1, 1});
    step(points, SimTime::zero());
    EXPECT_THAT(supplied(points, SimTime::zero()), ElementsAre(1, 0, 1));
    const SimTime later = SimTime::at_seconds(60);
    publish(later, {nan_pu, nan_pu, nan_pu}, {1, 1, 1});
    step(points, later);
    EXPECT_THAT(supplied(points, later), ElementsAre(1, 0, 1));
    publish(later, {0, nan_pu, nan_pu},
            {0, 1, 1}); // that a bus is cut off is known without a solution
    step(points, later);
    EXPECT_THAT(supplied(points, later), ElementsAre(0, 0, 1));
}

TEST_F(SupplyPointsTest, are_lost_and_restored_by_command) {
    SupplyPoints points{config()};
    publish(SimTime::zero(), {1, 1, 1}, {1, 1, 1});
    step(points, SimTime::zero());
    const SimTime later = SimTime::at_seconds(1800);
    points.receive(command("B"), later);
    points.receive(command("C"), later);
    EXPECT_EQ(points.next_time(), later);
    step(points, later);
    EXPECT_THAT(supplied(points, later), ElementsAre(1, 0, 0));
    points.receive(command("B", true), later);
    step(points, later);
    EXPECT_THAT(supplied(points, later), ElementsAre(1, 1, 0));
    EXPECT_THROW(points.receive(command("D"), later), InputError);
    EXPECT_TRUE(points.accepts(command("D")));
    EXPECT_FALSE(points.accepts({later, CommandKind::supply_loss, "lamp", "A", "test"}));
    EXPECT_FALSE(points.accepts({later, CommandKind::outage, "pump", "A", "test"}));
}

TEST_F(SupplyPointsTest, are_all_alive_in_a_city_without_grid) {
    SupplyPoints points{{.wires = {{.table = "pump", .ids = {"A", "B", "C"}, .bus = {0, 7, -1}}}}};
    step(points, SimTime::zero());
    EXPECT_THAT(supplied(points, SimTime::zero()), ElementsAre(1, 1, 1));
    EXPECT_TRUE(points.inputs().empty());
    EXPECT_EQ(points.port("pump")->spec().name, "supply/pump");
    EXPECT_EQ(points.port("lamp"), nullptr);
}

TEST_F(SupplyPointsTest, that_starved_wait_for_the_next_instant) {
    SupplyPoints points{config()};
    publish(SimTime::zero(), {1, 1, 0.3}, {1, 1, 1});
    step(points, SimTime::zero());
    publish(SimTime::zero(), {1, 1, 0.98}, {1, 1, 1}); // because B draws nothing any more
    step(points, SimTime::zero());
    EXPECT_THAT(supplied(points, SimTime::zero()), ElementsAre(1, 0, 1));
    const SimTime later = SimTime::at_seconds(60);
    EXPECT_EQ(points.next_time(), later); // of itself: the voltage may not change any more
    publish(later, {0, 1, 0.98}, {0, 1, 1});
    step(points, later);
    EXPECT_THAT(supplied(points, later), ElementsAre(0, 1, 1));
    publish(later, {1, 1, 0.98}, {1, 1, 1}); // switched off and on again within the instant
    step(points, later);
    EXPECT_THAT(supplied(points, later), ElementsAre(1, 1, 1));
}

/// A grid of two buses with one meter at the second, and its supply, in one engine. With 10 MW the
/// second bus has sqrt((b + sqrt(b^2 - 4 c)) / 2) = 8554 V of 10 kV (b = 0.8e8, c = 5e14, see
/// power_grid_test.cpp), with 1 MW 9897 V.
class StarvingMeter : public ::testing::Test {
  protected:
    StarvingMeter()
        : grid_{{.grid_json = testing::two_buses(),
                 .file = "grid.json",
                 .tick = Duration::seconds(60),
                 .source_strength_va = {},
                 .end = SimTime::at_seconds(600)}},
          points_{{.wires = {{.table = "meter", .ids = {"M"}, .bus = {1}}},
                   .bus_voltage = &grid_.bus_voltage(),
                   .bus_energised = &grid_.bus_energised(),
                   .threshold_pu = 0.9}} {
        grid_.connect({{.port = &load_,
                        .taps = {{.element = 0, .bus = 1, .gain_w = 1}},
                        .supply = points_.port("meter")}});
        const engine::InstantGroupId group = engine_.add_group("instant group");
        engine_.add_to_group(group, grid_, engine::Phase::domain_solve, 0);
        engine_.add_to_group(group, points_, engine::Phase::reaction, 0);
    }

    void take(double power_w, std::int64_t second) {
        load_.publish(SimTime::at_seconds(second), std::vector{power_w});
        load_.commit();
    }

    std::pair<double, double> state_at(std::int64_t second) {
        const SimTime now = SimTime::at_seconds(second);
        engine_.run(now, nullptr);
        return {points_.port("meter")->at(0, now), grid_.bus_voltage().at(1, now)};
    }

    engine::Port load_{{"test/load", "W", "meter", ""}, 1, Duration{}, 1e6};
    engine::Engine engine_{{}};
    PowerGrid grid_;
    SupplyPoints points_;
};

TEST_F(StarvingMeter, comes_to_rest_without_supply) {
    const auto [before, voltage_before] = state_at(0);
    EXPECT_EQ(before, 1);
    EXPECT_NEAR(voltage_before, 0.9897, 5e-5);
    take(10e6, 1);
    for (const std::int64_t second : {60, 120}) {
        const auto [supplied, voltage] = state_at(second);
        EXPECT_EQ(supplied, 0) << second;
        EXPECT_NEAR(voltage, 1, 1e-9) << second;
    }
    take(1e6, 121);
    const auto [after, voltage_after] = state_at(180);
    EXPECT_EQ(after, 1);
    EXPECT_EQ(voltage_after, voltage_before);
}

TEST_F(StarvingMeter, lost_by_command_loads_the_grid_no_more) {
    state_at(0);
    points_.receive({{}, CommandKind::supply_loss, "meter", "M", "test"}, SimTime::at_seconds(60));
    EXPECT_NEAR(state_at(60).second, 1, 1e-9);
    points_.receive({{}, CommandKind::supply_restore, "meter", "M", "test"},
                    SimTime::at_seconds(120));
    EXPECT_NEAR(state_at(120).second, 0.9897, 5e-5);
}

TEST_F(SupplyPointsTest, refuse_wires_that_do_not_fit) {
    auto wrong = config();
    wrong.wires[0].bus[0] = 3;
    EXPECT_THROW(SupplyPoints{std::move(wrong)}, std::invalid_argument);
    auto twice = config();
    twice.wires.push_back(twice.wires[0]);
    EXPECT_THROW(SupplyPoints{std::move(twice)}, std::invalid_argument);
    auto half = config();
    half.bus_energised = nullptr;
    EXPECT_THROW(SupplyPoints{std::move(half)}, std::invalid_argument);
}

} // namespace
} // namespace cityproof::energy
