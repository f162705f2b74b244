// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/run_time.hpp"

#include "core/base/errors.hpp"
#include "core/base/quantity.hpp"
#include "models/services/local_clock.hpp"

#include <fmt/format.h>

namespace cityproof::exporting {

RunTime::RunTime(const io::RunFileReader& run) : zone_{run.meta("time_zone")} {
    try {
        clock_ = std::make_unique<services::LocalClock>(run.meta("start_local"), zone_);
    } catch (const InputError&) {
        clock_ = nullptr; // seconds still say all of it
    }
}

RunTime::RunTime(RunTime&&) noexcept = default;
RunTime& RunTime::operator=(RunTime&&) noexcept = default;
RunTime::~RunTime() = default;

std::string RunTime::local_text(double time_s) const {
    return clock_ ? clock_->local_text(SimTime::zero() + Duration::from_seconds(time_s))
                  : std::string{};
}

std::string RunTime::text(double time_s) const {
    return clock_ ? fmt::format("{} {}", local_text(time_s), zone_)
                  : fmt::format("{} s after the start", time_s);
}

double RunTime::seconds(const std::string& text) const {
    const Location where{{}, 0, "--time"};
    if (text.find(':') == std::string::npos) {
        return parse_duration(text, where).to_seconds();
    }
    if (!clock_) {
        throw InputError(where,
                         fmt::format("\"{}\" is a time of day, but the run file does not say when "
                                     "the run starts",
                                     text),
                         "seconds since the start, as in \"1800 s\"");
    }
    const std::optional<SimTime> moment = clock_->moment(text);
    if (!moment) {
        throw InputError(where, fmt::format("\"{}\" is not a time in {}", text, zone_),
                         "\"07:30\", \"07:30:15\", \"2026-11-10 07:30\", or a span since the start "
                         "as in \"1800 s\"");
    }
    return moment->to_seconds();
}

} // namespace cityproof::exporting
