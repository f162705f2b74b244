// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"

#include <string>

namespace cityproof::contracts {

/// What an event of the scenario or an operator may order. Each kind acts on one entity of one
/// table.
enum class CommandKind {
    outage,      ///< take a line, transformer or source out of service
    restore,     ///< put it back
    supply_loss, ///< a consumer (signal, pump, lamp ...) loses its electricity although its bus may
                 ///< be alive
    supply_restore, ///< ends a supply_loss
    close_pipe,     ///< close a pipe's valves
    open_pipe,      ///< open them
    close_street,   ///< let no vehicle enter a street (one direction)
    open_street,    ///< end one closing of it
};

/// One order, to be carried out at `at` and written into the run file with its reason.
struct Command {
    SimTime at;
    CommandKind kind = CommandKind::outage;
    std::string table;  ///< "line", "pump", "street" ...
    std::string target; ///< the entity's id in that table
    std::string reason; ///< the scenario's event id, or "operator"
};

/// A model that carries out commands. receive() is called in the inputs phase of an instant, before
/// any model acts.
class CommandReceiver {
  public:
    virtual ~CommandReceiver() = default;

    /// Whether this model carries out commands of this kind on this table.
    virtual bool accepts(const Command& command) const = 0;

    /// Checks an accepted command beyond its kind and table. Errors: InputError that names the
    /// target.
    virtual void validate(const Command& command) const { static_cast<void>(command); }

    /// Carries it out. Errors: InputError when the target does not exist.
    virtual void receive(const Command& command, SimTime now) = 0;
};

/// "outage", "restore", ... as written in scenario files.
constexpr const char* to_string(CommandKind kind) {
    constexpr const char* names[] = {"outage",     "restore",   "supply_loss",  "supply_restore",
                                     "close_pipe", "open_pipe", "close_street", "open_street"};
    return names[static_cast<int>(kind)];
}

} // namespace cityproof::contracts
