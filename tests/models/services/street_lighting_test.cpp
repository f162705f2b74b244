// SPDX-License-Identifier: Apache-2.0
// Expected: thresholds N(-3, 0.7) degrees as the model states, found again from the sun's height at
// the moments of switching (solar.hpp, tested on its own), within 4 standard deviations.
#include "core/base/statistics.hpp"
#include "core/engine/engine.hpp"
#include "models/services/solar.hpp"
#include "models/services/street_lighting.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/models/port_contract.hpp"

namespace cityproof::services {
namespace {

constexpr double berlin_north = 52.52;
constexpr double berlin_east = 13.405;

struct Switching {
    std::int64_t second = 0;
    double power_w = 0;
};

using Switchings = std::map<std::size_t, std::vector<Switching>>;

class Record final : public engine::RunObserver {
  public:
    void on_publication(const engine::Port&, std::size_t lamp, SimTime when,
                        double value) override {
        switchings[lamp].push_back({when.ns() / 1'000'000'000, value});
    }

    Switchings switchings;
};

std::vector<Lamp> lamps(int count) {
    std::vector<Lamp> list;
    for (int i = 0; i < count; ++i) {
        list.push_back({fmt::format("l{}", i), 60});
    }
    return list;
}

Switchings run(const std::vector<Lamp>& list, const LocalClock& clock, double north, double east,
               Duration length) {
    const SimTime end = SimTime::zero() + length;
    StreetLighting lighting{list, clock, north, east, Duration::seconds(1), end};
    Record record;
    engine::Engine engine{{.seed = 3}};
    engine.add(lighting);
    engine.run(end, &record);
    return record.switchings;
}

TEST(StreetLighting, lamps_switch_on_at_dusk_and_off_at_dawn_in_the_twilight) {
    const LocalClock clock{"2026-11-10 12:00", "Europe/Berlin"};
    const auto all = run(lamps(400), clock, berlin_north, berlin_east, Duration::seconds(86400));
    ASSERT_EQ(all.size(), 400U);
    std::vector<double> thresholds;
    const auto elevation = [&clock](std::int64_t second) {
        return solar_elevation_deg(clock.utc_s(SimTime::at_seconds(second)), berlin_north,
                                   berlin_east);
    };
    for (const auto& [lamp, switchings] : all) {
        ASSERT_EQ(switchings.size(), 3U) << lamp;
        EXPECT_EQ(switchings[0].second, 0);
        EXPECT_EQ(switchings[0].power_w, 0);
        EXPECT_EQ(switchings[1].power_w, 60);
        EXPECT_EQ(switchings[2].power_w, 0);
        // Dusk in the afternoon, dawn after midnight (12 h from the start).
        EXPECT_LT(switchings[1].second, 6 * 3600);
        EXPECT_GT(switchings[2].second, 18 * 3600);
        const double on = elevation(switchings[1].second);
        const double off = elevation(switchings[2].second);
        EXPECT_NEAR(on, off, 0.01) << lamp; // one photocell, one threshold
        thresholds.push_back(on);
    }
    EXPECT_NEAR(mean(thresholds), -3, 4 * 0.7 / std::sqrt(400));
    EXPECT_NEAR(std::sqrt(sample_variance(thresholds)), 0.7, 4 * 0.7 / std::sqrt(2 * 400.0));
}

TEST(StreetLighting, run_that_starts_at_night_starts_with_burning_lamps) {
    const LocalClock clock{"2026-11-10 22:00", "Europe/Berlin"};
    for (const auto& [lamp, switchings] :
         run(lamps(20), clock, berlin_north, berlin_east, Duration::seconds(3600))) {
        ASSERT_EQ(switchings.size(), 1U) << lamp;
        EXPECT_EQ(switchings[0].power_w, 60);
    }
}

TEST(StreetLighting, polar_night_burns_throughout_and_polar_day_never) {
    const Duration day = Duration::seconds(86400);
    for (const auto& [start, power] :
         std::map<std::string, double>{{"2026-12-21 00:00", 60}, {"2026-06-21 00:00", 0}}) {
        for (const auto& [lamp, switchings] : run(lamps(20), {start, "UTC"}, 80, 20, day)) {
            ASSERT_EQ(switchings.size(), 1U) << start;
            EXPECT_EQ(switchings[0].power_w, power);
        }
    }
}

TEST(StreetLighting, end_of_the_run_may_lie_anywhere) {
    // Ends on and beside full minutes, in the dusk, with fractions: the search stops there.
    const LocalClock clock{"2026-11-10 16:20", "Europe/Berlin"};
    const Duration whole = Duration::seconds(3600);
    const auto all = run(lamps(50), clock, berlin_north, berlin_east, whole);
    for (const std::int64_t end_ms :
         {0, 1, 1000, 59'000, 60'000, 60'001, 61'000, 1'199'500, 1'200'000, 1'259'999}) {
        const auto some = run(lamps(50), clock, berlin_north, berlin_east,
                              Duration::nanoseconds(end_ms * 1'000'000));
        for (const auto& [lamp, switchings] : some) {
            std::size_t expected = 0;
            for (const Switching& switching : all.at(lamp)) {
                expected += switching.second * 1000 <= end_ms ? 1 : 0;
            }
            EXPECT_EQ(switchings.size(), expected) << lamp << " until " << end_ms << " ms";
        }
    }
}

TEST(StreetLighting, added_lamp_changes_no_other_lamp) {
    const LocalClock clock{"2026-11-10 12:00", "Europe/Berlin"};
    const Duration day = Duration::seconds(86400);
    std::vector<Lamp> more = lamps(5);
    more.insert(more.begin(), {"new", 100});
    const auto before = run(lamps(5), clock, berlin_north, berlin_east, day);
    const auto after = run(more, clock, berlin_north, berlin_east, day);
    for (std::size_t lamp = 0; lamp < 5; ++lamp) {
        EXPECT_EQ(before.at(lamp)[1].second, after.at(lamp + 1)[1].second);
    }
}

TEST(StreetLighting, load_reaches_its_readers_after_the_latency) {
    const LocalClock clock{"2026-11-10 22:00", "Europe/Berlin"};
    StreetLighting lighting{lamps(1),
                            clock,
                            berlin_north,
                            berlin_east,
                            Duration::seconds(60),
                            SimTime::at_seconds(600)};
    engine::Engine engine{{}};
    engine.add(lighting);
    engine.run(SimTime::at_seconds(600), nullptr);
    EXPECT_EQ(lighting.load().at(0, SimTime::at_seconds(59)), 0);
    EXPECT_EQ(lighting.load().at(0, SimTime::at_seconds(60)), 60);
}

TEST(StreetLighting, port_is_that_of_the_contract) {
    StreetLighting lighting{lamps(1),     LocalClock{"2026-11-10 12:00", "Europe/Berlin"},
                            berlin_north, berlin_east,
                            Duration{},   SimTime::at_seconds(60)};
    cityproof::testing::expect_contract(lighting.outputs(), "services/lamp");
}

} // namespace
} // namespace cityproof::services
