// SPDX-License-Identifier: Apache-2.0
#include "core/engine/instant_group.hpp"

#include "core/base/errors.hpp"
#include "core/engine/error_origin.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace cityproof::engine {

void InstantGroup::add(DomainModel& model, Phase phase, int rank) {
    Member member{&model, phase, rank, model.outputs(), model.inputs(), {}};
    for (const Port* input : member.inputs) {
        member.seen.push_back(input->version());
    }
    const auto order = [](const Member& m) { return std::tuple{m.phase, m.rank}; };
    members_.insert(std::ranges::upper_bound(members_, order(member), {}, order),
                    std::move(member));
}

SimTime InstantGroup::next_time() const {
    SimTime earliest = SimTime::never();
    for (const Member& member : members_) {
        earliest = std::min(earliest, member.model->next_time());
    }
    return earliest;
}

bool InstantGroup::inputs_changed(const Member& member) {
    for (std::size_t i = 0; i < member.inputs.size(); ++i) {
        if (member.inputs[i]->version() != member.seen[i]) {
            return true;
        }
    }
    return false;
}

void InstantGroup::act(Member& member, SimTime now, int delta, const ActCallback& on_act) {
    for (std::size_t i = 0; i < member.inputs.size(); ++i) {
        member.seen[i] = member.inputs[i]->version();
    }
    with_origin(
        now, [&] { return std::string{member.model->name()}; }, [&] { member.model->act(now); });
    for (Port* output : member.outputs) {
        output->commit();
    }
    on_act(*member.model, delta);
}

void InstantGroup::run(SimTime now, const ActCallback& on_act) {
    // What moved since the last instant is read by whoever is due; only what moves within this one
    // wakes the others.
    for (Member& member : members_) {
        for (std::size_t i = 0; i < member.inputs.size(); ++i) {
            member.seen[i] = member.inputs[i]->version();
        }
    }
    for (int delta = 0;; ++delta) {
        std::string acted;
        for (Member& member : members_) {
            if (member.phase == Phase::record ||
                (member.model->next_time() > now && !inputs_changed(member))) {
                continue;
            }
            act(member, now, delta, on_act);
            acted += (acted.empty() ? "" : ", ") + std::string{member.model->name()};
        }
        if (acted.empty()) {
            break;
        }
        if (delta >= max_delta_) {
            throw ModelError(
                now, name_,
                fmt::format("no rest after {} rounds; these models keep changing each other: {}",
                            max_delta_, acted));
        }
    }
    for (Member& member : members_) {
        if (member.phase == Phase::record && member.model->next_time() <= now) {
            act(member, now, 0, on_act);
        }
        if (member.model->next_time() <= now) {
            throw ModelError(now, std::string{member.model->name()},
                             "its next time does not move on");
        }
    }
}

void InstantGroup::require_no_input_from(const InstantGroup& other) const {
    for (const Member& member : members_) {
        for (const Member& publisher : other.members_) {
            for (const Port* port : publisher.outputs) {
                if (port->latency() == Duration{} &&
                    std::ranges::find(member.inputs, port) != member.inputs.end()) {
                    throw InputError({},
                                     fmt::format("{} of {} waits for port {} of {}, which has no "
                                                 "latency",
                                                 member.model->name(), name_, port->spec().name,
                                                 other.name_),
                                     "a port of the same group, or one with a latency");
                }
            }
        }
    }
}

} // namespace cityproof::engine
