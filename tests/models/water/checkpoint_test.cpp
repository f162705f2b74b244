// SPDX-License-Identifier: Apache-2.0
// A run that is re-based and goes on, against a new network that is brought to the saved state: all
// that is published from then on, and the key figures, are equal bit by bit. The expected values
// are the other run's.
#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"

#include <gmock/gmock.h>

#include <bit>
#include <regex>
#include <sstream>

#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water {
namespace {

using contracts::CommandKind;
using ::testing::HasSubstr;

/// What happens to a network in a run.
struct Story {
    std::vector<contracts::Command> commands = {}; ///< all received at the start
    std::vector<contracts::Command> late = {};     ///< received when they are due

    struct Switching {
        SimTime when;
        std::size_t pump;
        bool supplied;
    };

    std::vector<Switching> switchings = {};
};

/// What is published at one instant, and the key figures then.
struct Moment {
    SimTime when;
    std::uint64_t hash = 0;
    std::vector<std::uint64_t> figures = {};

    friend bool operator==(const Moment&, const Moment&) = default;
};

class Twin {
  public:
    Twin(const WaterNetwork::Config& config, const Story& story)
        : supply_{pumps_of(config)},
          story_{story},
          model{config} {
        model.set_pump_supply(supply_.port());
    }

    void receive_all() {
        for (const contracts::Command& command : story_.commands) {
            model.receive(command, at(0));
        }
    }

    /// Brings the supply's port to what it was at `now`, as the engine does with ports.
    void supply_until(SimTime now) {
        for (const Story::Switching& switching : story_.switchings) {
            if (switching.when < now) {
                supply_.set(switching.when, switching.pump, switching.supplied);
            }
        }
    }

    /// Acts at all times in [from, until) at which the network or the story wants to.
    std::vector<Moment> run(SimTime from, SimTime until) {
        std::vector<Moment> moments;
        for (;;) {
            const SimTime now = std::min(model.next_time(), story_after(from));
            if (now >= until) {
                return moments;
            }
            from = now + Duration::nanoseconds(1);
            tell(now);
            act(model, now);
            moments.push_back(moment(now));
        }
    }

  private:
    static std::size_t pumps_of(const WaterNetwork::Config& config) {
        return read_water_tables(config.network).pumps.size();
    }

    SimTime story_after(SimTime from) const {
        SimTime next = SimTime::never();
        for (const Story::Switching& switching : story_.switchings) {
            next = switching.when >= from ? std::min(next, switching.when) : next;
        }
        return next;
    }

    void tell(SimTime now) {
        for (const Story::Switching& switching : story_.switchings) {
            if (switching.when == now) {
                supply_.set(now, switching.pump, switching.supplied);
            }
        }
        for (const contracts::Command& command : story_.late) {
            if (command.at == now) {
                model.receive(command, now);
            }
        }
    }

    Moment moment(SimTime now) {
        Moment result{.when = now};
        for (const engine::Port* output : model.outputs()) {
            for (const double value : output->read(now)) {
                result.hash = fold_hash(result.hash, value);
            }
        }
        for (const contracts::KeyFigure& figure : model.key_figures()) {
            result.figures.push_back(std::bit_cast<std::uint64_t>(figure.value));
        }
        return result;
    }

    PumpSupply supply_;
    const Story& story_;

  public:
    WaterNetwork model;
};

std::string saved(const WaterNetwork& model) {
    std::ostringstream out;
    engine::StateWriter writer{out};
    writer.section("water");
    model.save(writer);
    writer.finish();
    return out.str();
}

void restore(WaterNetwork& model, const std::string& state, SimTime now) {
    std::istringstream in{state};
    engine::StateReader reader{in, "run.checkpoint"};
    reader.section("water");
    model.restore(reader, now);
    reader.finish();
}

void expect_equal(const std::vector<Moment>& resumed, const std::vector<Moment>& straight) {
    ASSERT_EQ(resumed.size(), straight.size());
    for (std::size_t i = 0; i < straight.size(); ++i) {
        ASSERT_EQ(resumed[i].when, straight[i].when);
        ASSERT_EQ(resumed[i].hash, straight[i].hash) << "at " << to_string(straight[i].when);
        ASSERT_EQ(resumed[i].figures, straight[i].figures) << to_string(straight[i].when);
    }
}

/// Runs `config` up to each of `instants`, re-bases and saves there, and compares what follows.
void expect_same_continuation(const WaterNetwork::Config& config, const Story& story,
                              const std::vector<SimTime>& instants) {
    Twin straight{config, story};
    straight.receive_all();
    SimTime from = at(0);
    std::vector<std::string> states;
    std::vector<std::vector<Moment>> moments;
    for (const SimTime instant : instants) {
        moments.push_back(straight.run(from, instant));
        straight.model.rebase(instant);
        states.push_back(saved(straight.model));
        from = instant;
    }
    moments.push_back(straight.run(from, config.end + Duration::nanoseconds(1)));
    ASSERT_FALSE(moments.back().empty());
    for (std::size_t i = 0; i < instants.size(); ++i) {
        SCOPED_TRACE("resumed at " + to_string(instants[i]));
        Twin resumed{config, story};
        resumed.supply_until(instants[i]);
        restore(resumed.model, states[i], instants[i]);
        from = instants[i];
        for (std::size_t next = i + 1; next < instants.size(); ++next) {
            expect_equal(resumed.run(from, instants[next]), moments[next]);
            resumed.model.rebase(instants[next]);
            EXPECT_EQ(saved(resumed.model), states[next]) << "a later checkpoint is the same file";
            from = instants[next];
        }
        expect_equal(resumed.run(from, config.end + Duration::nanoseconds(1)), moments.back());
    }
}

/// A pump lifts from a reservoir into a tank; V and P4 feed a second zone, W closes by rule.
std::string town(const std::string& sections) {
    return "[JUNCTIONS]\nA 0 2\nB 0 1\nC 0 3\nD 0 1\n[RESERVOIRS]\nR 20\n[TANKS]\nT 40 3 0 6 12 0\n"
           "[PIPES]\nP1 A T 200 200 120 0 Open\nP2 T B 200 200 120 0 Open\nP3 A B 500 100 120 0 "
           "Open\n"
           "P4 C D 300 100 120 0 Open\nP5 B D 900 80 120 0 CV\n[PUMPS]\nPU R A HEAD 1 SPEED 1.1\n"
           "[VALVES]\nV B C 150 PRV 25 0\nW A D 100 TCV 40 0\n[CURVES]\n1 10 40\n" +
           sections + "[OPTIONS]\nUnits LPS\nHeadloss H-W\nAccuracy 1e-6\n[END]\n";
}

WaterNetwork::Config half_hour(const std::filesystem::path& file) {
    return {.network = file, .end = at(1800)};
}

const std::vector<SimTime> some_instants{at(600), at(630.5), at(900), at(1325)};

TEST(WaterCheckpoint, continues_bit_by_bit) {
    const InpFolder folder;
    expect_same_continuation(half_hour(folder.write(town(""))), {}, some_instants);
}

TEST(WaterCheckpoint, continues_with_level_controls_between_two_switchings) {
    const InpFolder folder;
    const auto file = folder.write(
        town("[CONTROLS]\nLINK PU CLOSED IF NODE T ABOVE 3.05\nLINK PU 0.9 IF NODE T BELOW 3.0\n"));
    expect_same_continuation(half_hour(file), {}, {at(300), at(600), at(660), at(900), at(1500)});
}

TEST(WaterCheckpoint, continues_with_timers_and_pressure_controls) {
    const InpFolder folder;
    const auto file = folder.write(town("[CONTROLS]\nLINK P3 CLOSED AT TIME 0:10\nLINK P3 OPEN AT "
                                        "TIME 0:16\nLINK V 30 AT TIME 0:12\nLINK W CLOSED IF NODE "
                                        "B ABOVE 10\n"));
    expect_same_continuation(half_hour(file), {}, some_instants);
}

TEST(WaterCheckpoint, continues_with_rules) {
    const InpFolder folder;
    const auto file = folder.write(town(
        "[RULES]\nRULE 1\nIF TANK T LEVEL ABOVE 3.04\nTHEN PUMP PU SETTING IS 0.8\nAND VALVE W "
        "STATUS IS CLOSED\nRULE 2\nIF TANK T LEVEL BELOW 2.99\nTHEN PUMP PU SETTING IS 1.2\n"
        "[TIMES]\nRule Timestep 0:00:30\n"));
    expect_same_continuation(half_hour(file), {}, some_instants);
}

TEST(WaterCheckpoint, continues_with_a_speed_pattern_and_demand_patterns) {
    const InpFolder folder;
    const auto file = folder.write(
        std::regex_replace(town("[PATTERNS]\nSP 1.0 1.1 0.9\n1 1.0 0.5 1.7\n[TIMES]\nPattern "
                                "Timestep 0:05\n"),
                           std::regex{"SPEED 1.1"}, "PATTERN SP"));
    const Story story{.switchings = {{at(500), 0, false}, {at(1000), 0, true}}};
    expect_same_continuation(half_hour(file), story, some_instants);
}

TEST(WaterCheckpoint, continues_while_a_pump_is_without_supply) {
    const InpFolder folder;
    const auto file = folder.write(
        town("[CONTROLS]\nLINK PU CLOSED AT TIME 0:12\nLINK PU 1.2 AT TIME 0:20\nLINK PU 1.05 IF "
             "NODE B BELOW 300\n"));
    const Story story{
        .switchings = {
            {at(500), 0, false}, {at(620.25), 0, true}, {at(630), 0, false}, {at(1250), 0, true}}};
    expect_same_continuation(half_hour(file), story, some_instants);
}

TEST(WaterCheckpoint, continues_while_rules_fire_on_a_pump_without_supply) {
    const InpFolder folder;
    const auto file = folder.write(
        town("[RULES]\nRULE 1\nIF SYSTEM TIME >= 0:09\nTHEN PUMP PU SETTING IS 1.3\nRULE 2\nIF "
             "SYSTEM TIME >= 0:18\nTHEN PUMP PU STATUS IS CLOSED\n[TIMES]\nRule Timestep 0:01\n"));
    const Story story{.switchings = {{at(500), 0, false}, {at(1260), 0, true}}};
    expect_same_continuation(half_hour(file), story, some_instants);
}

TEST(WaterCheckpoint, continues_with_closed_pipes_and_commands_that_are_still_to_come) {
    const InpFolder folder;
    const Story story{.commands = {command(CommandKind::close_pipe, "pipe", "P3", at(200)),
                                   command(CommandKind::close_pipe, "valve", "V", at(629.5)),
                                   command(CommandKind::open_pipe, "pipe", "P3", at(900)),
                                   command(CommandKind::open_pipe, "valve", "V", at(1400.2)),
                                   command(CommandKind::close_pipe, "valve", "W", at(1324))}};
    const auto file = folder.write(town("[CONTROLS]\nLINK P3 OPEN IF NODE C BELOW 100\n"));
    expect_same_continuation(half_hour(file), story, some_instants);
}

/// Nothing reaches D and C while P4's and V's ways are closed: their demands are withheld, and
/// given back later.
TEST(WaterCheckpoint, continues_while_a_part_is_dry_and_after_it_was) {
    const InpFolder folder;
    const Story story{.commands = {command(CommandKind::close_pipe, "valve", "V", at(300)),
                                   command(CommandKind::close_pipe, "valve", "W", at(300)),
                                   command(CommandKind::close_pipe, "pipe", "P2", at(300)),
                                   command(CommandKind::close_pipe, "pipe", "P3", at(300)),
                                   command(CommandKind::open_pipe, "pipe", "P3", at(800)),
                                   command(CommandKind::open_pipe, "valve", "V", at(1000))}};
    // Gallons: 1.7 of them come back from EPANET with another last bit than they went in.
    const auto file = folder.write(std::regex_replace(town(""), std::regex{"LPS"}, "GPM"));
    expect_same_continuation(half_hour(file), story, some_instants);
}

/// The tank runs empty, its outlet is closed by the solution only, and fills again.
TEST(WaterCheckpoint, continues_with_tanks_that_are_empty_or_full) {
    const InpFolder folder;
    const std::string small =
        std::regex_replace(town(""), std::regex{"T 40 3 0 6 12 0"}, "T 40 0.5 0 0.9 2 0");
    const auto file = folder.write(small);
    const Story story{.switchings = {{at(60), 0, false}, {at(1000), 0, true}}};
    Twin probe{half_hour(file), story};
    probe.run(at(0), at(900));
    EXPECT_NEAR(tank_level(probe.model, 0, at(840)), 0.0, 0.001) << "or this test shows nothing";
    expect_same_continuation(half_hour(file), story,
                             {at(600), at(900), at(1000), at(1200), at(1740)});
}

TEST(WaterCheckpoint, continues_while_a_pump_cannot_lift_so_high) {
    const InpFolder folder;
    const auto file =
        folder.write(std::regex_replace(town(""), std::regex{"T 40 3 0 6 12 0"}, "T 90 3 0 6 4 0"));
    Twin probe{half_hour(file), {}};
    probe.run(at(0), at(120));
    EXPECT_EQ(pump_power(probe.model, "PU", at(60)), 0.0) << "or this test shows nothing";
    expect_same_continuation(half_hour(file), {}, some_instants);
}

TEST(WaterCheckpoint, continues_with_emitters_and_pressure_driven_demands) {
    const InpFolder folder;
    auto config = half_hour(folder.write(town("[EMITTERS]\nB 0.3\nD 0.1\n")));
    config.pressure_driven = PressureDriven{.minimum_pressure_m = 5, .required_pressure_m = 60};
    expect_same_continuation(config, {}, some_instants);
}

TEST(WaterCheckpoint, re_basing_twice_at_one_instant_is_re_basing_once) {
    const InpFolder folder;
    const auto config = half_hour(folder.write(town("")));
    const Story story;
    Twin once{config, story};
    Twin twice{config, story};
    for (Twin* twin : {&once, &twice}) {
        twin->run(at(0), at(600));
        twin->model.rebase(at(600));
    }
    twice.model.rebase(at(600));
    EXPECT_EQ(saved(twice.model), saved(once.model));
    const SimTime end = at(1801);
    expect_equal(twice.run(at(600), end), once.run(at(600), end));
}

TEST(WaterCheckpoint, saved_before_the_first_act_it_is_the_start) {
    const InpFolder folder;
    const auto config = half_hour(folder.write(town("")));
    const Story story{.commands = {command(CommandKind::close_pipe, "pipe", "P3", at(200))}};
    Twin straight{config, story};
    straight.receive_all();
    const std::string state = saved(straight.model);
    Twin resumed{config, story};
    restore(resumed.model, state, at(0));
    expect_equal(resumed.run(at(0), at(1801)), straight.run(at(0), at(1801)));
}

class RefusedCheckpoint : public ::testing::Test {
  protected:
    std::string state_of(const std::string& text) const {
        WaterNetwork model{half_hour(folder_.write(text))};
        run(model, at(599));
        model.rebase(at(600));
        return saved(model);
    }

    std::string refusal(const std::string& text, const std::string& state, double now = 600) const {
        WaterNetwork model{half_hour(folder_.write(text, "other.inp"))};
        try {
            restore(model, state, at(now));
        } catch (const InputError& error) {
            return error.what();
        }
        return "none";
    }

    InpFolder folder_;
};

TEST_F(RefusedCheckpoint, of_a_network_with_another_number_of_links) {
    const std::string other = std::regex_replace(town(""), std::regex{"P5 .* CV\n"}, "");
    EXPECT_THAT(refusal(other, state_of(town(""))), HasSubstr("run.checkpoint"));
    EXPECT_EQ(refusal(town(""), state_of(town(""))), "none") << "or this test shows nothing";
}

TEST_F(RefusedCheckpoint, of_another_time) {
    EXPECT_THAT(refusal(town(""), state_of(town("")), 660), HasSubstr("another time"));
}

/// Each byte of the content in turn is wrong, with a hash that fits: what is read is refused or
/// taken, and nothing else happens.
TEST_F(RefusedCheckpoint, or_taken_but_never_a_crash_whatever_byte_is_wrong) {
    const std::string state = state_of(town(""));
    constexpr std::size_t header = 8 + 5 + 8 + 8; // name's length, "water", length, hash
    std::size_t refused = 0;
    for (std::size_t i = header; i < state.size(); ++i) {
        std::string wrong = state;
        wrong[i] = static_cast<char>(wrong[i] ^ 0x7f);
        const std::uint64_t hash = stable_hash(std::string_view{wrong}.substr(header));
        wrong.replace(header - 8, 8, reinterpret_cast<const char*>(&hash), 8);
        refused += refusal(town(""), wrong) == "none" ? 0 : 1;
    }
    EXPECT_GT(refused, 50U);
}

TEST_F(RefusedCheckpoint, of_a_network_that_asks_for_water_quality) {
    const auto file = folder_.write(
        std::regex_replace(town(""), std::regex{"Units LPS"}, "Units LPS\nQuality Age"));
    WaterNetwork model{half_hour(file)};
    run(model, at(599));
    model.rebase(at(600));
    try {
        saved(model);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("water-quality runs cannot be resumed"));
        EXPECT_THAT(error.what(), HasSubstr(file.string()));
    }
}

/// Networks of the trade, without their quality simulation, over hours with a power cut of the
/// first pump and a closed pipe.
class RealNetworkCheckpoint : public ::testing::TestWithParam<const char*> {};

TEST_P(RealNetworkCheckpoint, continues_bit_by_bit) {
    CITYPROOF_REQUIRE_DATA(packed, std::string{"water/networks/"} + GetParam() + ".inp.gz");
    const InpFolder folder;
    const std::regex quality{"(^|\\n)[ \\t]*[Qq](uality|UALITY)[ \\t]+(?![Tt])[^\\n]*"};
    const auto file =
        folder.write(std::regex_replace(InpFolder::unpacked(packed), quality, "$1 Quality None"));
    const auto tables = read_water_tables(file);
    Story story;
    if (!tables.pumps.empty()) {
        story.switchings = {{at(5000), 0, false}, {at(9000), 0, true}};
    }
    // The last pipe, since the first one may be all that comes from the source.
    const auto pipe =
        std::find_if(tables.pipes.rbegin(), tables.pipes.rend(),
                     [](const WaterTables::Link& link) { return link.kind == LinkKind::pipe; });
    story.commands = {command(CommandKind::close_pipe, "pipe", pipe->id, at(4000)),
                      command(CommandKind::open_pipe, "pipe", pipe->id, at(8000))};
    expect_same_continuation({.network = file,
                              .step = Duration::seconds(600),
                              .start_at = Duration::seconds(18000),
                              .end = at(18000)},
                             story, {at(3600), at(7200), at(10800)});
}

INSTANTIATE_TEST_SUITE_P(Networks, RealNetworkCheckpoint,
                         ::testing::Values("Anytown", "BWSN_Network_1", "Hanoi", "L-TOWN",
                                           "MICROPOLIS_v1", "Net1", "Net2", "Net3",
                                           "Richmond_standard", "ky2", "ky4"),
                         [](const auto& network) {
                             return std::regex_replace(network.param, std::regex{"[-_]"}, "");
                         });

} // namespace
} // namespace cityproof::water
