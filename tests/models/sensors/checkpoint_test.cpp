// SPDX-License-Identifier: Apache-2.0
// The expected values are the uninterrupted run's, bit by bit.
#include "core/base/errors.hpp"
#include "models/sensors/sensor_network.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "tests/models/checkpoint_support.hpp"

namespace cityproof::sensors {
namespace {

using cityproof::testing::refusal;
using cityproof::testing::Script;
using ::testing::HasSubstr;

std::vector<Sensor> sensors_of(const engine::Port& level, int count) {
    std::vector<Sensor> list;
    for (int i = 0; i < count; ++i) {
        list.push_back({"s" + std::to_string(i), &level, static_cast<std::size_t>(i) % 3,
                        Duration::seconds(7 + i), 0.1, 0.2});
    }
    return list;
}

/// Noisy sensors that lose readings, some of them at times without electricity, of levels that
/// change and at times are not known.
struct Town {
    Town() {
        const engine::InstantGroupId group = engine.add_group("instant group");
        engine.add_to_group(group, script, engine::Phase::inputs, 0);
        engine.add(network);
    }

    std::vector<Script::Step> steps() {
        std::vector<Script::Step> list;
        for (std::int64_t second = 0; second < 900; second += 10) {
            list.push_back(
                {SimTime::at_seconds(second), [this](SimTime now) {
                     const double t = now.to_seconds();
                     constexpr double none = std::numeric_limits<double>::quiet_NaN();
                     level.publish(now, std::vector{std::sin(t), t / 7, t < 500 ? t : none});
                     const double on = t >= 200 && t < 420 ? 0 : 1;
                     supply.publish(now, std::vector<double>{1, on, 1, on, 1});
                 }});
        }
        return list;
    }

    std::vector<const contracts::KeyFigureSource*> sources() const { return {&network}; }

    SimTime end = SimTime::at_seconds(900);
    engine::Port level{{"water/tank_level", "m", "tank", ""}, 3, Duration{}, 1.0};
    engine::Port supply{{"supply/sensor", "1", "sensor", ""}, 5, Duration{}, 1.0};
    Script script{steps(), {&level, &supply}};
    SensorNetwork network{sensors_of(level, 5), Duration::seconds(2), &supply, end};
    engine::Engine engine{{.seed = 4, .rebase_every = Duration::seconds(250)}};
};

TEST(SensorCheckpoint, continues_bit_by_bit) {
    Town probe;
    probe.engine.run(probe.end, nullptr);
    for (const contracts::KeyFigure& figure : probe.network.key_figures()) {
        EXPECT_GT(figure.value, 0) << figure.id << ": or this test shows nothing";
    }
    cityproof::testing::expect_same_continuations<Town>();
}

TEST(SensorCheckpoint, of_another_number_of_sensors_is_refused) {
    const Town town;
    SensorNetwork other{sensors_of(town.level, 4), Duration::seconds(2), nullptr, town.end};
    EXPECT_THAT(refusal(town.network, other, SimTime::zero()), HasSubstr("5 values"));
    SensorNetwork same{sensors_of(town.level, 5), Duration::seconds(2), nullptr, town.end};
    EXPECT_EQ(refusal(town.network, same, SimTime::zero()), "");
}

} // namespace
} // namespace cityproof::sensors
