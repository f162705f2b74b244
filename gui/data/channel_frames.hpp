// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/run_file_reader.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cityproof::gui {

/// Values of one channel of a run, one per entity of its table, at a moment or averaged.
class ChannelFrames {
  public:
    /// `file` is the run's name for messages.
    /// Errors: InputError when the run has no channel of that name (it lists those that there are),
    /// or nothing was recorded.
    ChannelFrames(const io::RunFileReader& run, std::string file, std::string_view channel);

    const io::ChannelDescription& description() const { return *channel_; }

    const io::EntityTable& table() const { return *table_; }

    /// First and last recorded second.
    double first_s() const { return times_s_.front(); }

    double last_s() const { return times_s_.back(); }

    /// The last recorded values at or before `time_s`; all NaN before the first frame. With a span:
    /// mean of each entity over the frames in (time_s - span_s, time_s], leaving out what is not
    /// finite.
    std::vector<float> values(double time_s, double span_s = 0) const;

    /// At most `most` recorded seconds, spread evenly over the run. Class limits are taken from
    /// these, so that all pictures of one run share their legend.
    std::vector<double> sample_times_s(std::size_t most) const;

  private:
    const io::RunFileReader* run_;
    const io::ChannelDescription* channel_ = nullptr;
    const io::EntityTable* table_ = nullptr;
    std::vector<double> times_s_;
};

} // namespace cityproof::gui
