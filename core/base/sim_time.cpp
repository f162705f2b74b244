// SPDX-License-Identifier: Apache-2.0
#include "core/base/sim_time.hpp"

#include "core/base/errors.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cityproof {
namespace {

constexpr std::int64_t ns_per_s = 1'000'000'000;

std::int64_t checked_multiply(std::int64_t a, std::int64_t b) {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) {
        detail::throw_overflow(a, '*', b);
    }
    return product;
}

std::string clock_text(std::int64_t ns) {
    const char* sign = ns < 0 ? "-" : "";
    const auto magnitude =
        ns < 0 ? 0 - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
    const std::uint64_t seconds = magnitude / ns_per_s;
    const std::uint64_t fraction = magnitude % ns_per_s;
    std::string text =
        fmt::format("{}{}:{:02}:{:02}", sign, seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (fraction != 0) {
        std::string digits = fmt::format("{:09}", fraction);
        digits.erase(digits.find_last_not_of('0') + 1);
        text += "." + digits;
    }
    return text;
}

} // namespace

void detail::throw_overflow(std::int64_t a, char operation, std::int64_t b) {
    throw TimeOverflow(fmt::format("simulated time overflows: {} ns {} {}{}", a, operation, b,
                                   operation == '*' ? "" : " ns"));
}

Duration Duration::seconds(std::int64_t count) {
    return Duration{checked_multiply(count, ns_per_s)};
}

Duration Duration::from_seconds(double count) {
    const double ns = std::round(count * 1e9);
    // 2^63 is exact in double; every value below it fits.
    if (!(std::abs(ns) < 9223372036854775808.0)) {
        throw TimeOverflow(fmt::format("a time of {} s does not fit into 292 years", count));
    }
    return Duration{static_cast<std::int64_t>(ns)};
}

Duration operator*(Duration a, std::int64_t factor) {
    return Duration::nanoseconds(checked_multiply(a.ns(), factor));
}

SimTime ceil_to(SimTime t, Duration period) {
    const std::int64_t remainder = t.ns() % period.ns();
    if (remainder == 0) {
        return t;
    }
    return t + Duration::nanoseconds(remainder > 0 ? period.ns() - remainder : -remainder);
}

std::string to_string(SimTime t) {
    return t == SimTime::never() ? "never" : clock_text(t.ns());
}

std::string to_string(Duration d) {
    return clock_text(d.ns());
}

} // namespace cityproof
