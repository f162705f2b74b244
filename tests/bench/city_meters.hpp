// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_array.hpp"

#include <cstdint>
#include <vector>

#include "tests/bench/numbered_entities.hpp"

namespace cityproof::bench {

/// Electricity meters: in every quarter of an hour each reads its load once, 1 to 60 s after the
/// quarter began, and publishes it.
class Meters final : public NumberedEntities {
  public:
    explicit Meters(std::uint32_t count)
        : NumberedEntities{"meter", count},
          load{{"meter/load", "W", "meter", "mean load of a quarter"},
               count,
               Duration::seconds(1),
               300.0},
          state_{*this, count} {}

    std::vector<engine::Port*> outputs() override { return {&load}; }

    void start(std::uint32_t /*local*/, engine::EntityContext& context) override {
        engine::Draws draws = context.draws(engine::Purpose::meter_demand, 0);
        context.schedule_self(jitter(draws), 0);
    }

    void handle(std::uint32_t local, const engine::Event& /*event*/,
                engine::EntityContext& context) override {
        const std::int64_t slot = context.now().ns() / quarter_.ns();
        // One block of numbers: this quarter's load and the time within the next one.
        engine::Draws draws =
            context.draws(engine::Purpose::meter_demand, static_cast<std::uint64_t>(slot) + 1);
        const SimTime next = SimTime::zero() + quarter_ * (slot + 1) + jitter(draws);
        const double load_w = 100.0 + 400.0 * draws.uniform();
        State& state = state_[local];
        state.energy_ws += load_w * quarter_.to_seconds();
        ++state.readings;
        context.publish(load, local, load_w);
        context.schedule_self(next - context.now(), 0);
    }

    void save(engine::StateWriter& out) const override { state_.save(out); }

    void restore(engine::StateReader& in, SimTime /*now*/) override { state_.restore(in); }

    std::uint64_t readings() const {
        std::uint64_t sum = 0;
        for (const State& state : state_.all()) {
            sum += state.readings;
        }
        return sum;
    }

    /// In a run of whole quarters.
    std::uint64_t expected_readings(Duration run) const {
        return static_cast<std::uint64_t>(run.ns() / quarter_.ns()) * count();
    }

    engine::Port load;

  private:
    struct State {
        double energy_ws = 0;
        std::uint64_t readings = 0;
    };

    static Duration jitter(engine::Draws& draws) {
        return Duration::from_seconds(1.0 + 59.0 * draws.uniform());
    }

    Duration quarter_ = Duration::seconds(900);
    engine::EntityArray<State> state_;
};

} // namespace cityproof::bench
