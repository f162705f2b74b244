// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/data/channel_frames.hpp"
#include "gui/data/run_clock.hpp"
#include "gui/map/colored_values.hpp"
#include "gui/picture/run_picture.hpp"

namespace cityproof::gui {

/// The values that colour a picture, and the words for them.
struct ChannelPicture {
    std::string table;
    double time_s = 0;
    ColoredValues values;
    QString subtitle; ///< what is shown and when
};

/// The channel that the request names; street speed, else the first one whose table has geometry.
/// Empty when the run has no channel that can be drawn. Errors: InputError when the named channel's
/// table has no geometry.
std::string chosen_channel(const io::RunFileReader& run, const PictureRequest& request);

/// Reads and classes the values. Errors: as run_picture().
ChannelPicture read_channel(const io::RunFileReader& run, const std::optional<ComparedRun>& other,
                            const std::string& channel, const PictureRequest& request);

/// Class limits for two runs, so that their maps have one legend: those of the request, else from
/// samples of both. Errors: as read_channel().
std::vector<double> joint_limits(const io::RunFileReader& a, const ComparedRun& b,
                                 const std::string& channel, const PictureRequest& request);

/// Errors: InputError when `time_s` is before `first_s` or after `last_s`; it says when the run
/// was.
void require_time_within(double time_s, double first_s, double last_s, const RunClock& clock,
                         const std::string& file);

/// "policy adaptive, seed 1" or "baseline, seed 1": what tells a run from others of its scenario.
QString run_label(const io::RunFileReader& run);

} // namespace cityproof::gui
