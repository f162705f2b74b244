// SPDX-License-Identifier: Apache-2.0
#include "scenarios/diverge/cause_chain.hpp"

#include "scenarios/diverge/trace_search.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>

namespace cityproof::diverge {
namespace {

using io::TraceCause;
using io::TraceEvent;
using io::TraceRange;
using io::TraceReader;

constexpr std::uint64_t piece_rows = 32768;

/// Reads the table of causes from its end to its beginning.
class CausesBackwards {
  public:
    explicit CausesBackwards(const TraceReader& trace) : trace_{trace} {}

    /// The last row before `end` in which `event` was made.
    std::optional<std::uint64_t> find(const TraceEvent& event, std::uint64_t end) {
        for (std::uint64_t row = end; row > 0; --row) {
            load(row - 1);
            const TraceCause& cause = piece_[row - 1 - first_];
            if (cause.source == event.source && cause.sequence == event.sequence) {
                return row - 1;
            }
        }
        return std::nullopt;
    }

    TraceCause at(std::uint64_t row) {
        load(row);
        return piece_[row - first_];
    }

  private:
    void load(std::uint64_t row) {
        if (row >= first_ && row - first_ < piece_.size()) {
            return;
        }
        first_ = row / piece_rows * piece_rows;
        piece_ = trace_.causes({first_, std::min(piece_rows, trace_.cause_count() - first_)});
    }

    const TraceReader& trace_;
    std::uint64_t first_ = 0;
    std::vector<TraceCause> piece_;
};

/// The last event of a window for which `is_wanted` holds.
template <typename Wanted>
std::optional<HandledEvent> last_in_window(const TraceReader& trace, std::uint64_t window,
                                           Wanted is_wanted) {
    const TraceRange range = trace.windows(window, 1)[0].events;
    for (std::uint64_t end = range.end(); end > range.offset;) {
        const std::uint64_t count = std::min(piece_rows, end - range.offset);
        const std::vector<TraceEvent> events = trace.events({end - count, count});
        const auto backwards = std::views::reverse(events);
        const auto found = std::ranges::find_if(backwards, is_wanted);
        if (found != backwards.end()) {
            return HandledEvent{*found, window};
        }
        end -= count;
    }
    return std::nullopt;
}

} // namespace

CauseChain cause_chain(const TraceReader& trace, const HandledEvent& effect,
                       std::uint64_t known_windows, std::size_t depth) {
    CauseChain chain{.steps = {effect}};
    CausesBackwards causes{trace};
    std::uint64_t end = trace.windows(effect.window, 1)[0].causes.end();
    for (;;) {
        const HandledEvent& last = chain.steps.back();
        if (last.window < known_windows) {
            chain.end = CauseChain::End::common;
            return chain;
        }
        const std::optional<std::uint64_t> row = causes.find(last.event, end);
        if (!row) {
            return chain;
        }
        const TraceCause cause = causes.at(*row);
        if (cause.cause_sequence == TraceCause::none) {
            chain.end = CauseChain::End::start;
            return chain;
        }
        if (chain.steps.size() >= depth) {
            chain.end = CauseChain::End::cut;
            return chain;
        }
        // The cause was handled in the window in which its effect was made.
        const std::uint64_t window = window_of_cause(trace, *row);
        const auto step = last_in_window(trace, window, [&](const TraceEvent& event) {
            return event.source == cause.cause_source && event.sequence == cause.cause_sequence;
        });
        if (!step) {
            return chain;
        }
        end = trace.windows(window, 1)[0].causes.end();
        chain.steps.push_back(*step);
    }
}

std::optional<HandledEvent> handling_of(const TraceReader& trace,
                                        const io::TracePublication& publication,
                                        std::uint64_t window) {
    return last_in_window(trace, window, [&](const TraceEvent& event) {
        return event.target == publication.source && event.time_ns == publication.time_ns;
    });
}

std::optional<HandledEvent> last_handled(const TraceReader& trace, std::uint32_t entity,
                                         std::int64_t time_ns) {
    const std::optional<std::uint64_t> last = window_at(trace, SimTime::at_ns(time_ns));
    for (std::uint64_t window = last ? *last + 1 : 0; window > 0; --window) {
        const auto found = last_in_window(trace, window - 1, [&](const TraceEvent& event) {
            return event.target == entity && event.time_ns <= time_ns;
        });
        if (found) {
            return found;
        }
    }
    return std::nullopt;
}

} // namespace cityproof::diverge
