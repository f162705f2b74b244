// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/frame_choice.hpp"

#include "core/base/errors.hpp"
#include "core/base/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace cityproof::exporting {
namespace {

Location option() {
    return {{}, 0, "--time"};
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string{}
                                      : text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

/// Number of frames that are not after `moment_s`.
std::size_t frames_until(std::span<const double> times_s, double moment_s) {
    return static_cast<std::size_t>(std::ranges::upper_bound(times_s, moment_s) - times_s.begin());
}

} // namespace

FrameChoice::FrameChoice(const std::string& text, const RunTime& time) {
    const std::string all = trimmed(text);
    if (all.empty()) {
        return;
    }
    const std::size_t dots = all.find("..");
    if (dots == std::string::npos) {
        instant_ = true;
        from_s_ = to_s_ = time.seconds(all);
        return;
    }
    const std::size_t slash = all.find('/', dots);
    const std::string from = trimmed(all.substr(0, dots));
    const std::string to = trimmed(all.substr(dots + 2, slash - dots - 2));
    if (!from.empty()) {
        from_s_ = time.seconds(from);
    }
    if (!to.empty()) {
        to_s_ = time.seconds(to);
    }
    if (from_s_ && to_s_ && *from_s_ > *to_s_) {
        throw InputError(option(), fmt::format("\"{}\" ends before it begins", all),
                         "FROM..TO as in 08:00..09:00");
    }
    if (slash != std::string::npos) {
        step_s_ = parse_duration(trimmed(all.substr(slash + 1)), option()).to_seconds();
        if (!(*step_s_ > 0)) {
            throw InputError(option(), fmt::format("\"{}\" has a step of nothing", all),
                             "a span of time, as in 08:00..09:00/5min");
        }
    }
}

std::vector<std::size_t> FrameChoice::frames(std::span<const double> times_s,
                                             const RunTime& time) const {
    std::vector<std::size_t> chosen;
    if (times_s.empty()) {
        return chosen;
    }
    const auto recorded = [&] {
        return fmt::format("a time from {} to {}", time.text(times_s.front()),
                           time.text(times_s.back()));
    };
    const double from_s = from_s_.value_or(times_s.front());
    const double to_s = to_s_.value_or(times_s.back());
    if (to_s < times_s.front() || from_s > times_s.back()) {
        throw InputError(option(), "nothing was recorded then", recorded());
    }
    if (instant_) {
        return {frames_until(times_s, from_s) - 1};
    }
    if (!step_s_) {
        for (std::size_t i = 0; i < times_s.size(); ++i) {
            if (times_s[i] >= from_s && times_s[i] <= to_s) {
                chosen.push_back(i);
            }
        }
    } else {
        // Steps between two frames are skipped at once: a tiny step costs no more than the frames.
        for (std::size_t i = 0; i < times_s.size(); ++i) {
            const double until = i + 1 < times_s.size() ? times_s[i + 1] : to_s + *step_s_;
            const double steps = std::max(0.0, std::ceil((times_s[i] - from_s) / *step_s_));
            const double moment = from_s + steps * *step_s_;
            if (moment >= times_s[i] && moment < until && moment <= to_s) {
                chosen.push_back(i);
            }
        }
    }
    if (chosen.empty()) {
        throw InputError(option(), "no frame was recorded in this span", recorded());
    }
    return chosen;
}

} // namespace cityproof::exporting
