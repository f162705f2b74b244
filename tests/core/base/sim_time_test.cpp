// SPDX-License-Identifier: Apache-2.0
// Expected values follow from int64 nanoseconds: the largest time is 9223372036.854775807 s.
#include "core/base/errors.hpp"
#include "core/base/sim_time.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>

namespace cityproof {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

TEST(Duration, seconds_become_nanoseconds) {
    EXPECT_EQ(Duration::seconds(3).ns(), 3'000'000'000);
    EXPECT_EQ(Duration::seconds(-3).ns(), -3'000'000'000);
    EXPECT_EQ(Duration::from_seconds(0.25).ns(), 250'000'000);
}

TEST(Duration, fraction_that_binary_cannot_hold_is_rounded_to_the_nanosecond) {
    EXPECT_EQ(Duration::from_seconds(0.1).ns(), 100'000'000);
    EXPECT_EQ(Duration::from_seconds(1800.4).ns(), 1'800'400'000'000);
    EXPECT_EQ(Duration::from_seconds(-0.3).ns(), -300'000'000);
}

TEST(Duration, seconds_beyond_292_years_overflow) {
    EXPECT_EQ(Duration::seconds(9'223'372'036).ns(), 9'223'372'036'000'000'000);
    EXPECT_THROW(Duration::seconds(9'223'372'037), TimeOverflow);
    EXPECT_THROW(Duration::seconds(-9'223'372'037), TimeOverflow);
    EXPECT_THROW(Duration::from_seconds(9.3e9), TimeOverflow);
    EXPECT_THROW(Duration::from_seconds(-9.3e9), TimeOverflow);
}

TEST(Duration, seconds_that_are_not_finite_overflow) {
    EXPECT_THROW(Duration::from_seconds(std::nan("")), TimeOverflow);
    EXPECT_THROW(Duration::from_seconds(INFINITY), TimeOverflow);
    EXPECT_THROW(Duration::from_seconds(-INFINITY), TimeOverflow);
}

TEST(Duration, two_to_the_63_nanoseconds_do_not_fit) {
    // 9223372036.854775808 s is exactly 2^63 ns as a double: one more than fits.
    EXPECT_THROW(Duration::from_seconds(9223372036.854775808), TimeOverflow);
}

TEST(Duration, arithmetic_is_checked_instead_of_wrapping) {
    const Duration most = Duration::nanoseconds(largest);
    const Duration one = Duration::nanoseconds(1);
    EXPECT_EQ((most - one).ns(), largest - 1);
    EXPECT_THROW(most + one, TimeOverflow);
    EXPECT_THROW(Duration::nanoseconds(smallest) - one, TimeOverflow);
    EXPECT_THROW(most * 2, TimeOverflow);
    EXPECT_EQ((Duration::seconds(60) * 60).ns(), 3'600'000'000'000);
}

TEST(SimTime, arithmetic_is_checked_instead_of_wrapping) {
    const Duration one = Duration::nanoseconds(1);
    EXPECT_THROW(SimTime::never() + one, TimeOverflow);
    EXPECT_THROW(SimTime::at_ns(smallest) - one, TimeOverflow);
    EXPECT_THROW(SimTime::never() - SimTime::at_ns(-1), TimeOverflow);
    EXPECT_EQ((SimTime::at_seconds(90) - SimTime::at_seconds(30)).ns(), 60'000'000'000);
    EXPECT_THROW(SimTime::at_seconds(largest), TimeOverflow);
}

TEST(SimTime, never_is_later_than_any_other_time) {
    EXPECT_LT(SimTime::at_seconds(9'223'372'036), SimTime::never());
    EXPECT_LT(SimTime::at_ns(-1), SimTime::zero());
    EXPECT_EQ(SimTime{}, SimTime::zero());
}

TEST(CeilTo, gives_the_first_multiple_that_is_not_before) {
    const Duration minute = Duration::seconds(60);
    EXPECT_EQ(ceil_to(SimTime::zero(), minute), SimTime::zero());
    EXPECT_EQ(ceil_to(SimTime::at_ns(1), minute), SimTime::at_seconds(60));
    EXPECT_EQ(ceil_to(SimTime::at_seconds(60), minute), SimTime::at_seconds(60));
    EXPECT_EQ(ceil_to(SimTime::at_seconds(61), minute), SimTime::at_seconds(120));
}

TEST(CeilTo, rounds_up_before_the_start_too) {
    const Duration minute = Duration::seconds(60);
    EXPECT_EQ(ceil_to(SimTime::at_seconds(-61), minute), SimTime::at_seconds(-60));
    EXPECT_EQ(ceil_to(SimTime::at_seconds(-1), minute), SimTime::zero());
}

TEST(CeilTo, overflows_instead_of_wrapping_at_the_end_of_time) {
    EXPECT_THROW(ceil_to(SimTime::at_ns(largest - 1), Duration::seconds(60)), TimeOverflow);
}

TEST(ClockText, shows_a_fraction_only_where_there_is_one) {
    EXPECT_EQ(to_string(SimTime::at_seconds(3723)), "1:02:03");
    EXPECT_EQ(to_string(SimTime::at_ns(3'723'500'000'000)), "1:02:03.5");
    EXPECT_EQ(to_string(SimTime::at_ns(1)), "0:00:00.000000001");
    EXPECT_EQ(to_string(Duration::seconds(100 * 3600)), "100:00:00");
}

TEST(ClockText, negative_times_carry_one_sign) {
    EXPECT_EQ(to_string(Duration::nanoseconds(-1'500'000'000)), "-0:00:01.5");
    // -(2^63) ns: 9223372036 s are 2562047 h 47 min 16 s.
    EXPECT_EQ(to_string(SimTime::at_ns(smallest)), "-2562047:47:16.854775808");
    EXPECT_EQ(to_string(SimTime::never()), "never");
}

} // namespace
} // namespace cityproof
