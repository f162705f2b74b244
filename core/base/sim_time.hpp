// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>

namespace cityproof {

/// A span of simulated time in whole nanoseconds. Arithmetic is checked: an overflow throws
/// TimeOverflow.
class Duration {
  public:
    constexpr Duration() = default;

    static constexpr Duration nanoseconds(std::int64_t count) { return Duration{count}; }

    static Duration seconds(std::int64_t count);
    /// Rounds to the nearest nanosecond. Errors: TimeOverflow when the value does not fit or is not
    /// finite.
    static Duration from_seconds(double count);

    constexpr std::int64_t ns() const { return ns_; }

    constexpr double to_seconds() const { return static_cast<double>(ns_) / 1e9; }

    friend constexpr auto operator<=>(Duration, Duration) = default;

  private:
    explicit constexpr Duration(std::int64_t ns) : ns_{ns} {}

    std::int64_t ns_ = 0;
};

/// A point of simulated time: nanoseconds since the scenario's start, in UTC (no leap seconds, no
/// zone). int64 nanoseconds reach 292 years and never drift, unlike a sum of doubles.
class SimTime {
  public:
    constexpr SimTime() = default;

    static constexpr SimTime at_ns(std::int64_t ns) { return SimTime{ns}; }

    static SimTime at_seconds(std::int64_t count) { return SimTime{Duration::seconds(count).ns()}; }

    static constexpr SimTime zero() { return SimTime{0}; }

    /// Later than every time that can occur: "no further event".
    static constexpr SimTime never() { return SimTime{std::numeric_limits<std::int64_t>::max()}; }

    constexpr std::int64_t ns() const { return ns_; }

    constexpr double to_seconds() const { return static_cast<double>(ns_) / 1e9; }

    friend constexpr auto operator<=>(SimTime, SimTime) = default;

  private:
    explicit constexpr SimTime(std::int64_t ns) : ns_{ns} {}

    std::int64_t ns_ = 0;
};

namespace detail {

[[noreturn]] void throw_overflow(std::int64_t a, char operation, std::int64_t b);

// Inline: an event costs about 100 ns, and every one of them adds times.
inline std::int64_t checked_add(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) {
        throw_overflow(a, '+', b);
    }
    return sum;
}

inline std::int64_t checked_subtract(std::int64_t a, std::int64_t b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a, b, &difference)) {
        throw_overflow(a, '-', b);
    }
    return difference;
}

} // namespace detail

// All of these throw TimeOverflow instead of wrapping.
inline Duration operator+(Duration a, Duration b) {
    return Duration::nanoseconds(detail::checked_add(a.ns(), b.ns()));
}

inline Duration operator-(Duration a, Duration b) {
    return Duration::nanoseconds(detail::checked_subtract(a.ns(), b.ns()));
}

inline SimTime operator+(SimTime t, Duration d) {
    return SimTime::at_ns(detail::checked_add(t.ns(), d.ns()));
}

inline SimTime operator-(SimTime t, Duration d) {
    return SimTime::at_ns(detail::checked_subtract(t.ns(), d.ns()));
}

inline Duration operator-(SimTime a, SimTime b) {
    return Duration::nanoseconds(detail::checked_subtract(a.ns(), b.ns()));
}

Duration operator*(Duration a, std::int64_t factor);

/// The first multiple of `period` (counted from zero) that is not before `t`. `period` must be
/// positive.
SimTime ceil_to(SimTime t, Duration period);

/// "h:mm:ss" with a fraction only where there is one, as in "1:02:03.5"; for messages.
std::string to_string(SimTime t);
std::string to_string(Duration d);

} // namespace cityproof
