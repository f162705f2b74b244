// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/devstone.hpp"

#include "core/base/errors.hpp"

#include <string>

namespace cityproof::bench {
namespace {

constexpr std::uint16_t external_event = 1;
constexpr std::uint16_t internal_event = 2;
constexpr std::uint16_t root_output = 3;
constexpr std::uint32_t root = 0;

} // namespace

DevstoneKind devstone_kind(std::string_view name) {
    if (name == "LI") {
        return DevstoneKind::li;
    }
    if (name == "HI") {
        return DevstoneKind::hi;
    }
    if (name == "HO") {
        return DevstoneKind::ho;
    }
    throw InputError({}, "no DEVStone model is called " + std::string{name}, "LI, HI or HO");
}

// Entity 0 is the root, the last one the innermost atomic; level by level between them.
Devstone::Devstone(DevstoneKind kind, std::uint32_t width, std::uint32_t depth)
    : NumberedEntities{"atomic", (width - 1) * (depth - 1) + 2},
      kind_{kind},
      level_{width - 1},
      depth_{depth},
      transitions_{*this, count()} {
}

bool Devstone::has_next(std::uint32_t atomic) const {
    return kind_ != DevstoneKind::li && atomic + 1 < count() && atomic % level_ != 0;
}

bool Devstone::leaves_root(std::uint32_t atomic) const {
    return atomic + 1 == count() || (kind_ == DevstoneKind::ho && atomic <= level_);
}

void Devstone::start(std::uint32_t local, engine::EntityContext& context) {
    if (local == root) {
        context.schedule_self(Duration{}, external_event);
    }
}

void Devstone::handle(std::uint32_t local, const engine::Event& event,
                      engine::EntityContext& context) {
    if (event.kind == root_output) {
        ++transitions_[local].external;
    } else if (local == root) {
        send_input(context);
    } else if (event.kind == external_event) {
        ++transitions_[local].external;
        context.schedule_self(Duration{}, internal_event);
    } else {
        ++transitions_[local].internal;
        send_output(local, context);
    }
}

void Devstone::send_input(engine::EntityContext& context) const {
    for (std::uint32_t atomic = 1; atomic < count(); ++atomic) {
        context.send_at_once(index_of(atomic), external_event);
    }
}

void Devstone::send_output(std::uint32_t atomic, engine::EntityContext& context) const {
    if (has_next(atomic)) {
        context.send_at_once(index_of(atomic + 1), external_event);
    }
    if (leaves_root(atomic)) {
        context.send_at_once(index_of(root), root_output);
    }
}

std::vector<CountCheck> Devstone::checks() const {
    const double n = level_;
    const bool chains = kind_ != DevstoneKind::li;
    const double of_level = chains ? n * (n + 1) / 2 : n;
    const double expected = (depth_ - 1) * of_level + 1;
    double external = 0;
    double internal = 0;
    for (std::uint32_t atomic = 1; atomic < count(); ++atomic) {
        external += transitions_[atomic].external;
        internal += transitions_[atomic].internal;
    }
    return {{"external transitions", external, expected},
            {"internal transitions", internal, expected},
            {"outputs of the root", static_cast<double>(transitions_[root].external),
             kind_ == DevstoneKind::ho ? of_level + 1 : 1}};
}

} // namespace cityproof::bench
