// SPDX-License-Identifier: Apache-2.0
#include "core/engine/partition.hpp"

#include "core/base/stable_hash.hpp"
#include "core/engine/error_origin.hpp"
#include "core/engine/ownership.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace cityproof::engine {
namespace {

std::uint64_t bits(SimTime t) {
    return static_cast<std::uint64_t>(t.ns());
}

std::uint64_t bits(double value) {
    return std::bit_cast<std::uint64_t>(value);
}

/// Source and kind. The source is told by its number, and as "itself" where it is the target: then
/// the trace does not depend on the order in which models were added.
std::uint64_t identity_word(const Event& event) {
    constexpr std::uint64_t itself = 0xffff'ffffU;
    constexpr std::uint64_t golden_ratio = 0x9e3779b97f4a7c15ULL;
    const std::uint64_t source = event.source == event.target ? itself : event.source;
    return (source << 16U | event.kind) * golden_ratio;
}

} // namespace

void Partition::start(EntityIndex entity, SimTime now) {
    const EntityDirectory::Owner& owner = directory_.owner(directory_.record(entity));
    const Event beginning{
        .time = now, .sequence = SentEvent::no_cause, .source = entity, .target = entity};
    const std::uint32_t local = entity - owner.first;
    const HandlerScope scope{*owner.model, local};
    EntityContext context{*this, entity, beginning};
    with_origin(
        now, [&] { return directory_.name_of(entity); },
        [&] { owner.model->start(local, context); });
}

void Partition::run_window(SimTime window_end) {
    const std::uint64_t before_window = events_handled_;
    const auto name = [this] { return directory_.name_of(last_.target); };
    with_origin([this] { return last_.time; }, name, [&] { handle_until(window_end); });
    recent_events_ = events_handled_ - before_window;
    std::ranges::sort(publications_, {}, &Publication::key);
}

void Partition::handle_until(SimTime window_end) {
    while (queue_.pop_before(window_end, last_)) {
        if (const Event* later = queue_.later_event()) {
            directory_.expect(later->target);
        }
        if (last_.timer != 0 && is_cancelled(last_)) {
            continue;
        }
        if (notes_) {
            notes_->handled.push_back(last_);
        }
        call(last_);
        ++events_handled_;
    }
}

void Partition::call(const Event& event) {
    EntityRecord& record = directory_.record(event.target);
    record.trace =
        fold_hash(record.trace + identity_word(event), bits(event.time), event.sequence,
                  static_cast<std::uint64_t>(event.payload.whole), bits(event.payload.real));
    const EntityDirectory::Owner& owner = directory_.owner(record);
    const std::uint32_t local = event.target - owner.first;
    const HandlerScope scope{*owner.model, local};
    EntityContext context{*this, event.target, event};
    owner.model->handle(local, event, context);
}

bool Partition::is_cancelled(const Event& event) {
    EntityDirectory::Owner& owner = directory_.owner(directory_.record(event.target));
    std::uint64_t& armed =
        owner.armed_event(event.target, static_cast<std::uint8_t>(event.timer - 1));
    if (armed != event.sequence + 1) {
        return true;
    }
    armed = 0;
    return false;
}

void Partition::send(Event event, const Event& cause) {
    event.sequence = directory_.record(event.source).sequence++;
    if (notes_) {
        notes_->sent.push_back({{event.source, event.sequence}, {cause.source, cause.sequence}});
    }
    const std::uint16_t destination = directory_.record(event.target).partition;
    if (destination == number_) {
        queue_.push(event);
    } else {
        outbox_.post(destination, event);
    }
}

void Partition::publish(const Publication& publication) {
    EntityRecord& record = directory_.record(publication.source);
    const std::vector<Port*>& outputs = directory_.owner(record).outputs;
    const auto port = std::ranges::find(outputs, publication.port);
    if (port == outputs.end() || publication.element >= publication.port->size()) {
        throw ModelError(
            publication.when, directory_.name_of(publication.source),
            fmt::format("publishes element {} of port {}, which its model does not own",
                        publication.element, publication.port->spec().name));
    }
    publications_.push_back(publication);
    publications_.back().sequence = record.sequence++;
    record.trace = fold_hash(record.trace, static_cast<std::uint64_t>(port - outputs.begin()),
                             publication.element, bits(publication.value), 0);
}

void Partition::append_pending(std::vector<Event>& events) const {
    const auto first = static_cast<std::ptrdiff_t>(events.size());
    queue_.append_to(events);
    const auto cancelled = [this](const Event& event) {
        if (event.timer == 0) {
            return false;
        }
        EntityDirectory::Owner& owner = directory_.owner(directory_.record(event.target));
        return owner.armed_event(event.target, static_cast<std::uint8_t>(event.timer - 1)) !=
               event.sequence + 1;
    };
    events.erase(std::remove_if(events.begin() + first, events.end(), cancelled), events.end());
}

} // namespace cityproof::engine
