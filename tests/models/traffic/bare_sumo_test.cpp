// SPDX-License-Identifier: Apache-2.0
// The reference is the sumo program itself, run beside with the same options; the commands stand in
// the tests. Coupling must not change a vehicle.
#include "core/engine/engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::traffic::testing {
namespace {

constexpr const char* trip_options =
    "--tripinfo-output trips.xml --tripinfo-output.write-unfinished true "
    "--tripinfo-output.write-undeparted true --no-step-log true --no-warnings true";

void expect_same_trips(const SumoTraffic& traffic, const Trips& bare) {
    ASSERT_GT(bare.all(), 0);
    EXPECT_EQ(figure(traffic, "traffic.arrived"), bare.arrived);
    EXPECT_EQ(figure(traffic, "traffic.never_in"), bare.never_in);
    EXPECT_EQ(figure(traffic, "traffic.vehicles"), bare.all());
    const double delay_s = bare.time_loss_s + bare.depart_delay_s;
    // The file has two decimals and both sums the same terms in the same order.
    EXPECT_NEAR(figure(traffic, "traffic.delay_mean"), delay_s / bare.all(), 1e-9);
    EXPECT_NEAR(figure(traffic, "traffic.travel_time_mean"), bare.arrived_duration_s / bare.arrived,
                1e-9);
    EXPECT_NEAR(figure(traffic, "traffic.distance"), bare.distance_m / 1000, 1e-9);
}

std::filesystem::path copy_of_acosta(const std::filesystem::path& acosta,
                                     const std::filesystem::path& folder) {
    std::filesystem::copy(acosta, folder / "acosta");
    return folder / "acosta" / "run.sumocfg";
}

TEST(BareSumo, bologna_gives_the_same_trips_as_the_sumo_program) {
    CITYPROOF_REQUIRE_DATA(acosta, "traffic/bologna/acosta");
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = copy_of_acosta(acosta, folder.path());
    const auto at = sumo_config.parent_path();
    require_sumo_program(at, "sumo",
                         fmt::format("-c run.sumocfg --seed 42 --end 600 --summary-output "
                                     "summary.xml {}",
                                     trip_options));
    const Trips bare = read_trips(at / "trips.xml");
    std::filesystem::remove(at / "trips.xml");
    // The last <step ... running="n">.
    const std::string summary = read_text(at / "summary.xml");
    const auto last = summary.rfind("running=\"");
    const int running = std::stoi(summary.substr(last + 9));

    SumoTraffic traffic{{.sumo_config = sumo_config,
                         .seed = 42,
                         .end = SimTime::at_seconds(600),
                         .begin = {},
                         .signal_exchange = Duration::seconds(5),
                         .departure_jitter = {},
                         .teleport_after = {}}};
    engine::Engine engine{{.threads = 2}};
    engine.add(traffic);
    engine.run(SimTime::at_seconds(600), nullptr);
    contracts::MovingFrame frame;
    traffic.collect(frame);
    EXPECT_EQ(frame.entity.size(), static_cast<std::size_t>(running));
    EXPECT_GT(running, 50);
    expect_same_trips(traffic, bare);
    EXPECT_FALSE(std::filesystem::exists(at / "trips.xml"));
}

TEST(BareSumo, demand_options_mean_the_same_as_the_programs) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), R"(
<flow id="we" from="wc" to="ce" begin="0" end="600" period="8"/>
<flow id="sn" from="sc" to="cn" begin="0" end="600" period="9"/>)");
    require_sumo_program(folder.path(), "sumo",
                         fmt::format("-c c.sumocfg --seed 7 --begin 100 --end 500 "
                                     "--random-depart-offset 30 --scale 1.5 "
                                     "--time-to-teleport -1 {}",
                                     trip_options));
    SumoTraffic traffic{{.sumo_config = sumo_config,
                         .seed = 7,
                         .end = SimTime::at_seconds(400),
                         .begin = Duration::seconds(100),
                         .signal_exchange = {},
                         .departure_jitter = Duration::seconds(30),
                         .teleport_after = Duration{},
                         .demand_scale = 1.5}};
    engine::Engine engine{{}};
    engine.add(traffic);
    engine.run(SimTime::at_seconds(400), nullptr);
    expect_same_trips(traffic, read_trips(folder.path() / "trips.xml"));
}

TEST(BareSumo, carbon_dioxide_is_the_programs_and_counting_it_moves_no_vehicle) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), R"(
<flow id="we" from="wc" to="ce" begin="0" end="300" period="8"/>
<flow id="sn" from="sc" to="cn" begin="0" end="300" period="9"/>)");
    const auto run_program = [&](const char* more) {
        require_sumo_program(
            folder.path(), "sumo",
            fmt::format("-c c.sumocfg --seed 3 --end 300 {} {}", more, trip_options));
    };
    run_program("--device.emissions.probability 1");
    const std::string trips = read_text(folder.path() / "trips.xml");
    double expected_mg = 0;
    const std::regex value{R"re(CO2_abs="([^"]*)")re"};
    for (std::sregex_iterator it{trips.begin(), trips.end(), value}, end; it != end; ++it) {
        expected_mg += std::stod((*it)[1]);
    }
    ASSERT_GT(expected_mg, 1e6);
    run_program(""); // the trips of vehicles that carry no device

    SumoConfig config = config_for(sumo_config, 300);
    config.seed = 3;
    config.emissions = true;
    SumoTraffic traffic{config};
    engine::Engine engine{{}};
    engine.add(traffic);
    engine.run(SimTime::at_seconds(300), nullptr);
    EXPECT_NEAR(figure(traffic, "traffic.co2"), expected_mg / 1e6, 1e-9);
    expect_same_trips(traffic, read_trips(folder.path() / "trips.xml"));
}

TEST(BareSumo, vehicles_stand_where_the_program_says) {
    // fcd-output has net coordinates; the frame has them without the net's offset of (100, 100).
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), R"(
<flow id="we" from="wc" to="ce" begin="0" end="600" period="8"/>
<flow id="sn" from="sc" to="cn" begin="0" end="600" period="9"/>)");
    require_sumo_program(folder.path(), "sumo",
                         "-c c.sumocfg --seed 1 --end 60 --fcd-output fcd.xml --no-step-log true");
    SumoConfig config = config_for(sumo_config, 60);
    config.offset_x_m = 100;
    config.offset_y_m = 100;
    SumoTraffic traffic{config};
    contracts::MovingFrame frame;
    std::vector<std::string> ids;
    for (int second = 0; second < 60; ++second) {
        step(traffic, SimTime::at_seconds(second));
        frame = {};
        traffic.collect(frame);
        ids.insert(ids.end(), frame.new_ids.begin(), frame.new_ids.end());
    }
    const std::string fcd = read_text(folder.path() / "fcd.xml");
    const std::string last = fcd.substr(fcd.rfind("<timestep "));
    const std::regex vehicle{
        R"re(vehicle id="([^"]*)" x="([^"]*)" y="([^"]*)" [^>]*speed="([^"]*)")re"};
    std::size_t compared = 0;
    for (std::sregex_iterator it{last.begin(), last.end(), vehicle}, end; it != end; ++it) {
        const auto number =
            static_cast<std::uint32_t>(std::ranges::find(ids, (*it)[1].str()) - ids.begin());
        const auto position = std::ranges::find(frame.entity, number) - frame.entity.begin();
        ASSERT_LT(static_cast<std::size_t>(position), frame.entity.size()) << (*it)[1];
        const auto i = static_cast<std::size_t>(position);
        // Two decimals in the file, float in the frame.
        EXPECT_NEAR(frame.x_m[i], std::stod((*it)[2]) - 100, 0.006);
        EXPECT_NEAR(frame.y_m[i], std::stod((*it)[3]) - 100, 0.006);
        EXPECT_NEAR(frame.speed_mps[i], std::stod((*it)[4]), 0.006);
        ++compared;
    }
    EXPECT_EQ(compared, frame.entity.size());
    EXPECT_GT(compared, 5U);
}

TEST(BareSumo, blocked_vehicles_count_with_their_whole_waiting_time) {
    // A parked car covers the street's entry, so those that want in at 10, 30 and 50 s wait until
    // the end at 100 s: 90 + 70 + 50 = 210 s. A report of arrived vehicles alone would show
    // nothing.
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), R"(<route id="we" edges="wc ce"/>
<vehicle id="parked" route="we" depart="0" departPos="stop">
<stop lane="wc_0" endPos="7" duration="10000"/></vehicle>
<vehicle id="a" route="we" depart="10"/><vehicle id="b" route="we" depart="30"/>
<vehicle id="c" route="we" depart="50"/><vehicle id="later" route="we" depart="150"/>)");
    require_sumo_program(folder.path(), "sumo",
                         fmt::format("-c c.sumocfg --seed 1 --end 100 {}", trip_options));
    const Trips bare = read_trips(folder.path() / "trips.xml");
    ASSERT_EQ(bare.never_in, 3);
    SumoTraffic traffic{config_for(sumo_config, 100)};
    for (int second = 0; second < 100; ++second) {
        step(traffic, SimTime::at_seconds(second));
    }
    EXPECT_EQ(figure(traffic, "traffic.never_in"), 3);
    EXPECT_EQ(figure(traffic, "traffic.vehicles"), 4); // "later" does not yet want to go
    EXPECT_EQ(figure(traffic, "traffic.arrived"), 0);
    // The parked car itself may lose what the program says.
    EXPECT_NEAR(figure(traffic, "traffic.delay_mean"), (210 + bare.time_loss_s) / 4, 1e-9);
    EXPECT_LT(bare.time_loss_s, 5);
}

TEST(BareSumo, same_seed_gives_the_same_run_and_another_seed_another) {
    const cityproof::testing::TemporaryFolder folder;
    const auto sumo_config = make_crossing(folder.path(), R"(
<flow id="we" from="wc" to="ce" begin="0" end="300" probability="0.2"/>
<flow id="sn" from="sc" to="cn" begin="0" end="300" probability="0.2"/>)");
    const auto trace = [&](std::uint32_t seed) {
        SumoConfig config = config_for(sumo_config, 300);
        config.seed = seed;
        SumoTraffic traffic{config};
        engine::Engine engine{{}};
        engine.add(traffic);
        engine.run(config.end, nullptr);
        return engine.trace_hash();
    };
    const std::uint64_t first = trace(1);
    EXPECT_EQ(trace(1), first);
    EXPECT_NE(trace(2), first);
}

} // namespace
} // namespace cityproof::traffic::testing
