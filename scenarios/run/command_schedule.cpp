// SPDX-License-Identifier: Apache-2.0
#include "scenarios/run/command_schedule.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cityproof::scenarios {

CommandSchedule::CommandSchedule(std::vector<contracts::CommandReceiver*> receivers,
                                 std::function<void(const contracts::Command&)> on_executed)
    : receivers_{std::move(receivers)},
      on_executed_{std::move(on_executed)} {
}

void CommandSchedule::validate(const contracts::Command& command, const TableIds& tables,
                               const Location& where) const {
    bool accepted = false;
    for (const contracts::CommandReceiver* receiver : receivers_) {
        accepted = accepted || receiver->accepts(command);
    }
    if (!accepted) {
        throw InputError(where, fmt::format("nothing in this scenario can carry out {} on a {}",
                                            to_string(command.kind), command.table));
    }
    const auto table = tables.find(command.table);
    if (table == tables.end() ||
        std::ranges::find(table->second, command.target) == table->second.end()) {
        const bool has_example = table != tables.end() && !table->second.empty();
        throw InputError(
            where, fmt::format("there is no {} \"{}\"", command.table, command.target),
            has_example ? fmt::format("an id such as {}/{}", command.table, table->second.front())
                        : std::string{"a city that has one"});
    }
    for (const contracts::CommandReceiver* receiver : receivers_) {
        if (receiver->accepts(command)) {
            receiver->validate(command);
        }
    }
}

void CommandSchedule::add(contracts::Command command) {
    const auto pending = commands_.begin() + static_cast<std::ptrdiff_t>(next_);
    const auto place =
        std::upper_bound(pending, commands_.end(), command.at,
                         [](SimTime at, const contracts::Command& c) { return at < c.at; });
    commands_.insert(place, std::move(command));
}

SimTime CommandSchedule::next_time() const {
    return next_ < commands_.size() ? commands_[next_].at : SimTime::never();
}

void CommandSchedule::act(SimTime now) {
    for (; next_ < commands_.size() && commands_[next_].at <= now; ++next_) {
        for (contracts::CommandReceiver* receiver : receivers_) {
            if (receiver->accepts(commands_[next_])) {
                receiver->receive(commands_[next_], now);
            }
        }
        on_executed_(commands_[next_]);
    }
}

void CommandSchedule::save(engine::StateWriter& out) const {
    out.put(std::uint64_t{commands_.size()});
    for (const contracts::Command& command : commands_) {
        out.put(command.at);
        out.put(command.kind);
        out.put(command.table);
        out.put(command.target);
        out.put(command.reason);
    }
    out.put(std::uint64_t{next_});
}

void CommandSchedule::restore(engine::StateReader& in, SimTime /*now*/) {
    commands_.clear();
    const auto count = in.get<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) {
        contracts::Command command;
        in.get(command.at);
        in.get(command.kind);
        in.get(command.table);
        in.get(command.target);
        in.get(command.reason);
        commands_.push_back(std::move(command));
    }
    next_ = in.get<std::uint64_t>();
    if (next_ > commands_.size()) {
        in.fail("the checkpoint has carried out more commands than there are");
    }
}

void CommandSchedule::branch(engine::StateReader& in, SimTime now) {
    std::vector<contracts::Command> own = std::move(commands_);
    restore(in, now);
    commands_.erase(commands_.begin(), commands_.begin() + static_cast<std::ptrdiff_t>(next_));
    next_ = 0;
    for (const contracts::Command& command : commands_) {
        const bool accepted = std::ranges::any_of(
            receivers_, [&](const auto* receiver) { return receiver->accepts(command); });
        if (command.at < now || !accepted) {
            in.fail(fmt::format("the checkpoint has a {} on {}/{} at {} yet to come, which nothing "
                                "in this scenario can carry out",
                                to_string(command.kind), command.table, command.target,
                                to_string(command.at)));
        }
    }
    for (contracts::Command& command : own) {
        add(std::move(command));
    }
}

} // namespace cityproof::scenarios
