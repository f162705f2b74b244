// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/live/run_snapshot.hpp"
#include "gui/live/street_chain.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cityproof::gui {

/// What the window wants to see at a moment.
struct FrameRequest {
    double time_s = 0;
    std::vector<std::string> channels;
    bool vehicles = false;
};

/// Something on disk that the map can show, as the reading thread holds it: a run file, or a city
/// package without a run. Knows neither threads nor windows. Errors: InputError. Threads: one at a
/// time.
class Reading {
  public:
    virtual ~Reading() = default;

    virtual const std::filesystem::path& path() const = 0;
    virtual std::shared_ptr<const RunFacts> facts() const = 0;
    virtual std::shared_ptr<const RunProgress> progress() const = 0;

    /// The last values at or before the moment; NaN and no vehicles before the first ones.
    virtual std::shared_ptr<const Frame> frame(const FrameRequest& request) const = 0;
    virtual std::shared_ptr<const EntitySeries> series(const std::string& channel,
                                                       std::size_t entity) const = 0;
    /// Class limits from a sample of the values.
    virtual std::shared_ptr<const ChannelRange> range(const std::string& channel) const = 0;
    /// The vehicles on some streets, one after the other, over the whole run.
    virtual std::shared_ptr<const TimeSpace>
    time_space(const std::vector<io::Geometry>& streets) const = 0;

    /// What a look at the disk found.
    struct Look {
        bool grown = false;                  ///< ask for progress() again
        bool replaced = false;               ///< open final_path() anew
        std::optional<Problem> problem = {}; ///< a sentence for the user; each is said once
    };

    virtual Look look() = 0;

    /// What to open when it was replaced.
    virtual std::filesystem::path final_path() const = 0;

    /// What it is to tell its reader at once: a killed run, findings in a city package.
    virtual std::vector<Problem> opening_problems() const = 0;
};

/// A folder with a city.yaml, or that file itself.
bool is_city(const std::filesystem::path& path);

/// Opens a run file or a city package. Errors: InputError when it is neither.
std::unique_ptr<Reading> open_reading(const std::filesystem::path& path);

} // namespace cityproof::gui
