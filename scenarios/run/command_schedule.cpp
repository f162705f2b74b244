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

} // namespace cityproof::scenarios
