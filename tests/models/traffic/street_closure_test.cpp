// SPDX-License-Identifier: Apache-2.0
// Closing a street of a net with two ways from west to east. Streets 10 m/s, junctions without
// inner lanes and without right of way, cars that keep exactly to the limit: a trip takes its
// length divided by 10 m/s. wa 100 m, then am and mb of 200 m each, or as and sb of 300 m each,
// then be 100 m: 600 m in 60 s by m, 800 m in 80 s by s.
#include "core/base/errors.hpp"
#include "core/base/log.hpp"
#include "models/contracts/ports.hpp"

#include <gmock/gmock.h>
#include <libsumo/Lane.h>
#include <libsumo/Simulation.h>
#include <libsumo/Vehicle.h>

#include <sstream>

#include "tests/models/traffic/traffic_support.hpp"

namespace cityproof::traffic::testing {
namespace {

namespace ports = contracts::ports;
using contracts::CommandKind;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr std::int64_t end_s = 400;

/// `inner`: with inner lanes and right of way, as in a real net.
std::filesystem::path make_two_ways(const std::filesystem::path& folder, const std::string& routes,
                                    bool inner = false) {
    const char* type = inner ? "priority" : "unregulated";
    std::string nodes = "<nodes>";
    for (const auto& [id, x, y] :
         {std::tuple{"w", -300, 0}, std::tuple{"a", -200, 0}, std::tuple{"m", 0, 0},
          std::tuple{"b", 200, 0}, std::tuple{"e", 300, 0}, std::tuple{"s", 0, -200}}) {
        nodes += fmt::format(R"(<node id="{}" x="{}" y="{}" type="{}"/>)", id, x, y, type);
    }
    write_text(folder / "t.nod.xml", nodes + "</nodes>");
    std::string edges = "<edges>";
    for (const auto& [id, length_m] :
         {std::pair{"wa", 100}, std::pair{"am", 200}, std::pair{"mb", 200}, std::pair{"as", 300},
          std::pair{"sb", 300}, std::pair{"be", 100}}) {
        edges += fmt::format(R"(<edge id="{}" from="{}" to="{}" speed="10" length="{}"/>)", id,
                             id[0], id[1], length_m);
    }
    write_text(folder / "t.edg.xml", edges + "</edges>");
    require_sumo_program(folder, "netconvert",
                         fmt::format("-n t.nod.xml -e t.edg.xml -o t.net.xml{}",
                                     inner ? "" : " --no-internal-links"));
    write_text(folder / "t.rou.xml",
               "<routes>\n<vType id=\"c\" sigma=\"0\" speedDev=\"0\"/>\n" + routes + "</routes>\n");
    write_text(folder / "t.sumocfg", R"(<configuration><input><net-file value="t.net.xml"/>
<route-files value="t.rou.xml"/></input></configuration>)");
    return folder / "t.sumocfg";
}

std::string car(const std::string& id, int depart_s, const std::string& edges) {
    return fmt::format(R"(<vehicle id="{}" type="c" depart="{}" departPos="0" departSpeed="max">
<route edges="{}"/></vehicle>)",
                       id, depart_s, edges) +
           "\n";
}

contracts::Command command(CommandKind kind, double at_s, const std::string& street = "mb") {
    return {.at = SimTime::at_ns(static_cast<std::int64_t>(at_s * 1e9)),
            .kind = kind,
            .table = "street",
            .target = street,
            .reason = "test"};
}

/// A run and what was seen of it.
class TwoWays {
  public:
    explicit TwoWays(const std::filesystem::path& sumo_config,
                     std::vector<contracts::Command> commands = {})
        : traffic{config(sumo_config)},
          commands_{std::move(commands)} {}

    static SumoConfig config(const std::filesystem::path& sumo_config) {
        SumoConfig made = config_for(sumo_config, end_s);
        made.offers_closed_streets = true;
        return made;
    }

    void run(std::int64_t from_s, std::int64_t until_s) {
        for (std::int64_t s = from_s; s < until_s; ++s) {
            const SimTime now = SimTime::at_seconds(s);
            for (const contracts::Command& command : commands_) {
                if (command.at >= now && command.at < SimTime::at_seconds(s + 1)) {
                    traffic.receive(command, command.at);
                }
            }
            if (s % 20 == 0 && s > 0) {
                traffic.rebase(now);
            }
            step(traffic, now);
            wanted += libsumo::Simulation::getLoadedNumber();
            arrived += libsumo::Simulation::getArrivedNumber();
            for (const std::string& id : libsumo::Vehicle::getIDList()) {
                const std::string street = libsumo::Vehicle::getRoadID(id);
                if (been_[id].empty() || been_[id].back() != street) {
                    been_[id].push_back(street);
                }
            }
        }
    }

    /// Streets that a vehicle was seen on, without junctions.
    std::vector<std::string> been(const std::string& id) const {
        std::vector<std::string> streets = been_.at(id);
        std::erase_if(streets, [](const std::string& s) { return s.starts_with(':'); });
        return streets;
    }

    std::string state() const {
        std::ostringstream file;
        engine::StateWriter out{file};
        out.section("traffic");
        traffic.save(out);
        out.finish();
        return file.str();
    }

    SumoTraffic traffic;
    std::vector<std::string> notices; ///< what is warned about, with time and place
    int wanted = 0;                   ///< vehicles that SUMO has loaded
    int arrived = 0;                  ///< vehicles that SUMO has taken out at the end of their way

  private:
    std::vector<contracts::Command> commands_;
    std::map<std::string, std::vector<std::string>> been_;
    Log::Listener warnings_{[this](const Log::Warning& warning) {
        notices.push_back(fmt::format("{} {}: {}", warning.at.value().to_seconds(), warning.target,
                                      warning.text));
    }};
};

class StreetClosure : public ::testing::Test {
  protected:
    cityproof::testing::TemporaryFolder folder_;
};

const std::vector<std::string> by_m{"wa", "am", "mb", "be"};
const std::vector<std::string> by_s{"wa", "as", "sb", "be"};

TEST_F(StreetClosure, all_take_the_other_way_and_need_as_long_as_its_length_says) {
    const auto scenario =
        make_two_ways(folder_.path(), car("a", 0, "wa am mb be") + car("b", 30, "wa am mb be") +
                                          R"(<flow id="f" type="c" begin="60" end="100" period="20"
departPos="0" departSpeed="max"><route edges="wa am mb be"/></flow>)");
    double open_s = 0;
    {
        TwoWays open{scenario};
        open.run(0, end_s);
        EXPECT_EQ(open.been("a"), by_m);
        open_s = figure(open.traffic, "traffic.travel_time_mean");
        EXPECT_NEAR(open_s, 60, 1.01); // an arrival is seen at the end of a step of 1 s
    }
    TwoWays closed{scenario, {command(CommandKind::close_street, 5)}};
    closed.run(0, end_s);
    for (const char* id : {"a", "b", "f.0", "f.1"}) {
        EXPECT_EQ(closed.been(id), by_s) << id;
    }
    EXPECT_THAT(closed.notices, IsEmpty());
    EXPECT_NEAR(figure(closed.traffic, "traffic.travel_time_mean"), 80, 1.01);
    EXPECT_NEAR(figure(closed.traffic, "traffic.travel_time_mean") - open_s, 20, 0.5);
    EXPECT_EQ(figure(closed.traffic, "traffic.arrived"), 4);
    EXPECT_EQ(figure(closed.traffic, "traffic.closed_out"), 0);
    EXPECT_EQ(figure(closed.traffic, "traffic.teleports"), 0);
}

TEST_F(StreetClosure, reopened_street_is_used_by_who_departs_then_and_nobody_is_called_back) {
    TwoWays run{
        make_two_ways(folder_.path(), car("a", 10, "wa am mb be") + car("b", 40, "wa am mb be")),
        {command(CommandKind::close_street, 5), command(CommandKind::open_street, 15)}};
    run.run(0, end_s);
    EXPECT_EQ(run.been("a"), by_s);
    EXPECT_EQ(run.been("b"), by_m);
}

TEST_F(StreetClosure, lanes_let_in_the_same_classes_before_while_and_after) {
    TwoWays run{make_two_ways(folder_.path(), ""),
                {command(CommandKind::close_street, 5), command(CommandKind::open_street, 15)}};
    const auto before = libsumo::Lane::getAllowed("mb_0");
    run.run(0, 10);
    EXPECT_EQ(libsumo::Lane::getAllowed("mb_0"), before);
    run.run(10, 20);
    EXPECT_EQ(libsumo::Lane::getAllowed("mb_0"), before);
}

TEST_F(StreetClosure, who_is_on_the_street_or_begins_there_drives_on) {
    // 40 s after departure "on" is 100 m into mb; "starts" departs on it.
    TwoWays run{
        make_two_ways(folder_.path(), car("on", 0, "wa am mb be") + car("starts", 60, "mb be")),
        {command(CommandKind::close_street, 40)}};
    run.run(0, end_s);
    EXPECT_EQ(run.been("on"), by_m);
    EXPECT_THAT(run.been("starts"), ElementsAre("mb", "be"));
    EXPECT_EQ(figure(run.traffic, "traffic.arrived"), 2);
}

TEST_F(StreetClosure, who_cannot_brake_any_more_or_is_in_the_junction_drives_through) {
    // At 10 m/s a car needs 11 m to brake with 4.5 m/s2, after a second of reaction: 21 m.
    TwoWays run{make_two_ways(folder_.path(), car("a", 0, "wa am mb be"), true),
                {command(CommandKind::close_street, 30)}};
    run.run(0, 30);
    ASSERT_EQ(libsumo::Vehicle::getRoadID("a"), "am");
    ASSERT_GT(libsumo::Vehicle::getLanePosition("a"), 200 - 21);
    run.run(30, end_s);
    EXPECT_EQ(run.been("a"), by_m);
    EXPECT_THAT(run.notices, IsEmpty());
}

TEST_F(StreetClosure, trip_without_a_way_ends_before_it_and_is_told_and_counted) {
    // "past" is on am when mb closes, "to" wants to mb, "later" departs on am.
    TwoWays run{make_two_ways(folder_.path(), car("past", 0, "wa am mb be") +
                                                  car("to", 10, "wa am mb") +
                                                  car("later", 50, "am mb be")),
                {command(CommandKind::close_street, 15), command(CommandKind::open_street, 300)}};
    run.run(0, end_s);
    EXPECT_THAT(run.been("past"), ElementsAre("wa", "am"));
    EXPECT_THAT(run.been("to"), ElementsAre("wa", "am"));
    EXPECT_THAT(run.been("later"), ElementsAre("am"));
    EXPECT_THAT(run.notices, ElementsAre(StartsWith("15 street/mb: 2 vehicles lost"),
                                         StartsWith("300 street/mb: 1 vehicle lost")));
    EXPECT_EQ(figure(run.traffic, "traffic.closed_out"), 3);
    EXPECT_EQ(figure(run.traffic, "traffic.arrived"), 0);
    EXPECT_EQ(figure(run.traffic, "traffic.vehicles"), 3);
}

TEST_F(StreetClosure, trips_cut_off_are_told_at_the_end_when_it_is_never_opened) {
    TwoWays run{make_two_ways(folder_.path(), car("later", 50, "am mb be")),
                {command(CommandKind::close_street, 15)}};
    run.run(0, end_s);
    EXPECT_THAT(run.notices, ElementsAre(StartsWith("400 street/mb: 1 vehicle lost")));
}

TEST_F(StreetClosure, bus_leaves_out_its_stop_on_the_street) {
    TwoWays run{make_two_ways(folder_.path(),
                              R"(<vehicle id="bus" type="c" depart="0"><route edges="wa am mb be"/>
<stop lane="mb_0" startPos="50" endPos="100" duration="20"/>
<stop lane="be_0" startPos="10" endPos="50" duration="20"/></vehicle>)"),
                {command(CommandKind::close_street, 5)}};
    run.run(0, end_s);
    EXPECT_EQ(run.been("bus"), by_s);
    EXPECT_GE(figure(run.traffic, "traffic.travel_time_mean"), 100); // 80 s and the stop on be
    EXPECT_EQ(figure(run.traffic, "traffic.arrived"), 1);
}

TEST_F(StreetClosure, street_closed_twice_is_open_when_both_closings_have_ended) {
    TwoWays run{
        make_two_ways(folder_.path(), car("a", 35, "wa am mb be") + car("b", 65, "wa am mb be")),
        {command(CommandKind::close_street, 5), command(CommandKind::close_street, 10),
         command(CommandKind::open_street, 30), command(CommandKind::open_street, 50)}};
    run.run(0, end_s);
    EXPECT_EQ(run.been("a"), by_s);
    EXPECT_EQ(run.been("b"), by_m);
}

TEST_F(StreetClosure, opening_an_open_street_does_not_undo_the_next_closing) {
    TwoWays run{make_two_ways(folder_.path(), car("a", 15, "wa am mb be")),
                {command(CommandKind::open_street, 5), command(CommandKind::close_street, 10)}};
    run.run(0, end_s);
    EXPECT_EQ(run.been("a"), by_s);
}

TEST_F(StreetClosure, command_between_two_steps_counts_from_the_next_one) {
    TwoWays run{make_two_ways(folder_.path(), ""), {command(CommandKind::close_street, 5.5)}};
    const engine::Port* closed = nullptr;
    for (const engine::Port* port : run.traffic.outputs()) {
        closed = port->spec().name == ports::street_closed ? port : closed;
    }
    ASSERT_NE(closed, nullptr);
    run.run(0, 6); // the step from 5 s to 6 s
    EXPECT_THAT(closed->read(SimTime::at_seconds(6)), ElementsAre(0, 0, 0, 0, 0, 0));
    run.run(6, 7);
    EXPECT_THAT(closed->read(SimTime::at_seconds(7)), ElementsAre(0, 0, 0, 1, 0, 0)); // am as be mb
}

TEST_F(StreetClosure, unknown_street_and_other_tables_are_refused) {
    TwoWays run{make_two_ways(folder_.path(), "")};
    EXPECT_TRUE(run.traffic.accepts(command(CommandKind::close_street, 5)));
    EXPECT_FALSE(run.traffic.accepts(command(CommandKind::outage, 5)));
    contracts::Command pipe = command(CommandKind::close_street, 5);
    pipe.table = "pipe";
    EXPECT_FALSE(run.traffic.accepts(pipe));
    try {
        run.traffic.receive(command(CommandKind::close_street, 5, "nowhere"), {});
        FAIL() << "not refused";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("close_street of street 'nowhere'"));
    }
}

/// Cars with random speeds on both ways, and two closings; some are cut off.
class BusyClosure : public StreetClosure {
  protected:
    BusyClosure()
        : sumo_config_{make_two_ways(folder_.path(),
                                     R"(<vType id="r" sigma="0.5" speedDev="0.2"/>
<flow id="m" type="r" begin="0" end="300" probability="0.2"><route edges="wa am mb be"/></flow>
<flow id="s" type="r" begin="0" end="300" probability="0.1"><route edges="wa as sb be"/></flow>
<flow id="d" type="r" begin="0" end="300" probability="0.1"><route edges="wa am mb"/></flow>
)",
                                     true)} {}

    const std::filesystem::path sumo_config_;
    const std::vector<contracts::Command> commands_{
        command(CommandKind::close_street, 50.5), command(CommandKind::open_street, 150),
        command(CommandKind::close_street, 180, "sb"), command(CommandKind::open_street, 290, "sb"),
        command(CommandKind::close_street, 259.5)};
};

TEST_F(BusyClosure, loses_nobody) {
    TwoWays run{sumo_config_, commands_};
    run.run(0, end_s);
    const auto on_the_road = static_cast<double>(libsumo::Vehicle::getIDCount());
    std::map<std::string, double> figures;
    for (const contracts::KeyFigure& figure : run.traffic.key_figures()) {
        figures[figure.id] = figure.value;
    }
    EXPECT_EQ(figures["traffic.vehicles"], run.wanted);
    EXPECT_EQ(figures["traffic.arrived"] + figures["traffic.closed_out"], run.arrived);
    EXPECT_EQ(run.arrived + on_the_road + figures["traffic.never_in"], run.wanted);
    EXPECT_GT(figures["traffic.closed_out"], 5);
    EXPECT_GT(figures["traffic.arrived"], 5);
    EXPECT_EQ(figures["traffic.teleports"], 0);
}

TEST_F(BusyClosure, restored_run_ends_like_the_uninterrupted_one) {
    for (const std::int64_t saved_s : {100, 260}) { // while closed; with an order for this step
        std::string saved;
        std::string ended;
        std::vector<contracts::KeyFigure> figures;
        std::vector<std::string> later_notices;
        {
            TwoWays whole{sumo_config_, commands_};
            whole.run(0, saved_s);
            whole.traffic.rebase(SimTime::at_seconds(saved_s));
            saved = whole.state();
            whole.notices.clear();
            // rebase() was called: not again
            whole.run(saved_s, end_s);
            ended = whole.state();
            figures = whole.traffic.key_figures();
            later_notices = whole.notices;
        }
        TwoWays restored{sumo_config_, commands_};
        std::istringstream file{saved};
        engine::StateReader in{file, "test.checkpoint"};
        in.section("traffic");
        restored.traffic.restore(in, SimTime::at_seconds(saved_s));
        in.finish();
        restored.run(saved_s, end_s);
        EXPECT_TRUE(restored.state() == ended) << saved_s;
        EXPECT_EQ(restored.notices, later_notices);
        const std::vector<contracts::KeyFigure> again = restored.traffic.key_figures();
        ASSERT_EQ(again.size(), figures.size());
        for (std::size_t i = 0; i < figures.size(); ++i) {
            EXPECT_EQ(again[i].value, figures[i].value) << figures[i].id;
        }
    }
}

TEST_F(BusyClosure, saved_state_keeps_the_street_closed_and_the_trips_cut_off) {
    TrafficStart start;
    {
        TwoWays before{sumo_config_, commands_};
        before.run(0, 100);
        start = before.traffic.saved_start();
    }
    ASSERT_EQ(start.closed_streets, (std::vector<ClosedStreet>{{.id = "mb", .times = 1}}));
    EXPECT_FALSE(start.cut_off.empty());
    std::stringstream file;
    engine::StateWriter out{file};
    out.section("start");
    start.save(out);
    out.finish();
    engine::StateReader in{file, "test.state"};
    in.section("start");
    SumoConfig config = TwoWays::config(sumo_config_);
    config.start = TrafficStart::restored(in);
    EXPECT_EQ(config.start->closed_streets, start.closed_streets);
    EXPECT_EQ(config.start->cut_off, start.cut_off);
    SumoTraffic traffic{config};
    for (std::int64_t s = 100; s < 150; ++s) {
        step(traffic, SimTime::at_seconds(s));
        for (const std::string& id : libsumo::Vehicle::getIDList()) {
            // 20 s are enough to leave mb for who was on it when it was closed at 51 s.
            EXPECT_NE(libsumo::Vehicle::getRoadID(id), "mb") << id << " at " << s;
        }
    }
    EXPECT_GE(figure(traffic, "traffic.closed_out"), static_cast<double>(start.cut_off.size()));
}

} // namespace
} // namespace cityproof::traffic::testing
