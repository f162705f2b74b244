// SPDX-License-Identifier: Apache-2.0
#include "gui/data/channel_frames.hpp"

#include "core/base/errors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace cityproof::gui {

namespace {

// Times are whole nanoseconds kept as seconds: two that differ by less are the same.
constexpr double same_time_s = 1e-6;

std::string available(const io::RunFileReader& run) {
    std::string names;
    for (const io::ChannelDescription& channel : run.channels()) {
        names += (names.empty() ? "" : ", ") + channel.name;
    }
    return names.empty() ? "the run file has no channels" : "one of " + names;
}

} // namespace

ChannelFrames::ChannelFrames(const io::RunFileReader& run, std::string file,
                             std::string_view channel)
    : run_{&run} {
    const Location where{std::move(file), 0, "--channel"};
    for (const io::ChannelDescription& candidate : run.channels()) {
        if (candidate.name == channel) {
            channel_ = &candidate;
        }
    }
    if (channel_ == nullptr) {
        throw InputError{where, "no channel '" + std::string{channel} + "'", available(run)};
    }
    table_ = run.table(channel_->table);
    if (table_ == nullptr) {
        throw InputError{where, "channel '" + channel_->name + "' belongs to table '" +
                                    channel_->table + "', which the run file does not hold"};
    }
    times_s_ = run.times_s(channel_->axis);
    if (times_s_.empty()) {
        throw InputError{where, "channel '" + channel_->name + "' has no recorded values yet"};
    }
}

std::vector<float> ChannelFrames::values(double time_s, double span_s) const {
    if (span_s <= 0) {
        const auto next = std::upper_bound(times_s_.begin(), times_s_.end(), time_s + same_time_s);
        if (next == times_s_.begin()) {
            std::vector<float> unknown(table_->ids.size(), std::numeric_limits<float>::quiet_NaN());
            return unknown;
        }
        return run_->frame(channel_->name, static_cast<std::size_t>(next - times_s_.begin() - 1));
    }
    std::vector<double> sums(table_->ids.size(), 0.0);
    std::vector<std::size_t> counts(table_->ids.size(), 0);
    for (std::size_t index = 0; index < times_s_.size(); ++index) {
        if (times_s_[index] <= time_s - span_s + same_time_s ||
            times_s_[index] > time_s + same_time_s) {
            continue;
        }
        const std::vector<float> frame = run_->frame(channel_->name, index);
        for (std::size_t entity = 0; entity < std::min(frame.size(), sums.size()); ++entity) {
            if (std::isfinite(frame[entity])) {
                sums[entity] += static_cast<double>(frame[entity]);
                ++counts[entity];
            }
        }
    }
    std::vector<float> means(sums.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t entity = 0; entity < sums.size(); ++entity) {
        if (counts[entity] > 0) {
            means[entity] = static_cast<float>(sums[entity] / static_cast<double>(counts[entity]));
        }
    }
    return means;
}

std::vector<double> ChannelFrames::sample_times_s(std::size_t most) const {
    std::vector<double> times;
    const std::size_t count = std::min(most, times_s_.size());
    for (std::size_t k = 0; k < count; ++k) {
        times.push_back(count == 1 ? times_s_.back()
                                   : times_s_[k * (times_s_.size() - 1) / (count - 1)]);
    }
    return times;
}

} // namespace cityproof::gui
