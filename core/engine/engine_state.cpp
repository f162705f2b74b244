// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine_state.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::engine {
namespace {

constexpr const char* events_section = "events";

std::string section_of(const DomainModel& model) {
    return fmt::format("model {}", model.name());
}

std::string section_of(const EntityDirectory::Owner& owner) {
    return fmt::format("entities {}", owner.model->table());
}

void save_ports(StateWriter& out, const std::vector<Port*>& ports) {
    out.put(std::uint64_t{ports.size()});
    for (const Port* port : ports) {
        out.put(port->spec().name);
        port->save(out);
    }
}

/// The ports of the run that goes on.
void restore_ports(StateReader& in, const std::vector<Port*>& ports) {
    if (in.get<std::uint64_t>() != ports.size()) {
        in.fail("the checkpoint has another number of ports");
    }
    for (Port* port : ports) {
        std::string name;
        in.get(name);
        if (name != port->spec().name) {
            in.fail(fmt::format("the checkpoint has port {} in the place of {}", name,
                                port->spec().name));
        }
        port->restore(in);
    }
}

/// Those of another run's state that are there: what a scenario publishes depends on its events.
void take_over_ports(StateReader& in, const std::vector<Port*>& ports) {
    const auto count = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
        std::string name;
        in.get(name);
        const auto port =
            std::ranges::find_if(ports, [&](const Port* one) { return one->spec().name == name; });
        if (port == ports.end()) {
            Port::skip(in);
        } else {
            (*port)->restore(in);
        }
    }
}

} // namespace

void EngineState::save(StateWriter& out) const {
    for (const auto& [name, history] : histories_) {
        out.section(section_of(*history.model));
        out.put(history.acts);
        out.put(history.count);
        save_ports(out, history.outputs);
        history.model->save(out);
    }
    for (const EntityDirectory::Owner& owner : directory_.owners()) {
        out.section(section_of(owner));
        directory_.save(owner, out);
        save_ports(out, owner.outputs);
        owner.model->save(out);
    }
    out.section(events_section);
    out.put(pending_events());
}

void EngineState::restore(StateReader& in, SimTime now) {
    for (auto& [name, history] : histories_) {
        in.section(section_of(*history.model));
        in.get(history.acts);
        in.get(history.count);
        restore_ports(in, history.outputs);
        history.model->restore(in, now);
    }
    for (EntityDirectory::Owner& owner : directory_.owners()) {
        in.section(section_of(owner));
        directory_.restore(owner, in);
        restore_ports(in, owner.outputs);
        owner.model->restore(in, now);
    }
    in.section(events_section);
    restore_events(in, now, nullptr);
}

std::vector<bool> EngineState::branch(StateReader& in, SimTime now,
                                      std::span<const std::string_view> left_behind) {
    Known known{
        .models = {}, .owners = std::vector<bool>(directory_.owners().size(), false), .places = {}};
    while (in.next_section() != events_section) {
        if (branch_model(in, now, known) || branch_entities(in, now, known)) {
            continue;
        }
        const std::string& section = in.next_section();
        if (std::ranges::none_of(left_behind, [&](std::string_view name) {
                return section == fmt::format("model {}", name);
            })) {
            in.fail(section.empty() ? std::string{"the checkpoint is cut short"}
                                    : fmt::format("the checkpoint tells of {}, which this scenario "
                                                  "does not have",
                                                  section));
        }
        in.skip_section();
    }
    for (auto& [name, history] : histories_) {
        if (!known.models.contains(name)) {
            history.model->begin_at(now);
        }
    }
    in.section(events_section);
    restore_events(in, now, &known.places);
    return known.owners;
}

/// Takes over the next section if it is that of a domain model here. Returns whether it was.
bool EngineState::branch_model(StateReader& in, SimTime now, Known& known) {
    for (auto& [name, history] : histories_) {
        if (in.next_section() == section_of(*history.model) && known.models.insert(name).second) {
            in.section(section_of(*history.model));
            in.get(history.acts);
            in.get(history.count);
            take_over_ports(in, history.outputs);
            history.model->branch(in, now);
            return true;
        }
    }
    return false;
}

/// As branch_model(), for a table of entities.
bool EngineState::branch_entities(StateReader& in, SimTime now, Known& known) {
    for (std::size_t i = 0; i < known.owners.size(); ++i) {
        EntityDirectory::Owner& owner = directory_.owners()[i];
        if (known.owners[i] || in.next_section() != section_of(owner)) {
            continue;
        }
        known.owners[i] = true;
        in.section(section_of(owner));
        directory_.restore(owner, in);
        take_over_ports(in, owner.outputs);
        owner.model->branch(in, now);
        for (std::uint32_t local = 0; local < owner.count; ++local) {
            known.places.push_back(owner.first + local);
        }
        return true;
    }
    return false;
}

/// In event order, so that equal states have equal bytes.
std::vector<Event> EngineState::pending_events() const {
    std::vector<Event> events;
    for (const Partition& partition : partitions_) {
        partition.append_pending(events);
    }
    std::ranges::sort(events, before);
    return events;
}

/// Parameters: `places` tells where each entity of the state is now; nullptr: where it was.
void EngineState::restore_events(StateReader& in, SimTime now,
                                 const std::vector<EntityIndex>* places) {
    std::vector<Event> events;
    in.get(events);
    const std::size_t entities = places != nullptr ? places->size() : directory_.size();
    for (Event& event : events) {
        if (event.target >= entities || event.source >= entities || event.time < now) {
            in.fail("the checkpoint has an event of another run");
        }
        if (places != nullptr) {
            event.target = (*places)[event.target];
            event.source = (*places)[event.source];
        }
        const EntityRecord& record = directory_.record(event.target);
        if (event.timer > directory_.owner(record).timers) {
            in.fail("the checkpoint has an event of a timer that does not exist");
        }
        partitions_[record.partition].receive(event);
    }
}

} // namespace cityproof::engine
