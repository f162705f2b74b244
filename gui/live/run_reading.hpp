// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gui/live/reading.hpp"

namespace cityproof::gui {

/// A run file as the viewer reads it: frames by time, series, class limits, and the fate of a file
/// that a run is writing. Errors: InputError, as io::RunFileReader.
class RunReading : public Reading {
  public:
    /// Opens a complete file, a growing one or one that a killed run left. A name without its file
    /// is looked for with ".part" behind it: the run of that name may still be going on.
    explicit RunReading(const std::filesystem::path& path);

    const std::filesystem::path& path() const override { return path_; }

    std::shared_ptr<const RunFacts> facts() const override { return facts_; }

    std::shared_ptr<const RunProgress> progress() const override;

    /// The last recorded values at or before the moment; NaN and no vehicles before the first ones.
    std::shared_ptr<const Frame> frame(const FrameRequest& request) const override;

    std::shared_ptr<const EntitySeries> series(const std::string& channel,
                                               std::size_t entity) const override;

    /// Class limits from up to 60 frames, spread over the run; of a large table from a sample of
    /// its entities.
    std::shared_ptr<const ChannelRange> range(const std::string& channel) const override;

    /// Reads each frame of the vehicles.
    std::shared_ptr<const TimeSpace>
    time_space(const std::vector<io::Geometry>& streets) const override;

    /// A growing run that ended well was replaced by its result.
    Look look() override;

    /// Where the result of a growing run will stand: the name without ".part".
    std::filesystem::path final_path() const override;

    /// A killed run, an incomplete one.
    std::vector<Problem> opening_problems() const override;

  private:
    std::optional<Problem> problem_of_ending();
    std::optional<Problem> opening_problem() const;

    std::filesystem::path path_;
    io::RunFileReader reader_;
    std::shared_ptr<const RunFacts> facts_;
    mutable std::shared_ptr<const std::vector<std::string>> vehicle_ids_;
    bool was_growing_ = false;
    bool said_deleted_ = false;
};

} // namespace cityproof::gui
