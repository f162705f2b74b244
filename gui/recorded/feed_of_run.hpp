// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "gui/live/run_snapshot.hpp"
#include "gui/recorded/recorded_series.hpp"
#include "gui/view/object_ref.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace cityproof::gui {

/// A recorded feed beside a run: which series was measured at which thing. Ids have to be equal,
/// letter by letter. Never changes once it is made.
class FeedOfRun {
  public:
    FeedOfRun(RecordedFeed feed, const RunFacts& facts);

    const std::string& file() const { return feed_.file; }

    const std::vector<RecordedSeries>& series() const { return feed_.series; }

    /// The series to hold against a channel of a thing; null when there is none. The one that names
    /// the channel counts first, then one with a fitting unit. One that says neither channel nor
    /// unit could be anything: it goes with the `first` charted channel of the thing only.
    const RecordedSeries* of(const ObjectRef& object, const io::ChannelDescription& channel,
                             bool first) const;

    /// How many of the feed's things the run has, as a sentence when some or all are missing: a
    /// warning when none is there, else a note.
    const std::optional<Problem>& missing() const { return missing_; }

  private:
    RecordedFeed feed_;
    /// Of a table, by a thing's index: positions in the feed.
    std::unordered_map<std::string, std::unordered_map<std::size_t, std::vector<std::size_t>>>
        series_of_;
    std::optional<Problem> missing_;
};

} // namespace cityproof::gui
