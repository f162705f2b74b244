// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/live/run_snapshot.hpp"
#include "gui/live/street_chain.hpp"

#include <filesystem>
#include <optional>

namespace cityproof::gui {

/// What the window wants to see at a moment.
struct FrameRequest {
    double time_s = 0;
    std::vector<std::string> channels;
    bool vehicles = false;
};

/// A run file as the viewer reads it: frames by time, series, class limits, and the fate of a file
/// that a run is writing. Knows neither threads nor windows. Errors: InputError, as
/// io::RunFileReader. Threads: one at a time.
class RunReading {
  public:
    /// Opens a complete file, a growing one or one that a killed run left. A name without its file
    /// is looked for with ".part" behind it: the run of that name may still be going on.
    explicit RunReading(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return path_; }

    std::shared_ptr<const RunFacts> facts() const { return facts_; }

    std::shared_ptr<const RunProgress> progress() const;

    /// The last recorded values at or before the moment; NaN and no vehicles before the first ones.
    std::shared_ptr<const Frame> frame(const FrameRequest& request) const;

    std::shared_ptr<const EntitySeries> series(const std::string& channel,
                                               std::size_t entity) const;

    /// Class limits from up to 60 frames, spread over the run; of a large table from a sample of
    /// its entities.
    std::shared_ptr<const ChannelRange> range(const std::string& channel) const;

    /// The vehicles on some streets, one after the other, over the whole run; each frame is read.
    std::shared_ptr<const TimeSpace> time_space(const std::vector<io::Geometry>& streets) const;

    /// What a look at the disk found.
    struct Look {
        bool grown = false;                  ///< ask for progress() again
        bool replaced = false;               ///< the run ended well: open final_path()
        std::optional<Problem> problem = {}; ///< a sentence for the user; each is said once
    };

    Look look();

    /// Where the result of a growing run will stand: the name without ".part".
    std::filesystem::path final_path() const;

  private:
    std::optional<Problem> problem_of_ending();

    std::filesystem::path path_;
    io::RunFileReader reader_;
    std::shared_ptr<const RunFacts> facts_;
    mutable std::shared_ptr<const std::vector<std::string>> vehicle_ids_;
    bool was_growing_ = false;
    bool said_deleted_ = false;
};

/// What a file that was just opened is to tell its reader: a killed run, an incomplete one.
std::optional<Problem> opening_problem(const std::filesystem::path& path,
                                       const RunProgress& progress);

} // namespace cityproof::gui
