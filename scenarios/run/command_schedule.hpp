// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/engine/domain_model.hpp"
#include "models/contracts/command.hpp"
#include "scenarios/run/table_ids.hpp"

#include <functional>
#include <vector>

namespace cityproof::scenarios {

/// Hands the scenario's events and the operator's interventions to the models that carry them out,
/// at their simulated time, in the inputs phase of the instant.
class CommandSchedule final : public engine::DomainModel {
  public:
    /// Parameters: `receivers` are asked in this order; `on_executed` sees each command that was
    /// carried out.
    CommandSchedule(std::vector<contracts::CommandReceiver*> receivers,
                    std::function<void(const contracts::Command&)> on_executed);

    /// Checks a command before it is added. Parameters: `tables` holds the ids of every table that
    /// commands may name. Errors: InputError at `where` when no model carries it out or the target
    /// does not exist.
    void validate(const contracts::Command& command, const TableIds& tables,
                  const Location& where) const;

    /// Adds a command; commands of equal time keep the order in which they were added.
    void add(contracts::Command command);

    std::string_view name() const override { return "commands"; }

    SimTime next_time() const override;
    void act(SimTime now) override;

    std::vector<engine::Port*> outputs() override { return {}; }

    /// All commands that were given so far, whoever gave them; what was added before is replaced.
    void save(engine::StateWriter& out) const override;
    void restore(engine::StateReader& in, SimTime now) override;
    /// What was added before stays, behind those of the state that have not been carried out yet.
    void branch(engine::StateReader& in, SimTime now) override;

  private:
    std::vector<contracts::CommandReceiver*> receivers_;
    std::function<void(const contracts::Command&)> on_executed_;
    std::vector<contracts::Command> commands_; ///< ascending time
    std::size_t next_ = 0;
};

} // namespace cityproof::scenarios
