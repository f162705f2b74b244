// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"

#include <gmock/gmock.h>

#include "tests/models/water/water_fixture.hpp"

namespace cityproof::water {
namespace {

using contracts::CommandKind;
using ::testing::HasSubstr;

/// Two ways from the reservoir to B: a pressure reducing valve set to 20 m behind P1, and P2 with a
/// smaller pipe.
constexpr const char* network = R"([JUNCTIONS]
A 0 1
B 0 4
C 0 1
[RESERVOIRS]
R 50
[TANKS]
T 15 2 0 4 10 0
[PIPES]
P1 R A 100 300 130 0 Open
P2 A B 100 100 130 0 Closed
P3 B C 100 100 130 0 Open
P4 B C 100 100 130 0 CV
P5 C T 100 100 130 0 Open
[VALVES]
V A B 200 PRV 20 0
)";

constexpr const char* options = "[OPTIONS]\nUnits LPS\nHeadloss H-W\nAccuracy 1e-6\n[END]\n";

class WaterCommands : public ::testing::Test {
  protected:
    std::unique_ptr<WaterNetwork> model(const std::string& extra = "") const {
        return std::make_unique<WaterNetwork>(WaterNetwork::Config{
            .network = folder_.write(network + extra + options), .end = at(3600)});
    }

    InpFolder folder_;
};

TEST_F(WaterCommands, closed_pipe_carries_nothing_until_it_is_opened) {
    const auto water = model();
    water->receive(command(CommandKind::close_pipe, "pipe", "P3", at(60)), at(0));
    water->receive(command(CommandKind::open_pipe, "pipe", "P3", at(120)), at(0));
    run(*water, at(0));
    const double flow = pipe_flow(*water, "P3", at(0));
    EXPECT_NE(flow, 0.0);
    run(*water, at(60));
    EXPECT_EQ(pipe_flow(*water, "P3", at(60)), 0.0);
    run(*water, at(120));
    EXPECT_NEAR(pipe_flow(*water, "P3", at(120)), flow, 0.05 * std::abs(flow));
}

TEST_F(WaterCommands, opening_opens_a_pipe_that_the_file_closes) {
    const auto water = model();
    water->receive(command(CommandKind::open_pipe, "pipe", "P2", at(60)), at(0));
    run(*water, at(0));
    EXPECT_EQ(pipe_flow(*water, "P2", at(0)), 0.0);
    run(*water, at(60));
    EXPECT_GT(pipe_flow(*water, "P2", at(60)), 0.001);
}

/// Opened by its status alone, a pressure reducing valve would stand wide open: 50 m instead of 20
/// m behind it.
TEST_F(WaterCommands, reopened_valve_regulates_again) {
    const auto water = model();
    water->receive(command(CommandKind::close_pipe, "valve", "V", at(60)), at(0));
    water->receive(command(CommandKind::open_pipe, "valve", "V", at(120)), at(0));
    run(*water, at(0));
    EXPECT_NEAR(pressure(*water, "B", at(0)), 20.0, 1e-3);
    run(*water, at(60));
    EXPECT_LT(pressure(*water, "B", at(60)), 19.0);
    run(*water, at(120));
    EXPECT_NEAR(pressure(*water, "B", at(120)), 20.0, 1e-3);
}

TEST_F(WaterCommands, controls_do_not_open_what_a_command_closed) {
    for (const char* controls : {"[CONTROLS]\nLINK P3 OPEN IF NODE T BELOW 4\n",
                                 "[CONTROLS]\nLINK P3 OPEN IF NODE C BELOW 100\n",
                                 "[RULES]\nRULE 1\nIF TANK T LEVEL BELOW 4\nTHEN PIPE P3 STATUS IS "
                                 "OPEN\n[TIMES]\nRule Timestep 0:01\n"}) {
        const auto water = model(controls);
        water->receive(command(CommandKind::close_pipe, "pipe", "P3", at(60)), at(0));
        water->receive(command(CommandKind::open_pipe, "pipe", "P3", at(600)), at(0));
        run(*water, at(540), [&](SimTime now) {
            if (now >= at(60)) {
                EXPECT_EQ(pipe_flow(*water, "P3", now), 0.0) << controls << to_string(now);
            }
        });
        run(*water, at(600));
        EXPECT_NE(pipe_flow(*water, "P3", at(600)), 0.0);
    }
}

TEST_F(WaterCommands, controls_do_not_open_a_valve_that_a_command_closed) {
    for (const char* controls : {"[CONTROLS]\nLINK V 20 IF NODE T BELOW 4\n",
                                 "[CONTROLS]\nLINK V 20 IF NODE A BELOW 100\n",
                                 "[CONTROLS]\nLINK V OPEN IF NODE A BELOW 100\n"}) {
        const auto water = model(controls);
        water->receive(command(CommandKind::close_pipe, "valve", "V", at(60)), at(0));
        water->receive(command(CommandKind::open_pipe, "valve", "V", at(600)), at(0));
        run(*water, at(0));
        const double before = pressure(*water, "B", at(0));
        EXPECT_GT(before, 19.9) << controls;
        run(*water, at(540), [&](SimTime now) {
            if (now >= at(60)) {
                EXPECT_LT(pressure(*water, "B", now), 19.0) << controls << to_string(now);
            }
        });
        run(*water, at(600));
        EXPECT_NEAR(pressure(*water, "B", at(600)), before, 0.5) << controls;
    }
}

TEST_F(WaterCommands, closing_twice_is_closing_once) {
    const auto water = model();
    for (const double t : {60.0, 61.0}) {
        water->receive(command(CommandKind::close_pipe, "pipe", "P3", at(t)), at(0));
    }
    water->receive(command(CommandKind::open_pipe, "pipe", "P3", at(120)), at(0));
    run(*water, at(120));
    EXPECT_NE(pipe_flow(*water, "P3", at(120)), 0.0);
}

TEST_F(WaterCommands, wrong_targets_are_refused_with_their_name) {
    const auto water = model();
    EXPECT_TRUE(water->accepts(command(CommandKind::close_pipe, "pipe", "P1", at(0))));
    EXPECT_TRUE(water->accepts(command(CommandKind::open_pipe, "valve", "V", at(0))));
    EXPECT_FALSE(water->accepts(command(CommandKind::close_pipe, "pump", "P1", at(0))));
    EXPECT_FALSE(water->accepts(command(CommandKind::outage, "pipe", "P1", at(0))));
    const auto complaint = [&](const char* table, const char* target) -> std::string {
        try {
            water->receive(command(CommandKind::close_pipe, table, target, at(60)), at(0));
            return "";
        } catch (const InputError& error) {
            return error.what();
        }
    };
    EXPECT_THAT(complaint("pipe", "P9"), HasSubstr("'P9'"));
    EXPECT_THAT(complaint("valve", "P1"), HasSubstr("'P1'"));
    EXPECT_THAT(complaint("pipe", "P4"), HasSubstr("check valve"));
    EXPECT_EQ(complaint("pipe", "P1"), "");
    EXPECT_THROW(water->validate(command(CommandKind::close_pipe, "pipe", "P9", at(0))),
                 InputError);
}

} // namespace
} // namespace cityproof::water
