// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenarios/export/run_time.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cityproof::exporting {

/// Which recorded frames are wanted: those of `--time`.
///
///     08:30              the last frame that is not after this moment
///     08:00..09:00       all frames from the first moment to the second
///     08:00..09:00/5min  of these the last one up to each fifth minute
///     (nothing)          all frames
class FrameChoice {
  public:
    /// Errors: InputError for another form, an empty span, a step of nothing.
    FrameChoice(const std::string& text, const RunTime& time);

    /// Whether one moment is asked for, not a span.
    bool is_instant() const { return instant_; }

    /// Indices into the frames' times, ascending, each once. Errors: InputError when the moment or
    /// the whole span lies outside of what was recorded.
    std::vector<std::size_t> frames(std::span<const double> times_s, const RunTime& time) const;

  private:
    bool instant_ = false;
    std::optional<double> from_s_;
    std::optional<double> to_s_;
    std::optional<double> step_s_;
};

} // namespace cityproof::exporting
