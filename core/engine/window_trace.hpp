// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/event.hpp"
#include "core/engine/publication.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace cityproof::engine {

/// Names an event for all time: no two events of a run have the same source and sequence.
struct EventId {
    EntityIndex source = 0;
    std::uint64_t sequence = 0;

    friend bool operator==(const EventId&, const EventId&) = default;
};

/// An event that a handler made, and the event that the handler was called with: the answer to "why
/// did this happen", step by step.
struct SentEvent {
    /// The cause of what an entity schedules at its start.
    static constexpr std::uint64_t no_cause = ~std::uint64_t{0};

    EventId event;
    EventId cause; ///< its sequence is no_cause for a first event
};

/// A domain model acted.
struct DomainAct {
    std::string_view model;
    SimTime when;
    int delta = 0;               ///< round of its instant, 0 outside a group
    std::uint64_t published = 0; ///< hash of all that it published up to the act, or to the
                                 ///< window's end if it is outside the groups
};

/// What happened in one window and in the instant that it begins with.
struct WindowTrace {
    std::uint64_t number = 0; ///< counts the windows of a run from 1
    SimTime begin;
    SimTime end;                          ///< exclusive
    std::uint64_t hash = 0;               ///< of all below, in its order
    std::span<const DomainAct> acts = {}; ///< of groups in the order of acting, then of others
    std::span<const Event> handled = {};  ///< in event order
    std::span<const SentEvent> sent = {}; ///< ascending in (source, sequence)
    std::span<const Publication> publications = {}; ///< ascending in (time, source, sequence)
};

/// Takes the trace of a run, window by window, on the thread that runs the engine. The same windows
/// with the same content come whatever threads and partitions are.
class TraceSink {
  public:
    virtual ~TraceSink() = default;
    /// Parameters: what `window` refers to lives during the call only.
    virtual void on_window(const WindowTrace& window) = 0;
};

} // namespace cityproof::engine
