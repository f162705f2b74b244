// SPDX-License-Identifier: Apache-2.0
// The expected values are the uninterrupted run's, bit by bit.
#include "core/base/errors.hpp"
#include "models/traffic/max_pressure.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "tests/models/checkpoint_support.hpp"

namespace cityproof::traffic {
namespace {

using cityproof::testing::refusal;
using cityproof::testing::Script;
using ::testing::HasSubstr;
using GreenPhase = contracts::SignalLayout::GreenPhase;

std::vector<contracts::SignalLayout> signals(std::size_t phases) {
    const GreenPhase north{.protected_movements = {{0, 2}}, .permitted_movements = {}};
    const GreenPhase west{.protected_movements = {{1, 3}}, .permitted_movements = {}};
    contracts::SignalLayout full{.id = "a", .phases = {north, west, north}};
    full.phases.resize(phases);
    return {full, {.id = "b", .phases = {north}}};
}

/// Queues that grow and shrink, with starving side streets and minimum greens that run.
struct Town {
    Town() {
        const engine::InstantGroupId group = engine.add_group("instant group");
        engine.add_to_group(group, script, engine::Phase::inputs, 0);
        engine.add_to_group(group, policy, engine::Phase::policy, 0);
    }

    std::vector<Script::Step> steps() {
        std::vector<Script::Step> list;
        for (std::int64_t second = 0; second < 600; second += 5) {
            list.push_back({SimTime::at_seconds(second), [this](SimTime now) {
                                const double t = now.to_seconds();
                                lanes.publish(now, std::vector{std::floor(9 + 6 * std::sin(t / 40)),
                                                               std::floor(4 + 4 * std::cos(t / 9)),
                                                               1.0, 0.0});
                            }});
        }
        return list;
    }

    std::vector<const contracts::KeyFigureSource*> sources() const { return {}; }

    SimTime end = SimTime::at_seconds(600);
    engine::Port lanes{{"traffic/lane_halting", "1", "lane", ""}, 4, Duration{}, 0.0};
    Script script{steps(), {&lanes}};
    MaxPressure policy{signals(3),
                       lanes,
                       {.interval = Duration::seconds(5),
                        .min_green = Duration::seconds(10),
                        .max_red = Duration::seconds(60),
                        .end = end}};
    engine::Engine engine{{.rebase_every = Duration::seconds(66)}};
};

TEST(MaxPressureCheckpoint, continues_bit_by_bit) {
    cityproof::testing::expect_same_continuations<Town>();
}

TEST(MaxPressureCheckpoint, of_other_signals_or_another_time_is_refused) {
    const Town town;
    MaxPressure fewer{signals(2), town.lanes, {.end = town.end}};
    EXPECT_THAT(refusal(town.policy, fewer, SimTime::zero()), HasSubstr("3 values"));
    MaxPressure same{signals(3), town.lanes, {.end = town.end}};
    EXPECT_EQ(refusal(town.policy, same, SimTime::zero()), "");
    EXPECT_THAT(refusal(town.policy, same, SimTime::at_seconds(1)), HasSubstr("another time"));
}

} // namespace
} // namespace cityproof::traffic
