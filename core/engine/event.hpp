// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"

#include <compare>
#include <cstdint>
#include <tuple>
#include <type_traits>

namespace cityproof::engine {

/// Dense index of an entity over all entity models of a run: storage only. Random draws and traces
/// use entity_hash().
using EntityIndex = std::uint32_t;

/// Phases of one instant, in the order in which they act.
enum class Phase : std::uint8_t { sense, inputs, domain_solve, reaction, policy, actuate, record };

/// What an event carries besides its kind. Plain bytes: trace and checkpoint need no closure.
struct Payload {
    std::int64_t whole = 0;
    double real = 0;

    friend bool operator==(const Payload&, const Payload&) = default;
};

/// One event. Events are totally ordered by (time, phase, delta, source, sequence): nothing in the
/// order depends on threads, partitions or addresses, and no two events are equal in it.
struct Event {
    SimTime time = {};
    std::uint64_t sequence = 0; ///< counts the source's sends
    EntityIndex source = 0;
    EntityIndex target = 0;
    std::uint16_t kind = 0; ///< meaning belongs to the target's model
    std::uint16_t delta = 0;
    Phase phase = Phase::reaction;
    std::uint8_t timer = 0;   ///< of the target, counted from 1; 0: none
    std::uint16_t unused = 0; ///< so that a checkpoint's bytes are all defined
    Payload payload = {};

    auto key() const { return std::tuple{time, phase, delta, source, sequence}; }
};

static_assert(std::is_trivially_copyable_v<Event>);
static_assert(sizeof(Event) == 48);

inline bool before(const Event& a, const Event& b) {
    return a.time != b.time ? a.time < b.time : a.key() < b.key();
}

} // namespace cityproof::engine
