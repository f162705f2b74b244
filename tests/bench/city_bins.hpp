// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/stable_hash.hpp"
#include "core/engine/entity_array.hpp"

#include <cstdint>

#include "tests/bench/numbered_entities.hpp"

namespace cityproof::bench {

/// Waste bins: every hour something falls in; a full one is emptied two hours later.
class Bins final : public NumberedEntities {
  public:
    explicit Bins(std::uint32_t count) : NumberedEntities{"bin", count}, state_{*this, count} {}

    std::uint8_t timers() const override { return 1; }

    void start(std::uint32_t local, engine::EntityContext& context) override {
        state_[local].share = context.draws(engine::Purpose::test, 0).uniform();
        context.schedule_self(first(local), tick_);
    }

    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override {
        State& state = state_[local];
        if (event.kind == empty_) {
            state.share = 0;
            ++state.emptied;
            return;
        }
        ++state.ticks;
        const bool was_full = state.share >= 1;
        state.share += context.draws(engine::Purpose::test, state.ticks).exponential(0.05);
        if (!was_full && state.share >= 1) {
            ++state.ordered;
            context.set_timer(0, hour_ * 2, empty_);
        }
        context.schedule_self(hour_, tick_);
    }

    void save(engine::StateWriter& out) const override { state_.save(out); }

    void restore(engine::StateReader& in, SimTime /*now*/) override { state_.restore(in); }

    struct State {
        double share = 0;
        std::uint32_t ticks = 0;
        std::uint32_t ordered = 0;
        std::uint32_t emptied = 0;
        std::uint32_t waiting = 0; ///< in total(): full bins
    };

    State total() const {
        State sum;
        for (const State& state : state_.all()) {
            sum.ticks += state.ticks;
            sum.ordered += state.ordered;
            sum.emptied += state.emptied;
            sum.waiting += state.share >= 1 ? 1 : 0;
        }
        return sum;
    }

    std::uint64_t expected_ticks(Duration run) const {
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < count(); ++i) {
            if (first(i) <= run) {
                sum += static_cast<std::uint64_t>((run - first(i)).ns() / hour_.ns()) + 1;
            }
        }
        return sum;
    }

  private:
    static constexpr std::uint16_t tick_ = 1;
    static constexpr std::uint16_t empty_ = 2;

    static Duration first(std::uint32_t local) {
        return Duration::seconds(static_cast<std::int64_t>(mix64(local) % 3600));
    }

    Duration hour_ = Duration::seconds(3600);
    engine::EntityArray<State> state_;
};

} // namespace cityproof::bench
