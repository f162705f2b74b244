// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/run_file/trace_reader.hpp"

#include <optional>
#include <vector>

namespace cityproof::diverge {

/// An event and the place of the window in which it was handled.
struct HandledEvent {
    io::TraceEvent event;
    std::uint64_t window = 0;
};

/// "Why did this happen": an event, the event whose handler made it, and so on.
struct CauseChain {
    enum class End {
        start,  ///< the last one was made by an entity's start
        common, ///< the last one lies in the windows that count as known
        cut,    ///< there are more causes than were asked for
        lost,   ///< the trace does not say who made the last one
    };

    std::vector<HandledEvent> steps; ///< from the effect to the causes
    End end = End::lost;
};

/// Reads the trace backwards, once. Parameters: `depth` is the number of steps at most; a step in
/// the first `known_windows` of the trace is the last one.
CauseChain cause_chain(const io::TraceReader& trace, const HandledEvent& effect,
                       std::uint64_t known_windows, std::size_t depth);

/// The event in whose handling an entity published something; of several that it handled at that
/// time the last one. Nothing for what it published at its start.
std::optional<HandledEvent> handling_of(const io::TraceReader& trace,
                                        const io::TracePublication& publication,
                                        std::uint64_t window);

/// The last event that an entity handled up to a time.
std::optional<HandledEvent> last_handled(const io::TraceReader& trace, std::uint32_t entity,
                                         std::int64_t time_ns);

} // namespace cityproof::diverge
