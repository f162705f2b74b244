// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_model.hpp"
#include "core/engine/event_queue.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace cityproof::engine {

/// What all partitions know of the run's entities. Fixed before the run starts, except that each
/// partition writes the counters of its own entities.
struct EntityDirectory {
    struct Owner {
        EntityModel* model = nullptr;
        EntityIndex first = 0;
        std::vector<Port*> outputs;
        std::vector<const LinkSpec*> links; ///< over which its entities may send
    };

    std::vector<Owner> owners;               ///< per model, ascending first
    std::vector<std::uint32_t> owner_of;     ///< per entity: index into owners
    std::vector<std::uint32_t> partition_of; ///< per entity
    std::vector<std::uint64_t> hash_of;      ///< per entity: entity_hash(table, id)
    std::vector<std::uint64_t> sequence_of;  ///< per entity: events sent so far
    std::vector<std::uint64_t>
        trace_of; ///< per entity: order-sensitive hash of what it handled and published
    Duration lookahead = Duration::seconds(1); ///< no link is faster
    std::uint32_t seed = 0;
    std::uint32_t replication = 0;

    std::string name_of(EntityIndex entity) const;
};

/// A publication of an entity, kept until the window's end.
struct Publication {
    SimTime when;
    EntityIndex source = 0;
    std::uint64_t sequence = 0;
    Port* port = nullptr;
    std::size_t element = 0;
    double value = 0;
};

/// Some of the entities with their pending events. One task per window; nobody else touches it
/// meanwhile.
class Partition {
  public:
    Partition(std::uint32_t number, EntityDirectory& directory)
        : number_{number},
          directory_{directory} {}

    SimTime next_time() const { return queue_.next_time(); }

    /// Events before `window_end`, counted up to `limit`.
    std::size_t due(SimTime window_end, std::size_t limit) const {
        return queue_.count_before(window_end, limit);
    }

    /// Calls the model's start() for one of this partition's entities. Errors: ModelError with the
    /// entity.
    void start(EntityIndex entity);
    /// Handles every event before `window_end`. Errors: ModelError with time and entity; last()
    /// tells at which event.
    void run_window(SimTime window_end);

    /// The event that was handled last.
    const Event& last() const { return last_; }

    /// Takes an event from a mailbox; between windows only.
    void receive(const Event& event) { queue_.push(event); }

    std::uint64_t events_handled() const { return events_handled_; }

    std::vector<Event>& outbox() { return outbox_; }

    std::vector<Publication>& publications() { return publications_; }

  private:
    friend class EntityContext;

    const EntityDirectory::Owner& owner_of(EntityIndex entity) const {
        return directory_.owners[directory_.owner_of[entity]];
    }

    void handle(const Event& event);
    void schedule(Event event);
    void publish(const Publication& publication);

    std::uint32_t number_;
    EntityDirectory& directory_;
    EventQueue queue_;
    Event last_;
    std::vector<Event> outbox_; ///< to other partitions, delivered between windows
    std::vector<Publication> publications_;
    std::uint64_t events_handled_ = 0;
};

} // namespace cityproof::engine
