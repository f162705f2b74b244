// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/domain_model.hpp"
#include "core/engine/event.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::engine {

/// Domain models that react to each other within one instant, in a fixed order, until nothing
/// changes.
class InstantGroup {
  public:
    /// Parameters: `name` for messages; `max_delta` rounds in one instant.
    InstantGroup(std::string name, int max_delta) : name_{std::move(name)}, max_delta_{max_delta} {}

    void add(DomainModel& model, Phase phase, int rank);

    /// Earliest instant at which a member wants to act.
    SimTime next_time() const;

    /// Called after each act, when the model's ports are committed, with the round's number.
    using ActCallback = std::function<void(const DomainModel&, int)>;

    /// Runs rounds at `now`: members that are due, then those of whom an input changed within this
    /// instant, until all are at rest. Members of the record phase act once, after that, if they
    /// are due. Errors: ModelError listing the members of an endless cycle.
    void run(SimTime now, const ActCallback& on_act);

    /// Errors: InputError when an input of a member here is a port without latency of a member of
    /// `other`.
    void require_no_input_from(const InstantGroup& other) const;

  private:
    struct Member {
        DomainModel* model = nullptr;
        Phase phase = Phase::sense;
        int rank = 0;
        std::vector<Port*> outputs;
        std::vector<const Port*> inputs;
        std::vector<std::uint64_t> seen; ///< input versions when it last acted
    };

    static bool inputs_changed(const Member& member);
    static void act(Member& member, SimTime now, int delta, const ActCallback& on_act);

    std::string name_;
    int max_delta_;
    std::vector<Member> members_;
};

} // namespace cityproof::engine
