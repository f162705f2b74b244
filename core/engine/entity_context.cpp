// SPDX-License-Identifier: Apache-2.0
#include "core/base/errors.hpp"
#include "core/engine/partition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace cityproof::engine {
namespace {

/// An entity that has not come to rest after so many events without delay never will.
constexpr std::uint16_t longest_chain = std::numeric_limits<std::uint16_t>::max();

} // namespace

void EntityContext::fail(const std::string& what) const {
    throw ModelError(now(), partition_.directory_.name_of(self_), what);
}

Event EntityContext::own_event(Duration delay, std::uint16_t kind, const Payload& payload) const {
    if (delay < Duration{}) {
        fail("an event to oneself lies in the past");
    }
    const bool at_once = delay == Duration{};
    if (at_once && cause_.delta == longest_chain) {
        fail(fmt::format("no rest after {} events to itself without delay", longest_chain));
    }
    return {.time = now() + delay,
            .source = self_,
            .target = self_,
            .kind = kind,
            .delta = static_cast<std::uint16_t>(at_once ? cause_.delta + 1 : 0),
            .payload = payload};
}

void EntityContext::schedule_self(Duration delay, std::uint16_t kind, Payload payload) {
    partition_.send(own_event(delay, kind, payload), cause_);
}

void EntityContext::set_timer(std::uint8_t timer, Duration delay, std::uint16_t kind,
                              Payload payload) {
    cancel_timer(timer);
    Event event = own_event(delay, kind, payload);
    event.timer = static_cast<std::uint8_t>(timer + 1);
    EntityRecord& record = partition_.directory_.record(self_);
    partition_.directory_.owner(record).armed_event(self_, timer) = record.sequence + 1;
    partition_.send(event, cause_);
}

void EntityContext::cancel_timer(std::uint8_t timer) {
    EntityDirectory::Owner& owner =
        partition_.directory_.owner(partition_.directory_.record(self_));
    if (timer >= owner.timers) {
        fail(fmt::format("uses timer {}; its model declares {}", timer, owner.timers));
    }
    owner.armed_event(self_, timer) = 0;
}

void EntityContext::send(const LinkSpec& link, EntityIndex target, Duration delay,
                         std::uint16_t kind, Payload payload) {
    const EntityDirectory& directory = partition_.directory_;
    // A link that nobody declared did not count when the lookahead was taken: its message could
    // arrive in a window that is already over.
    const std::vector<const LinkSpec*>& declared =
        directory.owners()[directory.record(self_).owner].links;
    if (std::ranges::find(declared, &link) == declared.end()) {
        fail(fmt::format("sends over link {}, which its model does not declare", link.name));
    }
    if (delay < link.least_delay) {
        fail(fmt::format(
            "sends over link {} with a delay of {}, below its declared least delay of {}",
            link.name, to_string(delay), to_string(link.least_delay)));
    }
    if (target >= directory.size()) {
        fail(fmt::format("sends over link {} to entity number {} of {}", link.name, target,
                         directory.size()));
    }
    partition_.send({.time = now() + delay,
                     .source = self_,
                     .target = target,
                     .kind = kind,
                     .payload = payload},
                    cause_);
}

void EntityContext::send_at_once(EntityIndex target, std::uint16_t kind, Payload payload) {
    const EntityDirectory& directory = partition_.directory_;
    const Colocation* colocation = directory.colocation(directory.record(self_));
    if (target >= directory.size() || colocation == nullptr ||
        colocation != directory.colocation(directory.record(target))) {
        fail(fmt::format("sends without delay to {}, which is not in its colocation",
                         target < directory.size() ? directory.name_of(target)
                                                   : fmt::format("entity number {}", target)));
    }
    if (cause_.delta >= colocation->max_delta) {
        fail(fmt::format("no rest of colocation {} after {} rounds of messages without delay; the "
                         "last one was from {} to {}",
                         colocation->name, colocation->max_delta, directory.name_of(self_),
                         directory.name_of(target)));
    }
    partition_.send({.time = now(),
                     .source = self_,
                     .target = target,
                     .kind = kind,
                     .delta = static_cast<std::uint16_t>(cause_.delta + 1),
                     .payload = payload},
                    cause_);
}

void EntityContext::publish(Port& port, std::size_t element, double value) {
    if (element >= port.size()) {
        fail(fmt::format("publishes element {} of port {}, which has {}", element, port.spec().name,
                         port.size()));
    }
    partition_.publish({.when = now(),
                        .port = &port,
                        .value = value,
                        .source = self_,
                        .element = static_cast<std::uint32_t>(element)});
}

Draws EntityContext::draws(Purpose purpose, std::uint64_t occasion) const {
    const RandomKey key = partition_.random_;
    return {key.seed, key.replication, partition_.directory_.record(self_).hash, purpose, occasion};
}

} // namespace cityproof::engine
