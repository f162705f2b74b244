// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_array.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/count_check.hpp"
#include "tests/bench/numbered_entities.hpp"

namespace cityproof::bench {

/// One PHOLD problem: `entities` with `start_events` each; an event goes, with probability
/// `remote`, to an entity drawn from all of them (itself included), otherwise to its own; the next
/// one comes after lookahead + Exp(mean - lookahead). Source: Fujimoto, "Performance of Time Warp
/// under synthetic workloads", 1990, with the delays of ROSS's phold.
struct PholdInstance {
    std::string name;
    std::uint32_t entities = 0;
    std::uint32_t start_events = 0;
    double lookahead_s = 0.1;
    double mean_s = 1.0;
    double remote = 0.25;
    double end_s = 0;
    int work = 0;       ///< steps of a linear congruential generator per event
    int partitions = 8; ///< unless the caller says otherwise

    double pending() const { return static_cast<double>(entities) * start_events; }
};

/// P1 small, P1r all remote, P1s tight lookahead, P1w work of about a microsecond per event, P2 a
/// million events pending, P3 a million entities.
std::span<const PholdInstance> phold_instances();
/// Errors: InputError that lists the names.
const PholdInstance& phold_instance(std::string_view name);

/// Events up to `end_s` by renewal theory. Each of the population's tokens renews after lookahead +
/// Exp(theta), theta = mean - lookahead, so that F_n(t), the distribution of the sum of n delays,
/// is Erlang's of order n and scale theta at t - n * lookahead; with N events of one token
///   E[N] = sum F_n(t),  E[N^2] = sum (2 n - 1) F_n(t).
/// For large t this is t / mean + (c^2 - 1) / 2 with variance c^2 t / mean, c = theta / mean: P1
/// gives 1,635,287 with a standard deviation of 1,152.
CountCheck expected_events(const PholdInstance& instance);

/// The model: state of 8 bytes (the entity's draws so far), payload of 8 bytes, at most one Philox
/// block per event. Leaves out: everything but the engine.
class Phold final : public NumberedEntities {
  public:
    explicit Phold(const PholdInstance& instance);

    std::vector<const engine::LinkSpec*> links() const override { return {&link_}; }

    void start(std::uint32_t local, engine::EntityContext& context) override;
    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override;

    void save(engine::StateWriter& out) const override { drawn_.save(out); }

    void restore(engine::StateReader& in, SimTime /*now*/) override { drawn_.restore(in); }

    /// Events by the entities' own count.
    std::uint64_t handled() const;

  private:
    Duration delay(engine::Draws& draws) const;

    PholdInstance instance_;
    engine::LinkSpec link_;
    engine::EntityArray<std::uint64_t> drawn_;
};

} // namespace cityproof::bench
