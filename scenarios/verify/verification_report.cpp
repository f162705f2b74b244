// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verify/verification.hpp"

#include <fmt/format.h>

#include <cmath>

namespace cityproof::verify {
namespace {

std::string clock_text(double time_s) {
    const auto whole = static_cast<long>(std::floor(time_s));
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string hour_lines(const Verification& verification) {
    std::string text;
    for (const auto& [key, hour] : verification.hours) {
        if (hour.different > 0) {
            text += fmt::format("  {:<12} hour {:<4} {} of {} values differ\n", key.first,
                                key.second + 1, hour.different, hour.values);
        }
    }
    return text;
}

} // namespace

std::string text_report(const Verification& verification) {
    std::size_t values = 0;
    for (const auto& [key, hour] : verification.hours) {
        values += hour.values;
    }
    if (verification.equal()) {
        return fmt::format("Equal: {} recorded values, all key figures.\n", values);
    }
    std::string text = "Different.\n";
    if (const auto& first = verification.first) {
        text += fmt::format("First difference: {} of {} at {}: was {}, is {}\n", first->channel,
                            first->entity, clock_text(first->time_s), first->golden, first->now);
    }
    text += hour_lines(verification);
    for (const std::string& difference : verification.differences) {
        text += "- " + difference + "\n";
    }
    return text;
}

} // namespace cityproof::verify
