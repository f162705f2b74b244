// SPDX-License-Identifier: Apache-2.0
#include "scenarios/export/table_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cityproof::exporting {
namespace {

constexpr float no_data = std::numeric_limits<float>::quiet_NaN();

/// Mean, least and greatest values of the entities of one channel.
struct Summary {
    explicit Summary(std::size_t entities)
        : sum(entities),
          frames(entities),
          least(entities, no_data),
          greatest(entities, no_data) {}

    void add(const std::vector<float>& values) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!std::isfinite(values[i])) {
                continue;
            }
            sum[i] += static_cast<double>(values[i]);
            ++frames[i];
            least[i] = std::fmin(least[i], values[i]); // fmin passes over NaN
            greatest[i] = std::fmax(greatest[i], values[i]);
        }
    }

    std::vector<float> mean() const {
        std::vector<float> result(sum.size(), no_data);
        for (std::size_t i = 0; i < sum.size(); ++i) {
            if (frames[i] > 0) {
                result[i] = static_cast<float>(sum[i] / static_cast<double>(frames[i]));
            }
        }
        return result;
    }

    std::vector<double> sum;
    std::vector<std::uint64_t> frames;
    std::vector<float> least;
    std::vector<float> greatest;
};

void add_span(TableValues& result, const io::RunFileReader& run,
              const io::ChannelDescription& channel, const std::vector<std::size_t>& frames,
              const CheckInterrupt& check) {
    Summary summary{result.table->ids.size()};
    for (const std::size_t frame : frames) {
        check();
        summary.add(run.frame(channel.name, frame));
    }
    const std::string field = field_name(channel.name);
    result.columns.push_back({&channel, field + "_mean", "mean", summary.mean()});
    result.columns.push_back({&channel, field + "_min", "least", std::move(summary.least)});
    result.columns.push_back({&channel, field + "_max", "greatest", std::move(summary.greatest)});
}

std::string span_text(const std::vector<double>& times_s, const std::vector<std::size_t>& frames,
                      const RunTime& time) {
    return fmt::format("{} recorded times from {} to {}", frames.size(),
                       time.text(times_s[frames.front()]), time.text(times_s[frames.back()]));
}

} // namespace

std::string field_name(const std::string& channel) {
    std::string name = channel;
    std::ranges::replace_if(
        name,
        [](unsigned char c) {
            return !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
        },
        '_');
    return name;
}

TableValues read_table_values(const io::RunFileReader& run, const ChosenTable& chosen,
                              const FrameChoice& when, const RunTime& time,
                              const CheckInterrupt& check) {
    TableValues result{.table = chosen.table};
    for (const io::ChannelDescription* channel : chosen.channels) {
        const std::vector<double> times_s = run.times_s(channel->axis);
        const std::vector<std::size_t> frames = when.frames(times_s, time);
        if (frames.empty()) { // a run that ended before its first frame
            continue;
        }
        check();
        if (when.is_instant()) {
            result.columns.push_back(
                {channel, field_name(channel->name), {}, run.frame(channel->name, frames[0])});
            result.when = time.text(times_s[frames[0]]);
        } else {
            add_span(result, run, *channel, frames, check);
            result.when = span_text(times_s, frames, time);
        }
    }
    return result;
}

} // namespace cityproof::exporting
