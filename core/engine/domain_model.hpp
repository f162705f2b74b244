// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sim_time.hpp"
#include "core/engine/port.hpp"
#include "core/engine/state.hpp"

#include <string_view>
#include <vector>

namespace cityproof::engine {

/// A model with its own solver (traffic, power flow, hydraulics, a recorder): one serial task that
/// the engine calls at the times it asks for. It reads other models' ports and publishes its own;
/// it never calls another model.
///
/// A model that acts outside an instant group publishes with a latency of at least the lookahead. A
/// member of an instant group (see Engine::add_to_group) publishes with latency zero, and acts
/// again within the instant when an input changed.
class DomainModel {
  public:
    DomainModel() = default;
    DomainModel(const DomainModel&) = delete;
    DomainModel& operator=(const DomainModel&) = delete;
    virtual ~DomainModel() = default;

    /// Stable name for traces and messages, for example "energy".
    virtual std::string_view name() const = 0;

    /// When it next wants to act; SimTime::never() when it has nothing left to do.
    virtual SimTime next_time() const = 0;

    /// Acts at `now`: next_time(), or earlier within an instant group because an input changed.
    /// Must move next_time() beyond `now`, within an instant group after at most max_delta rounds.
    /// Errors: InputError passes as it is; anything else is reported with simulated time and name.
    virtual void act(SimTime now) = 0;

    /// The ports it publishes. Fixed after construction.
    virtual std::vector<Port*> outputs() = 0;

    /// Ports whose change at an instant makes a group member act again at that instant. Fixed after
    /// construction.
    virtual std::vector<const Port*> inputs() const { return {}; }

    /// Drops what its solver remembers beyond its state (warm starts, a factorised matrix), so that
    /// what follows depends on nothing that save() leaves out. Called at the instants fixed by
    /// EngineOptions::rebase_every, before anything at `now` happens, in every run, whether or not
    /// a checkpoint is written.
    virtual void rebase(SimTime now) { static_cast<void>(now); }

    /// Writes what later acts depend on and the constructor does not make; not its ports, which the
    /// engine keeps. Called after rebase() or before the first act. Errors: ModelError in a model
    /// that has no checkpoint, which is what a model has that does not override it.
    virtual void save(StateWriter& out) const;
    /// Brings a model that has not acted yet to the state that was saved at `now`. Errors:
    /// InputError when the state is not of such a model.
    virtual void restore(StateReader& in, SimTime now);

    /// Begins another run from the state that a run saved at `now`, see Engine::branch: as
    /// restore(), but what is counted for key figures begins at `now`. That is restore() in a model
    /// that counts nothing. Errors: as restore().
    virtual void branch(StateReader& in, SimTime now) { restore(in, now); }

    /// Begins at `now` in a run whose saved state does not know this model. Errors: InputError in a
    /// model that can only begin at time zero, which is what a model does that does not override
    /// it.
    virtual void begin_at(SimTime now);
};

} // namespace cityproof::engine
