// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_directory.hpp"
#include "core/engine/event_queue.hpp"

#include <cstdint>
#include <vector>

namespace cityproof::engine {

/// A publication of an entity, kept until the window's end.
struct Publication {
    SimTime when;
    std::uint64_t sequence = 0;
    Port* port = nullptr;
    double value = 0;
    EntityIndex source = 0;
    std::uint32_t element = 0;

    auto key() const { return std::tuple{when, source, sequence}; }
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
    /// Parameters: `all` are all partitions, this one included, at `number`; it may still grow.
    Partition(std::uint16_t number, EntityDirectory& directory, std::vector<Partition>& all,
              RandomKey random, QueueKind queue)
        : number_{number},
          directory_{directory},
          all_{all},
          random_{random},
          queue_{queue} {}

    SimTime next_time() const { return queue_.next_time(); }

    /// Events handled in the last window that had some: how long the next one will take.
    std::size_t recent_events() const { return recent_events_; }

    std::size_t pending() const { return queue_.size(); }

    /// Calls the model's start() for one of this partition's entities. Errors: ModelError with the
    /// entity.
    void start(EntityIndex entity);

    /// Where messages to other partitions go.
    enum class Delivery : std::uint8_t {
        direct,  ///< at once: nobody else runs
        mailbox, ///< into mailboxes, for deliver()
    };

    /// Handles every event before `window_end`. Errors: ModelError with time and entity; last()
    /// tells at which event.
    void run_window(SimTime window_end, Delivery delivery);

    /// The event that was handled last.
    const Event& last() const { return last_; }

    /// Takes an event; between windows, or from a partition that runs alone.
    void receive(const Event& event) { queue_.push(event); }

    /// Events in the mailboxes to others.
    std::size_t posted() const { return posted_; }

    /// Takes what all partitions have for this one; all may do so at the same time.
    void collect_mail();
    /// Everybody has collected.
    void clear_mail();

    std::uint64_t events_handled() const { return events_handled_; }

    /// Of the window, ascending in (time, source, sequence).
    std::vector<Publication>& publications() { return publications_; }

    /// All pending events that are not cancelled, in no order.
    void append_pending(std::vector<Event>& events) const;

  private:
    friend class EntityContext;

    void call(const Event& event);
    bool is_cancelled(const Event& event);
    void send(Event event);
    void publish(const Publication& publication);

    std::uint16_t number_;
    Delivery delivery_ = Delivery::direct;
    EntityDirectory& directory_;
    std::vector<Partition>& all_;
    RandomKey random_;
    EventQueue queue_;
    Event last_;
    std::vector<std::vector<Event>> mailboxes_; ///< per partition; empty until first used
    std::size_t posted_ = 0;
    std::vector<Publication> publications_;
    std::size_t recent_events_ = 0;
    std::uint64_t events_handled_ = 0;
};

} // namespace cityproof::engine
