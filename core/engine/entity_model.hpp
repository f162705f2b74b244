// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/event.hpp"
#include "core/engine/port.hpp"
#include "core/engine/random.hpp"
#include "core/engine/state.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::engine {

class Partition;

/// A way for messages from one entity to another, with the shortest delay that it can have. The
/// smallest of all links' and ports' latencies is the engine's lookahead.
struct LinkSpec {
    std::string name;
    Duration least_delay;
};

/// Entities that may message each other without delay, such as a signal and its detectors. They
/// always share a partition, so that this is legal however the city is cut. Several models may have
/// entities in one colocation.
struct Colocation {
    std::string name;
    std::uint16_t max_delta = 8; ///< rounds of messages without delay in one instant; at most 65535
};

/// What a handler may do for its entity. Lives only during the call.
class EntityContext {
  public:
    /// Parameters: `cause` is the event that led to this call.
    EntityContext(Partition& partition, EntityIndex self, const Event& cause)
        : partition_{partition},
          cause_{cause},
          self_{self} {}

    SimTime now() const { return cause_.time; }

    /// The entity itself, as others name it in send().
    EntityIndex self() const { return self_; }

    /// An event to oneself; delay zero and above. One without delay comes after all events of this
    /// instant that were not caused so. Errors: ModelError for a negative delay and for a chain of
    /// 65535 events without delay.
    void schedule_self(Duration delay, std::uint16_t kind, Payload payload = {});

    /// A message to another entity over a link that this entity's model declares: the same object,
    /// not one like it. Errors: ModelError when the link is not declared, delay is below its least
    /// delay or there is no such target.
    void send(const LinkSpec& link, EntityIndex target, Duration delay, std::uint16_t kind,
              Payload payload = {});

    /// A message without delay to an entity of the same colocation; comes after all events of this
    /// instant with a smaller delta. Errors: ModelError for a target outside the colocation, and
    /// when it would be round max_delta + 1 of the instant.
    void send_at_once(EntityIndex target, std::uint16_t kind, Payload payload = {});

    /// Sets timer number `timer` of this entity, which EntityModel::timers() declares: an event to
    /// oneself that a later set or cancel of the same timer takes back. Errors: as schedule_self();
    /// ModelError for a timer that is not declared.
    void set_timer(std::uint8_t timer, Duration delay, std::uint16_t kind, Payload payload = {});
    /// Takes back the timer's event if it has not come; otherwise nothing.
    void cancel_timer(std::uint8_t timer);

    /// Publishes one element of a port that this entity's model owns. Errors: ModelError for any
    /// other port or element.
    void publish(Port& port, std::size_t element, double value);

    /// The draws of this entity for a purpose and occasion.
    Draws draws(Purpose purpose, std::uint64_t occasion) const;

  private:
    /// An event to oneself.
    Event own_event(Duration delay, std::uint16_t kind, const Payload& payload) const;
    [[noreturn]] void fail(const std::string& what) const;

    Partition& partition_;
    const Event& cause_;
    EntityIndex self_;
};

/// Many small things of one kind (meters, sensors, lamps): state in arrays owned by the model, one
/// handler call per event, entities spread over partitions. A handler touches the state of its own
/// entity only.
class EntityModel {
  public:
    EntityModel() = default;
    EntityModel(const EntityModel&) = delete;
    EntityModel& operator=(const EntityModel&) = delete;
    virtual ~EntityModel() = default;

    /// Name of the entity table, for example "sensor". With an id it names the entity for draws and
    /// traces.
    virtual std::string_view table() const = 0;
    virtual std::span<const std::string> ids() const = 0;

    /// Ports that entities of this model publish, and links over which they send. Fixed after
    /// construction.
    virtual std::vector<Port*> outputs() { return {}; }

    virtual std::vector<const LinkSpec*> links() const { return {}; }

    /// How many timers each entity has, see EntityContext::set_timer; at most 255. Fixed.
    virtual std::uint8_t timers() const { return 0; }

    /// The colocation that an entity belongs to, or nullptr. The object outlives the run. Fixed.
    virtual const Colocation* colocation(std::uint32_t local) const {
        static_cast<void>(local);
        return nullptr;
    }

    /// Called once per entity before the run's first event to schedule its own: at time zero, or at
    /// the time of a saved state that does not know the model. `local` counts within the model.
    virtual void start(std::uint32_t local, EntityContext& context) = 0;
    /// Errors: InputError passes as it is; anything else is reported with simulated time and
    /// entity.
    virtual void handle(std::uint32_t local, const Event& event, EntityContext& context) = 0;

    /// Writes the entities' state; not their pending events, timers and ports, which the engine
    /// keeps. Errors: ModelError in a model that has no checkpoint, which is what a model has that
    /// does not override it.
    virtual void save(StateWriter& out) const;
    /// Brings a model that has not run yet to the state that was saved at `now`; start() is not
    /// called then. Errors: InputError when the state is not of such a model.
    virtual void restore(StateReader& in, SimTime now);

    /// As DomainModel::branch().
    virtual void branch(StateReader& in, SimTime now) { restore(in, now); }
};

} // namespace cityproof::engine
