// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "gui/data/run_clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cityproof::gui {
namespace {

double seconds(const RunClock& clock, const std::string& text) {
    return clock.seconds(text, "--time");
}

TEST(RunClock, reads_times_of_day_from_the_start_on) {
    const RunClock clock{"2026-11-10T06:30:00", "Europe/Rome"};
    EXPECT_EQ(seconds(clock, "06:30"), 0);
    EXPECT_EQ(seconds(clock, "7:30"), 3600);
    EXPECT_EQ(seconds(clock, "07:30:15"), 3615);
    EXPECT_EQ(seconds(clock, "06:29"), 86'340); // the next day's
    EXPECT_EQ(seconds(clock, "2026-11-11 06:30"), 86'400);
    EXPECT_EQ(seconds(clock, "2026-11-10T07:00:00"), 1800);
    EXPECT_EQ(seconds(clock, "1800 s"), 1800);
    EXPECT_EQ(seconds(clock, "30 min"), 1800);
}

// In Europe/Rome clocks go back from 03:00 to 02:00 on 25 October 2026 and forward from 02:00 to
// 03:00 on 29 March (last Sundays; directive 2000/84/EC): those days have 25 and 23 hours.
TEST(RunClock, days_of_25_and_23_hours_are_right) {
    const RunClock autumn{"2026-10-25T00:00:00", "Europe/Rome"};
    EXPECT_EQ(seconds(autumn, "12:00"), 13 * 3600);
    EXPECT_EQ(autumn.short_text(13 * 3600), QStringLiteral("12:00"));
    const RunClock spring{"2026-03-29T00:00:00", "Europe/Rome"};
    EXPECT_EQ(seconds(spring, "12:00"), 11 * 3600);
    EXPECT_EQ(spring.short_text(11 * 3600), QStringLiteral("12:00"));
}

/// Seconds since 1970 that a clock in UTC shows at a time of 25 October 2026, or 29 March.
double wall(bool autumn, double hour) {
    // 2026-10-25 is day 20,751 and 2026-03-29 day 20,541 since 1970 (date -d ... +%s / 86400).
    return 86'400.0 * (autumn ? 20'751 : 20'541) + 3600 * hour;
}

TEST(RunClock, a_time_on_the_wall_may_come_twice_or_never) {
    const RunClock autumn{"2026-10-25T00:00:00", "Europe/Rome"};
    const LocalMoments twice = autumn.local_moments(wall(true, 2.5));
    EXPECT_EQ(twice.count, 2);
    EXPECT_EQ(twice.first_s, 2.5 * 3600);
    EXPECT_EQ(twice.second_s, 3.5 * 3600);
    const LocalMoments once = autumn.local_moments(wall(true, 3));
    EXPECT_EQ(once.count, 1);
    EXPECT_EQ(once.first_s, 4 * 3600);
    const RunClock spring{"2026-03-29T00:00:00", "Europe/Rome"};
    EXPECT_EQ(spring.local_moments(wall(false, 2.5)).count, 0);
    EXPECT_EQ(spring.local_moments(wall(false, 3)).first_s, 2 * 3600);
    const RunClock without_zone{"2026-10-25T00:00:00", "Europe/Atlantis"};
    EXPECT_EQ(without_zone.local_moments(wall(true, 2.5)).count, 1);
}

// 10 November 2026 is a Tuesday.
TEST(RunClock, writes_day_time_and_zone) {
    const RunClock clock{"2026-11-10T06:30:00", "Europe/Rome"};
    EXPECT_EQ(clock.text(3600), QStringLiteral("Tue 10 Nov 2026, 07:30 (Europe/Rome)"));
    EXPECT_EQ(clock.short_text(3601), QStringLiteral("07:30:01"));
}

TEST(RunClock, without_a_start_shows_and_takes_seconds_only) {
    for (const RunClock& clock : {RunClock{"", ""}, RunClock{"yesterday", "Europe/Rome"}}) {
        EXPECT_EQ(clock.text(1800), QStringLiteral("1800 s after the start"));
        EXPECT_EQ(seconds(clock, "1800 s"), 1800);
        EXPECT_THROW(static_cast<void>(seconds(clock, "07:30")), InputError);
    }
}

TEST(RunClock, an_unknown_zone_still_shows_local_time) {
    const RunClock clock{"2026-11-10T06:30:00", "Europe/Atlantis"};
    EXPECT_EQ(clock.text(3600), QStringLiteral("Tue 10 Nov 2026, 07:30"));
}

TEST(RunClock, refuses_what_is_no_time) {
    const RunClock clock{"2026-11-10T06:30:00", "Europe/Rome"};
    for (const char* text :
         {"", "25:00", "07:60", "7:3", "07:30:61", "2026-02-30 07:30", "half past seven", "1800",
          "07:30 s", "--", ":", "99999999999999:00", "nan s", "1e300 h"}) {
        EXPECT_ANY_THROW(static_cast<void>(seconds(clock, text))) << text;
    }
}

} // namespace
} // namespace cityproof::gui
