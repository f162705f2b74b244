// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/event.hpp"
#include "core/engine/port.hpp"
#include "core/engine/random.hpp"

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

/// What a handler may do for its entity. Lives only during the call.
class EntityContext {
  public:
    /// Parameters: `delta` counts the events without delay that led to this call.
    EntityContext(Partition& partition, SimTime now, EntityIndex self, std::uint64_t self_hash,
                  std::uint16_t delta)
        : partition_{partition},
          now_{now},
          self_{self},
          self_hash_{self_hash},
          delta_{delta} {}

    SimTime now() const { return now_; }

    /// An event to oneself; delay zero and above. One without delay comes after all events of this
    /// instant that were not caused so. Errors: ModelError for a negative delay and for a chain of
    /// 65535 events without delay.
    void schedule_self(Duration delay, std::uint16_t kind, Payload payload = {});

    /// A message to another entity over a link that this entity's model declares: the same object,
    /// not one like it. Errors: ModelError when the link is not declared, delay is below its least
    /// delay or there is no such target.
    void send(const LinkSpec& link, EntityIndex target, Duration delay, std::uint16_t kind,
              Payload payload = {});

    /// Publishes one element of a port that this entity's model owns. Errors: ModelError for any
    /// other port or element.
    void publish(Port& port, std::size_t element, double value);

    /// The draws of this entity for a purpose and occasion.
    Draws draws(Purpose purpose, std::uint64_t occasion) const;

  private:
    Partition& partition_;
    SimTime now_;
    EntityIndex self_;
    std::uint64_t self_hash_;
    std::uint16_t delta_;
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

    /// Called once per entity before time zero to schedule its first events. `local` counts within
    /// the model.
    virtual void start(std::uint32_t local, EntityContext& context) = 0;
    /// Errors: InputError passes as it is; anything else is reported with simulated time and
    /// entity.
    virtual void handle(std::uint32_t local, const Event& event, EntityContext& context) = 0;
};

} // namespace cityproof::engine
