// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/event_calendar.hpp"
#include "core/engine/event_heap.hpp"
#include "core/engine/queue_kind.hpp"

#include <vector>

namespace cityproof::engine {

/// Pending events of one partition, in event order. `heap`: all in one heap. `calendar`: the near
/// events in a sorted run, the far ones in a calendar, and in a small heap those that came after
/// the run was sorted and belong into its time.
class EventQueue {
  public:
    explicit EventQueue(QueueKind kind)
        : run_end_{kind == QueueKind::heap ? SimTime::never() : SimTime::zero()} {}

    std::size_t size() const { return near_.size() + (run_.size() - next_) + far_.size(); }

    /// Time of the first event; SimTime::never() when there is none.
    SimTime next_time() const;

    void push(const Event& event) {
        if (event.time < run_end_) {
            near_.push(event);
        } else {
            far_.push(event);
        }
    }

    /// Moves the first event to `event` if it is before `limit`; returns whether there was one.
    bool pop_before(SimTime limit, Event& event);

    /// An event that comes a few events later, if that is known already; otherwise nullptr.
    const Event* later_event() const {
        constexpr std::size_t distance = 3;
        return next_ + distance < run_.size() ? run_[next_ + distance].event : nullptr;
    }

    /// All events, in no order.
    void append_to(std::vector<Event>& events) const;

  private:
    bool pop_near(SimTime limit, Event& event);

    SimTime run_end_; ///< what comes before it belongs into near_
    EventHeap near_;
    std::vector<EventCalendar::Entry> run_;
    std::size_t next_ = 0; ///< of run_
    EventCalendar far_;
};

} // namespace cityproof::engine
