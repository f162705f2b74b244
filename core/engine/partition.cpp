// SPDX-License-Identifier: Apache-2.0
#include "core/engine/partition.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"
#include "core/engine/error_origin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace cityproof::engine {
namespace {

/// An entity that has not come to rest after so many events without delay never will.
constexpr std::uint16_t longest_chain = std::numeric_limits<std::uint16_t>::max();

} // namespace

std::string EntityDirectory::name_of(EntityIndex entity) const {
    const Owner& owner = owners[owner_of[entity]];
    return fmt::format("{} {}", owner.model->table(), owner.model->ids()[entity - owner.first]);
}

void Partition::start(EntityIndex entity) {
    const EntityDirectory::Owner& owner = owner_of(entity);
    EntityContext context{*this, SimTime::zero(), entity, directory_.hash_of[entity], 0};
    with_origin(
        SimTime::zero(), [&] { return directory_.name_of(entity); },
        [&] { owner.model->start(entity - owner.first, context); });
}

void Partition::run_window(SimTime window_end) {
    while (queue_.next_time() < window_end) {
        last_ = queue_.pop();
        handle(last_);
        ++events_handled_;
    }
}

void Partition::handle(const Event& event) {
    std::uint64_t& trace = directory_.trace_of[event.target];
    trace = fold_hash(trace, static_cast<std::uint64_t>(event.time.ns()));
    trace = fold_hash(trace, directory_.hash_of[event.source]);
    trace = fold_hash(trace, std::uint64_t{event.kind} << 32U ^ event.sequence);
    trace = fold_hash(trace, static_cast<std::uint64_t>(event.payload.whole));
    trace = fold_hash(trace, event.payload.real);
    const EntityDirectory::Owner& owner = owner_of(event.target);
    EntityContext context{*this, event.time, event.target, directory_.hash_of[event.target],
                          event.delta};
    with_origin(
        event.time, [&] { return directory_.name_of(event.target); },
        [&] { owner.model->handle(event.target - owner.first, event, context); });
}

void Partition::schedule(Event event) {
    event.sequence = directory_.sequence_of[event.source]++;
    if (directory_.partition_of[event.target] == number_) {
        queue_.push(event);
    } else {
        outbox_.push_back(event);
    }
}

void Partition::publish(const Publication& publication) {
    const std::vector<Port*>& outputs = owner_of(publication.source).outputs;
    const auto port = std::ranges::find(outputs, publication.port);
    if (port == outputs.end() || publication.element >= publication.port->size()) {
        throw ModelError(
            publication.when, directory_.name_of(publication.source),
            fmt::format("publishes element {} of port {}, which its model does not own",
                        publication.element, publication.port->spec().name));
    }
    publications_.push_back(publication);
    publications_.back().sequence = directory_.sequence_of[publication.source]++;
    std::uint64_t& trace = directory_.trace_of[publication.source];
    trace = fold_hash(trace, static_cast<std::uint64_t>(port - outputs.begin()));
    trace = fold_hash(trace, std::uint64_t{publication.element});
    trace = fold_hash(trace, publication.value);
}

void EntityContext::schedule_self(Duration delay, std::uint16_t kind, Payload payload) {
    if (delay < Duration{}) {
        throw ModelError(now_, partition_.directory_.name_of(self_),
                         "an event to oneself lies in the past");
    }
    const bool at_once = delay == Duration{};
    if (at_once && delta_ == longest_chain) {
        throw ModelError(
            now_, partition_.directory_.name_of(self_),
            fmt::format("no rest after {} events to itself without delay", longest_chain));
    }
    partition_.schedule({.time = now_ + delay,
                         .source = self_,
                         .target = self_,
                         .kind = kind,
                         .delta = static_cast<std::uint16_t>(at_once ? delta_ + 1 : 0),
                         .payload = payload});
}

void EntityContext::send(const LinkSpec& link, EntityIndex target, Duration delay,
                         std::uint16_t kind, Payload payload) {
    const EntityDirectory& directory = partition_.directory_;
    // A link that nobody declared did not count when the lookahead was taken: its message could
    // arrive in a window that is already over.
    const std::vector<const LinkSpec*>& declared = partition_.owner_of(self_).links;
    if (std::ranges::find(declared, &link) == declared.end()) {
        throw ModelError(
            now_, directory.name_of(self_),
            fmt::format("sends over link {}, which its model does not declare", link.name));
    }
    if (delay < link.least_delay) {
        throw ModelError(
            now_, directory.name_of(self_),
            fmt::format(
                "sends over link {} with a delay of {}, below its declared least delay of {}",
                link.name, to_string(delay), to_string(link.least_delay)));
    }
    if (target >= directory.hash_of.size()) {
        throw ModelError(now_, directory.name_of(self_),
                         fmt::format("sends over link {} to entity number {} of {}", link.name,
                                     target, directory.hash_of.size()));
    }
    partition_.schedule({.time = now_ + delay,
                         .source = self_,
                         .target = target,
                         .kind = kind,
                         .payload = payload});
}

void EntityContext::send_at_once(EntityIndex target, std::uint16_t kind, Payload payload) {
    static_cast<void>(target), static_cast<void>(kind), static_cast<void>(payload);
    throw std::logic_error("not yet");
}

void EntityContext::set_timer(std::uint8_t timer, Duration delay, std::uint16_t kind,
                              Payload payload) {
    static_cast<void>(timer), static_cast<void>(delay), static_cast<void>(kind),
        static_cast<void>(payload);
    throw std::logic_error("not yet");
}

void EntityContext::cancel_timer(std::uint8_t timer) {
    static_cast<void>(timer);
    throw std::logic_error("not yet");
}

void EntityContext::publish(Port& port, std::size_t element, double value) {
    partition_.publish(
        {.when = now_, .source = self_, .port = &port, .element = element, .value = value});
}

Draws EntityContext::draws(Purpose purpose, std::uint64_t occasion) const {
    const EntityDirectory& directory = partition_.directory_;
    return {directory.seed, directory.replication, self_hash_, purpose, occasion};
}

} // namespace cityproof::engine
