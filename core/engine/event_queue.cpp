// SPDX-License-Identifier: Apache-2.0
#include "core/engine/event_queue.hpp"

#include <algorithm>

namespace cityproof::engine {

SimTime EventQueue::next_time() const {
    SimTime time = near_.empty() ? SimTime::never() : near_.top().time;
    if (next_ < run_.size()) {
        return std::min(time, run_[next_].time);
    }
    return std::min(time, far_.first_time());
}

bool EventQueue::pop_near(SimTime limit, Event& event) {
    if (near_.top().time >= limit) {
        return false;
    }
    event = near_.top();
    near_.pop();
    return true;
}

bool EventQueue::pop_before(SimTime limit, Event& event) {
    if (next_ == run_.size()) {
        const SimTime far = far_.first_time();
        // At equal times the order decides, so that the run must be open.
        if (!near_.empty() && near_.top().time < far) {
            return pop_near(limit, event);
        }
        if (far >= limit) {
            return false;
        }
        run_end_ = far_.open(run_);
        next_ = 0;
    }
    const EventCalendar::Entry& first = run_[next_];
    if (!near_.empty() && (near_.top().time < first.time || before(near_.top(), *first.event))) {
        return pop_near(limit, event);
    }
    if (first.time >= limit) {
        return false;
    }
    event = *first.event;
    ++next_;
    return true;
}

void EventQueue::append_to(std::vector<Event>& events) const {
    events.insert(events.end(), near_.events().begin(), near_.events().end());
    for (std::size_t i = next_; i < run_.size(); ++i) {
        events.push_back(*run_[i].event);
    }
    far_.append_to(events);
}

} // namespace cityproof::engine
