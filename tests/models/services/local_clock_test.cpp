// SPDX-License-Identifier: Apache-2.0
// Central European Time is UTC+1, in summer UTC+2; in 2026 clocks go forward on 29 March at 02:00
// and back on 25 October at 03:00 (Directive 2000/84/EC: last Sundays, 01:00 UTC). UTC seconds are
// checked with `date -u -d ... +%s`.
#include "core/base/errors.hpp"
#include "models/services/local_clock.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cityproof::services {
namespace {

using ::testing::HasSubstr;

SimTime hours(double count) {
    return SimTime::zero() + Duration::from_seconds(3600 * count);
}

TEST(LocalClock, start_is_local_time_of_its_zone) {
    // 2026-11-10 06:30 in Berlin is 05:30 UTC.
    EXPECT_EQ(LocalClock("2026-11-10 06:30", "Europe/Berlin").utc_s(SimTime::zero()), 1794288600);
    EXPECT_EQ(LocalClock("2026-11-10 06:30", "UTC").utc_s(SimTime::zero()), 1794292200);
    EXPECT_EQ(LocalClock("2026-11-10 06:30", "Asia/Kathmandu").utc_s(SimTime::zero()),
              1794292200 - (5 * 60 + 45) * 60);
}

TEST(LocalClock, all_ways_to_write_a_start_mean_the_same) {
    for (const char* text :
         {"2026-11-10 06:30", "2026-11-10 06:30:00", "2026-11-10T06:30", "2026-11-10T06:30:00"}) {
        EXPECT_EQ(LocalClock(text, "UTC").utc_s(SimTime::zero()), 1794292200) << text;
    }
}

TEST(LocalClock, hour_counts_on_with_its_fraction_and_over_midnight) {
    const LocalClock clock{"2026-11-10 22:30", "Europe/Berlin"};
    EXPECT_DOUBLE_EQ(clock.hour_of_day(SimTime::zero()), 22.5);
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(1.25)), 23.75);
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(1.5)), 0);
    EXPECT_DOUBLE_EQ(clock.hour_of_day(SimTime::at_ns(1'800'000'000)), 22.5 + 1.8 / 3600);
}

TEST(LocalClock, day_on_which_clocks_go_forward_has_23_hours) {
    const LocalClock clock{"2026-03-29 00:00", "Europe/Berlin"};
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(1.5)), 1.5);
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(2)), 3); // 02:00 does not come
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(22.5)), 23.5);
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(23)), 0);
}

TEST(LocalClock, day_on_which_clocks_go_back_has_25_hours) {
    const LocalClock clock{"2026-10-25 00:00", "Europe/Berlin"};
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(2.5)), 2.5);
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(3.5)), 2.5); // the hour from 2 to 3 comes twice
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(24.5)), 23.5);
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(25)), 0);
}

TEST(LocalClock, start_in_the_hour_that_comes_twice_is_its_first) {
    const LocalClock clock{"2026-10-25 02:30", "Europe/Berlin"};
    EXPECT_EQ(clock.utc_s(SimTime::zero()), 1792888200); // 00:30 UTC, still summer time
    EXPECT_DOUBLE_EQ(clock.hour_of_day(hours(1)), 2.5);
}

std::string refusal(const std::string& start, const std::string& zone) {
    try {
        const LocalClock clock{start, zone};
    } catch (const InputError& error) {
        return error.what();
    }
    return "not refused";
}

TEST(LocalClock, start_that_the_zone_skips_is_refused) {
    EXPECT_THAT(refusal("2026-03-29 02:30", "Europe/Berlin"), HasSubstr("does not exist"));
    EXPECT_EQ(refusal("2026-03-29 03:00", "Europe/Berlin"), "not refused");
    EXPECT_EQ(refusal("2026-03-29 02:30", "Africa/Nairobi"), "not refused"); // no summer time
}

TEST(LocalClock, text_that_is_no_time_is_refused_with_an_example) {
    for (const char* text : {"", "tomorrow", "2026-11-10", "2026-13-10 06:30", "2026-02-30 06:30",
                             "2026-11-10 24:30", "2026-11-10 06:30 and more", "10.11.2026 06:30"}) {
        EXPECT_THAT(refusal(text, "UTC"), HasSubstr("2026-11-10 06:30")) << text;
    }
}

TEST(LocalClock, zone_that_is_not_known_is_refused) {
    EXPECT_THAT(refusal("2026-11-10 06:30", "Europe/Auental"), HasSubstr("Europe/Auental"));
    EXPECT_THAT(refusal("2026-11-10 06:30", "../../etc/passwd"), HasSubstr("no time zone"));
    EXPECT_THAT(refusal("2026-11-10 06:30", ""), HasSubstr("no time zone"));
}

TEST(LocalClock, says_and_reads_the_time_on_the_walls) {
    const LocalClock clock{"2026-11-10 22:30", "Europe/Berlin"};
    EXPECT_EQ(clock.local_text(SimTime::at_seconds(90)), "2026-11-10 22:31:30");
    EXPECT_EQ(clock.moment("22:31:30"), SimTime::at_seconds(90));
    EXPECT_EQ(clock.moment("2026-11-10 22:31"), SimTime::at_seconds(60));
    EXPECT_EQ(clock.moment("06:30"), SimTime::at_seconds(8 * 3600)) << "the next morning";
    EXPECT_EQ(clock.moment("2026-11-10 22:29"), SimTime::at_seconds(-60));
    for (const char* text : {"", "noon", "25:00", "12:61", "12:00 h", "-5", "99999-01-01 00:00"}) {
        EXPECT_EQ(clock.moment(text), std::nullopt) << text;
    }
}

TEST(LocalClock, an_hour_that_the_zone_skips_is_no_moment_and_one_that_comes_twice_is_the_first) {
    const LocalClock spring{"2026-03-29 01:00", "Europe/Berlin"};
    EXPECT_EQ(spring.moment("02:30"), std::nullopt);
    EXPECT_EQ(spring.moment("03:00"), SimTime::at_seconds(3600));
    const LocalClock autumn{"2026-10-25 01:00", "Europe/Berlin"};
    EXPECT_EQ(autumn.moment("02:30"), SimTime::at_seconds(5400));
    EXPECT_EQ(autumn.local_text(SimTime::at_seconds(9000)), "2026-10-25 02:30:00");
}

} // namespace
} // namespace cityproof::services
