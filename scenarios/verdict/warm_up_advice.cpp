// SPDX-License-Identifier: Apache-2.0
#include "scenarios/verdict/warm_up_advice.hpp"

#include "core/base/statistics/warm_up.hpp"
#include "io/run_file/run_file_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

namespace cityproof::verdict {
namespace {

constexpr const char* channel_name = "traffic/street_halting";

/// What one run's series says; `until_s` is where its start-up ends.
struct StartUp {
    bool recorded = false;
    bool settled = false;
    double until_s = 0;
};

StartUp start_up_of(const std::string& file) {
    const io::RunFileReader run{file};
    const auto channel = std::ranges::find_if(
        run.channels(), [](const auto& candidate) { return candidate.name == channel_name; });
    if (channel == run.channels().end()) {
        return {};
    }
    const std::vector<double> times = run.times_s(channel->axis);
    std::vector<double> halting;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const std::vector<float> frame = run.frame(channel_name, i);
        halting.push_back(std::accumulate(frame.begin(), frame.end(), 0.0));
    }
    const WarmUp found = warm_up(halting);
    return {true, found.settled, found.drop == 0 ? 0 : times.at(found.drop - 1)};
}

} // namespace

std::string warm_up_advice(std::span<const std::string> baseline_files) {
    std::size_t unsettled = 0;
    double latest_s = 0;
    for (const std::string& file : baseline_files) {
        const StartUp start = start_up_of(file);
        if (!start.recorded) {
            return "";
        }
        unsettled += start.settled ? 0U : 1U;
        latest_s = std::max(latest_s, start.settled ? start.until_s : 0);
    }
    if (unsettled > 0) {
        return fmt::format("Warm-up check (MSER-5 on halting vehicles): {} of {} baseline runs are "
                           "too short or never settle, so key figures hold the start-up too.",
                           unsettled, baseline_files.size());
    }
    return latest_s == 0
               ? "Warm-up check (MSER-5 on halting vehicles): no start-up in the baseline runs."
               : fmt::format("Warm-up check (MSER-5 on halting vehicles): up to the first {:.0f} "
                             "minutes of the baseline runs look like a start-up.",
                             latest_s / 60);
}

} // namespace cityproof::verdict
