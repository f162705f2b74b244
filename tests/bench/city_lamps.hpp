// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_array.hpp"

#include <cstdint>
#include <vector>

#include "tests/bench/numbered_entities.hpp"

namespace cityproof::bench {

/// Street lamps, lit from dusk (18:00, at most 20 min later) to dawn (6:00, as much later), each by
/// its own threshold. Somebody passes every 30 min in the mean; a lamp dims 5 min after the last
/// one. Time zero is midnight.
class Lamps final : public NumberedEntities {
  public:
    explicit Lamps(std::uint32_t count)
        : NumberedEntities{"lamp", count},
          power{{"lamp/power", "W", "lamp", "power"}, count, Duration::seconds(1), bright_w_},
          state_{*this, count} {}

    std::vector<engine::Port*> outputs() override { return {&power}; }

    std::uint8_t timers() const override { return 2; }

    void start(std::uint32_t local, engine::EntityContext& context) override {
        light(state_[local], context);
        context.schedule_self(next_switch(context) - context.now(), dawn_);
    }

    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override {
        State& state = state_[local];
        switch (event.kind) {
        case dusk_:
            ++state.switches;
            light(state, context);
            context.publish(power, local, bright_w_);
            context.schedule_self(next_switch(context) - context.now(), dawn_);
            break;
        case dawn_:
            ++state.switches;
            darken(state, context);
            context.publish(power, local, 0.0);
            context.schedule_self(next_switch(context) - context.now(), dusk_);
            break;
        case passer_by_:
            ++state.passers_by;
            if (state.dim_due_ns == 0) {
                context.publish(power, local, bright_w_);
            }
            wait_for_passer_by(state, context);
            stay_bright(state, context);
            break;
        default:
            // An event that was taken back, or came at another time, shows here.
            state.wrong_timers += state.dim_due_ns == context.now().ns() ? 0 : 1;
            state.dim_due_ns = 0;
            ++state.dimmed;
            context.publish(power, local, dim_w_);
        }
    }

    void save(engine::StateWriter& out) const override { state_.save(out); }

    void restore(engine::StateReader& in, SimTime /*now*/) override { state_.restore(in); }

    struct State {
        std::int64_t dim_due_ns = 0;    ///< zero: it is dim or dark
        std::int64_t lit_since_ns = -1; ///< negative: it is dark
        std::int64_t lit_ns = 0;        ///< in nights that are over
        std::uint32_t passers_by = 0;
        std::uint32_t switches = 0;
        std::uint32_t timers_set = 0;
        std::uint32_t taken_back = 0;
        std::uint32_t dimmed = 0;
        std::uint32_t wrong_timers = 0;
    };

    struct Total {
        std::uint64_t passers_by = 0;
        std::uint64_t switches = 0;
        std::uint64_t timers_set = 0;
        std::uint64_t taken_back = 0;
        std::uint64_t dimmed = 0;
        std::uint64_t waiting = 0; ///< lamps that will dim
        std::uint64_t lit = 0;     ///< lamps
        std::uint64_t wrong_timers = 0;
        double lit_s = 0;
    };

    Total total(SimTime now) const {
        Total sum;
        for (const State& state : state_.all()) {
            sum.passers_by += state.passers_by;
            sum.switches += state.switches;
            sum.timers_set += state.timers_set;
            sum.taken_back += state.taken_back;
            sum.dimmed += state.dimmed;
            sum.waiting += state.dim_due_ns != 0 ? 1 : 0;
            sum.lit += state.lit_since_ns >= 0 ? 1 : 0;
            // One that is overdue was lost.
            sum.wrong_timers += state.wrong_timers +
                                (state.dim_due_ns != 0 && state.dim_due_ns <= now.ns() ? 1U : 0U);
            const std::int64_t tonight = state.lit_since_ns < 0 ? 0 : now.ns() - state.lit_since_ns;
            sum.lit_s += static_cast<double>(state.lit_ns + tonight) * 1e-9;
        }
        return sum;
    }

    /// In a run that ends on a whole or half hour.
    std::uint64_t expected_switches(Duration run) const {
        std::uint64_t of_one = 0;
        for (Duration at = quarter_day(); at < run; at = at + half_day_) {
            ++of_one;
        }
        return of_one * count();
    }

    static double mean_gap_s() { return 1800.0; }

    engine::Port power;

  private:
    static constexpr std::uint16_t dusk_ = 1;
    static constexpr std::uint16_t dawn_ = 2;
    static constexpr std::uint16_t passer_by_ = 3;
    static constexpr std::uint16_t dim_ = 4;
    static constexpr std::uint8_t dim_timer_ = 0;
    static constexpr std::uint8_t passer_by_timer_ = 1;
    static constexpr double bright_w_ = 100.0;
    static constexpr double dim_w_ = 30.0;

    Duration quarter_day() const { return Duration::nanoseconds(half_day_.ns() / 2); }

    /// 6:00 and 18:00 of each day, and 1 to 20 min.
    SimTime next_switch(const engine::EntityContext& context) const {
        const std::int64_t number =
            (context.now().ns() + quarter_day().ns()) / half_day_.ns(); // 0 before the first dawn
        const double u =
            context.draws(engine::Purpose::lamp_threshold, static_cast<std::uint64_t>(number))
                .uniform();
        return SimTime::zero() + quarter_day() + half_day_ * number +
               Duration::from_seconds(60.0 + 1140.0 * u);
    }

    void light(State& state, engine::EntityContext& context) const {
        state.lit_since_ns = context.now().ns();
        wait_for_passer_by(state, context);
        stay_bright(state, context);
    }

    static void darken(State& state, engine::EntityContext& context) {
        state.lit_ns += context.now().ns() - state.lit_since_ns;
        state.lit_since_ns = -1;
        state.taken_back += state.dim_due_ns != 0 ? 1 : 0;
        state.dim_due_ns = 0;
        context.cancel_timer(dim_timer_);
        context.cancel_timer(passer_by_timer_);
    }

    static void wait_for_passer_by(const State& state, engine::EntityContext& context) {
        // The number of switches keeps the draws of two nights apart.
        const std::uint64_t occasion = std::uint64_t{state.passers_by} + state.switches;
        const double gap_s =
            context.draws(engine::Purpose::test, occasion).exponential(mean_gap_s());
        context.set_timer(passer_by_timer_, Duration::from_seconds(gap_s), passer_by_);
    }

    void stay_bright(State& state, engine::EntityContext& context) const {
        state.taken_back += state.dim_due_ns != 0 ? 1 : 0;
        state.dim_due_ns = (context.now() + bright_for_).ns();
        ++state.timers_set;
        context.set_timer(dim_timer_, bright_for_, dim_);
    }

    Duration half_day_ = Duration::seconds(12 * 3600);
    Duration bright_for_ = Duration::seconds(300);
    engine::EntityArray<State> state_;
};

} // namespace cityproof::bench
