// SPDX-License-Identifier: Apache-2.0
// What only the wiring of a whole city can show. Cities are made by hand, without a package.
#include "models/traffic/sumo_traffic.hpp"
#include "scenarios/run/twin.hpp"

#include <gtest/gtest.h>

#include "tests/models/energy/grid_support.hpp"
#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::scenarios {
namespace {

using contracts::CommandKind;

double port_value(const Twin& twin, std::string_view name, std::size_t element, SimTime when) {
    for (const engine::Port* port : twin.recordable_ports()) {
        if (port->spec().name == name) {
            return port->at(element, when);
        }
    }
    throw std::runtime_error("no port " + std::string{name});
}

TEST(Twin, net_that_is_packed_with_gzip_runs_and_its_vehicles_have_their_place) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = traffic::testing::make_crossing(
        folder.path(), R"(<vehicle id="a" depart="0"><route edges="wc ce"/></vehicle>)");
    ASSERT_EQ(std::system(("gzip " + (folder.path() / "c.net.xml").string()).c_str()), 0);
    std::string text = traffic::testing::read_text(sumo_config);
    text.replace(text.find("c.net.xml"), 9, "c.net.xml.gz");
    traffic::testing::write_text(sumo_config, text);
    io::City city;
    city.sumo_config = sumo_config;
    Scenario scenario;
    scenario.start_local = "2026-11-10 00:00";
    scenario.time_zone = "Europe/Berlin";
    scenario.duration = Duration::seconds(10);
    scenario.traffic = TrafficSection{};
    Twin twin{scenario, city, 1};
    twin.engine().run(SimTime::at_seconds(5), nullptr);
    contracts::MovingFrame frame;
    twin.traffic()->collect(frame);
    ASSERT_EQ(frame.x_m.size(), 1U);
    // The street runs from (-100, 0) to (0, 0); netconvert moved the net by netOffset 100, 100. The
    // lane's middle lies half of 3.2 m to the right.
    EXPECT_LT(frame.x_m[0], 0);
    EXPECT_NEAR(frame.y_m[0], -1.6, 1e-9);
}

/// Two buses; at the second a lamp of 1 MW in the middle of the night and a meter.
class TwinWithConsumers : public ::testing::Test {
  protected:
    TwinWithConsumers() {
        const std::filesystem::path grid = folder_.path() / "grid.json";
        std::ofstream{grid} << energy::testing::two_buses();
        city_.grid = grid;
        city_.centre = io::EarthPlace{52.52, 13.405};
        scenario_.start_local = "2026-11-10 00:00";
        scenario_.time_zone = "Europe/Berlin";
        scenario_.duration = Duration::seconds(300);
        scenario_.energy = EnergySection{};
        scenario_.services = ServiceSection{};
    }

    void add_table(const char* name, const char* profile) {
        city_.tables.push_back({.name = name,
                                .ids = {"one"},
                                .geometry = {{}},
                                .columns = {"supplied_by", "power_w", "profile"},
                                .attributes = {{"bus:2"}, {1e6}, {profile}}});
    }

    void add_event(std::int64_t second, CommandKind kind, const char* table) {
        scenario_.events.push_back({{SimTime::at_seconds(second), kind, table, "one", "test"}, {}});
    }

    /// Voltages of the second bus at the end of each minute.
    std::vector<double> voltages() {
        Twin twin{scenario_, city_, 1};
        std::vector<double> values;
        for (int minute = 1; minute <= 4; ++minute) {
            const SimTime now = SimTime::at_seconds(60 * minute);
            twin.engine().run(now, nullptr);
            values.push_back(port_value(twin, "energy/bus_voltage", 1, now));
        }
        return values;
    }

    cityproof::testing::TemporaryFolder folder_;
    io::City city_;
    Scenario scenario_;
};

TEST_F(TwinWithConsumers, lamp_without_supply_loads_the_grid_no_more) {
    add_table("lamp", "");
    add_event(120, CommandKind::supply_loss, "lamp");
    add_event(180, CommandKind::supply_restore, "lamp");
    const std::vector<double> pu = voltages();
    EXPECT_NEAR(pu[0], 0.9896916, 1e-6); // 1 MW: see tests/models/energy/power_grid_test.cpp
    EXPECT_NEAR(pu[1], 1, 1e-9);
    EXPECT_NEAR(pu[2], 0.9896916, 1e-6);
    EXPECT_NEAR(pu[3], 0.9896916, 1e-6);
}

TEST_F(TwinWithConsumers, meter_without_supply_loads_the_grid_no_more) {
    add_table("meter", "household");
    add_event(150, CommandKind::supply_loss, "meter"); // counts from the next tick on
    const std::vector<double> pu = voltages();
    EXPECT_LT(pu[1], 0.9999);
    EXPECT_NEAR(pu[2], 1, 1e-9);
    EXPECT_NEAR(pu[3], 1, 1e-9);
}

} // namespace
} // namespace cityproof::scenarios
