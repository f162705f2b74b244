// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_directory.hpp"
#include "core/engine/event_queue.hpp"
#include "core/engine/outbox.hpp"
#include "core/engine/publication.hpp"
#include "core/engine/window_trace.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace cityproof::engine {

/// What a partition notes down of a window for a trace.
struct PartitionNotes {
    std::vector<Event> handled;
    std::vector<SentEvent> sent;
};

/// What makes an entity's draws.
struct RandomKey {
    std::uint32_t seed = 0;
    std::uint32_t replication = 0;
};

/// Some of the entities with their pending events. One task per window; nobody else touches it
/// meanwhile.
class Partition {
  public:
    /// Parameters: `number` of all `count` partitions.
    Partition(std::uint16_t number, std::size_t count, EntityDirectory& directory, RandomKey random,
              QueueKind queue)
        : number_{number},
          directory_{directory},
          random_{random},
          queue_{queue},
          outbox_{count} {}

    SimTime next_time() const { return queue_.next_time(); }

    /// Events handled in the last window that had some: how long the next one will take.
    std::size_t recent_events() const { return recent_events_; }

    std::size_t pending() const { return queue_.size(); }

    /// Calls the model's start() for one of this partition's entities. Errors: ModelError with the
    /// entity.
    void start(EntityIndex entity, SimTime now);

    /// Handles every event before `window_end`. Errors: ModelError with time and entity; last()
    /// tells at which event.
    void run_window(SimTime window_end);

    /// The event that was handled last.
    const Event& last() const { return last_; }

    /// Takes an event of another partition; between windows only.
    void receive(const Event& event) { queue_.push(event); }

    /// Events for other partitions, delivered between windows.
    Outbox& outbox() { return outbox_; }

    const Outbox& outbox() const { return outbox_; }

    std::uint64_t events_handled() const { return events_handled_; }

    /// Of the window, ascending in (time, source, sequence).
    std::vector<Publication>& publications() { return publications_; }

    /// Notes down from now on what a trace needs.
    void take_notes() { notes_ = std::make_unique<PartitionNotes>(); }

    /// nullptr unless take_notes() was called.
    PartitionNotes* notes() { return notes_.get(); }

    /// All pending events that are not cancelled, in no order.
    void append_pending(std::vector<Event>& events) const;

  private:
    friend class EntityContext;

    void handle_until(SimTime window_end);
    void call(const Event& event);
    bool is_cancelled(const Event& event);
    /// Parameters: `cause` is the event in whose handler it was made.
    void send(Event event, const Event& cause);
    void publish(const Publication& publication);

    std::uint16_t number_;
    EntityDirectory& directory_;
    RandomKey random_;
    EventQueue queue_;
    Event last_;
    Outbox outbox_;
    std::vector<Publication> publications_;
    std::size_t recent_events_ = 0;
    std::uint64_t events_handled_ = 0;
    std::unique_ptr<PartitionNotes> notes_;
};

} // namespace cityproof::engine
