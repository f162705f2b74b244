// SPDX-License-Identifier: Apache-2.0
#include "core/engine/partition.hpp"

#include "core/base/errors.hpp"
#include "core/base/stable_hash.hpp"

#include <fmt/format.h>

namespace cityproof::engine {

std::string EntityDirectory::name_of(EntityIndex entity) const {
    const Owner& owner = owners[owner_of[entity]];
    return fmt::format("{} {}", owner.model->table(), owner.model->ids()[entity - owner.first]);
}

void Partition::start(EntityIndex entity) {
    const EntityDirectory::Owner& owner = directory_.owners[directory_.owner_of[entity]];
    EntityContext context{*this, SimTime::zero(), entity, directory_.hash_of[entity]};
    owner.model->start(entity - owner.first, context);
}

void Partition::run_window(SimTime window_end) {
    while (queue_.next_time() < window_end) {
        const Event event = queue_.pop();
        std::uint64_t& trace = directory_.trace_of[event.target];
        trace = fold_hash(trace, static_cast<std::uint64_t>(event.time.ns()));
        trace = fold_hash(trace, directory_.hash_of[event.source]);
        trace = fold_hash(trace, std::uint64_t{event.kind} << 32U ^ event.sequence);
        trace = fold_hash(trace, static_cast<std::uint64_t>(event.payload.whole));
        trace = fold_hash(trace, event.payload.real);
        const EntityDirectory::Owner& owner = directory_.owners[directory_.owner_of[event.target]];
        EntityContext context{*this, event.time, event.target, directory_.hash_of[event.target]};
        try {
            owner.model->handle(event.target - owner.first, event, context);
        } catch (const ModelError&) {
            throw;
        } catch (const std::exception& error) {
            throw ModelError(event.time, directory_.name_of(event.target), error.what());
        }
        ++events_handled_;
    }
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
    publications_.push_back(publication);
    publications_.back().sequence = directory_.sequence_of[publication.source]++;
    std::uint64_t& trace = directory_.trace_of[publication.source];
    trace = fold_hash(trace, publication.value);
}

void EntityContext::schedule_self(Duration delay, std::uint16_t kind, Payload payload) {
    if (delay < Duration{}) {
        throw ModelError(now_, partition_.directory_.name_of(self_),
                         "an event to oneself lies in the past");
    }
    partition_.schedule(
        {.time = now_ + delay, .source = self_, .target = self_, .kind = kind, .payload = payload});
}

void EntityContext::send(const LinkSpec& link, EntityIndex target, Duration delay,
                         std::uint16_t kind, Payload payload) {
    if (delay < link.least_delay) {
        throw ModelError(
            now_, partition_.directory_.name_of(self_),
            fmt::format(
                "sends over link {} with a delay of {}, below its declared least delay of {}",
                link.name, to_string(delay), to_string(link.least_delay)));
    }
    partition_.schedule({.time = now_ + delay,
                         .source = self_,
                         .target = target,
                         .kind = kind,
                         .payload = payload});
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
