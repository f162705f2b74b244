// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/problem_events.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace cityproof::scenarios {

void ProblemEvents::add(const Log::Warning& warning) {
    if (warning.at) {
        waiting_.push_back({.time_s = warning.at->to_seconds(),
                            .kind = "problem",
                            .target = warning.target,
                            .reason = warning.text});
    }
}

void ProblemEvents::append_to(io::RunFileWriter& file) {
    const auto key = [](const io::EventRecord& event) {
        return std::tie(event.time_s, event.target, event.reason);
    };
    std::ranges::sort(waiting_, {}, key);
    for (io::EventRecord& event : std::exchange(waiting_, {})) {
        file.append_event(std::move(event));
    }
}

} // namespace cityproof::scenarios
