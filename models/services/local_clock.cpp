// SPDX-License-Identifier: Apache-2.0
#include "models/services/local_clock.hpp"

#include "core/base/errors.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <sstream>

namespace cityproof::services {
namespace {

std::optional<date::local_seconds> try_local(const std::string& text) {
    for (const char* format : {"%F %T", "%F %R", "%FT%T", "%FT%R"}) {
        std::istringstream stream{text};
        date::local_seconds time;
        stream >> date::parse(format, time);
        if (!stream.fail() && stream.peek() == std::istringstream::traits_type::eof()) {
            return time;
        }
    }
    return std::nullopt;
}

date::local_seconds parse_local(const std::string& text) {
    if (const auto time = try_local(text)) {
        return *time;
    }
    throw InputError({{}, 0, "start"}, fmt::format("\"{}\" is no local time", text),
                     "as in \"2026-11-10 06:30\"");
}

const date::time_zone* find_zone(const std::string& name) {
    try {
        return date::locate_zone(name);
    } catch (const std::runtime_error&) {
        throw InputError({{}, 0, "time_zone"}, fmt::format("\"{}\" is no time zone", name),
                         "an IANA name as in \"Europe/Berlin\"");
    }
}

} // namespace

LocalClock::LocalClock(const std::string& local_start, const std::string& zone)
    : zone_{find_zone(zone)} {
    const date::local_seconds local = parse_local(local_start);
    const date::local_info info = zone_->get_info(local);
    if (info.result == date::local_info::nonexistent) {
        throw InputError(
            {{}, 0, "start"},
            fmt::format("\"{}\" does not exist in {}: clocks go forward", local_start, zone),
            "another start");
    }
    // Of an hour that comes twice the first is meant.
    start_utc_s_ = zone_->to_sys(local, date::choose::earliest).time_since_epoch().count();
}

std::int64_t LocalClock::utc_s(SimTime t) const {
    return start_utc_s_ + t.ns() / 1'000'000'000;
}

double LocalClock::hour_of_day(SimTime t) const {
    const date::sys_seconds utc{std::chrono::seconds{utc_s(t)}};
    const date::local_seconds local = zone_->to_local(utc);
    const auto since_midnight = local - date::floor<date::days>(local);
    const double fraction_s = static_cast<double>(t.ns() % 1'000'000'000) * 1e-9;
    return (static_cast<double>(since_midnight.count()) + fraction_s) / 3600.0;
}

std::string LocalClock::local_text(SimTime t) const {
    return date::format("%F %T",
                        zone_->to_local(date::sys_seconds{std::chrono::seconds{utc_s(t)}}));
}

std::optional<SimTime> LocalClock::moment(const std::string& text) const {
    if (text.find_first_of("-T") != std::string::npos) {
        return at(text);
    }
    const date::local_seconds start =
        zone_->to_local(date::sys_seconds{std::chrono::seconds{start_utc_s_}});
    const auto on_day = [&](date::local_days day) { return at(date::format("%F ", day) + text); };
    const auto today = date::floor<date::days>(start);
    const std::optional<SimTime> found = on_day(today);
    return found && *found < SimTime::zero() ? on_day(today + date::days{1}) : found;
}

std::optional<SimTime> LocalClock::at(const std::string& local) const {
    const auto time = try_local(local);
    if (!time || zone_->get_info(*time).result == date::local_info::nonexistent) {
        return std::nullopt;
    }
    const auto utc = zone_->to_sys(*time, date::choose::earliest).time_since_epoch().count();
    // A year beyond the range of simulated time is no moment of any run.
    constexpr std::int64_t most_s = 250LL * 365 * 86'400;
    const std::int64_t since = utc - start_utc_s_;
    return since < -most_s || since > most_s ? std::nullopt
                                             : std::optional{SimTime::at_seconds(since)};
}

} // namespace cityproof::services
