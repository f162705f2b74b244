// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_history.hpp"
#include "core/engine/entity_directory.hpp"
#include "core/engine/partition.hpp"
#include "core/engine/state.hpp"

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cityproof::engine {

/// By the model's name.
using DomainHistories = std::map<std::string, DomainHistory, std::less<>>;

/// The models' part of an engine's state: a section for each domain model and each table of
/// entities, and one for the pending events.
class EngineState {
  public:
    /// All of the engine; outlive this.
    EngineState(DomainHistories& histories, EntityDirectory& directory,
                std::vector<Partition>& partitions)
        : histories_{histories},
          directory_{directory},
          partitions_{partitions} {}

    void save(StateWriter& out) const;
    /// See Engine::restore.
    void restore(StateReader& in, SimTime now);
    /// See Engine::branch. Returns for each owner of entities whether the state knew it; the others
    /// are still to be started.
    std::vector<bool> branch(StateReader& in, SimTime now,
                             std::span<const std::string_view> left_behind);

  private:
    /// What a saved state was found to know so far.
    struct Known {
        std::set<std::string, std::less<>> models;
        std::vector<bool> owners;
        std::vector<EntityIndex> places; ///< of the state's entities, in its order, in this engine
    };

    bool branch_model(StateReader& in, SimTime now, Known& known);
    bool branch_entities(StateReader& in, SimTime now, Known& known);
    std::vector<Event> pending_events() const;
    void restore_events(StateReader& in, SimTime now, const std::vector<EntityIndex>* places);

    DomainHistories& histories_;
    EntityDirectory& directory_;
    std::vector<Partition>& partitions_;
};

} // namespace cityproof::engine
