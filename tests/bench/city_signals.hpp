// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/entity_array.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "tests/bench/numbered_entities.hpp"

namespace cityproof::bench {

/// The signals of junctions: a cycle of 90 s, and a count of what the detectors say. After every
/// tenth demand a signal resets the detector that spoke, at once.
class Signals final : public NumberedEntities {
  public:
    static constexpr std::uint16_t demand = 1;
    static constexpr std::uint16_t reset = 2;

    explicit Signals(std::uint32_t count)
        : NumberedEntities{"signal", count},
          green{
              {"signal/green", "1", "signal", "share of green"}, count, Duration::seconds(1), 0.5},
          state_{*this, count} {
        junctions_.reserve(count);
        for (std::uint32_t i = 0; i < count; ++i) {
            junctions_.push_back({"junction " + std::to_string(i), 4});
        }
    }

    std::vector<engine::Port*> outputs() override { return {&green}; }

    const engine::Colocation* colocation(std::uint32_t local) const override {
        return &junctions_[local];
    }

    void start(std::uint32_t local, engine::EntityContext& context) override {
        context.schedule_self(first(local), cycle_);
    }

    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override {
        State& state = state_[local];
        if (event.kind == demand) {
            if (++state.demands % 10 == 0) {
                ++state.resets;
                context.send_at_once(event.source, reset);
            }
            return;
        }
        ++state.cycles;
        const std::uint32_t new_demands = state.demands - state.demands_seen;
        state.demands_seen = state.demands;
        context.publish(green, local, 0.3 + 0.4 * new_demands / (1.0 + new_demands));
        context.schedule_self(period_, cycle_);
    }

    void save(engine::StateWriter& out) const override { state_.save(out); }

    void restore(engine::StateReader& in, SimTime /*now*/) override { state_.restore(in); }

    struct State {
        std::uint32_t cycles = 0;
        std::uint32_t demands = 0;
        std::uint32_t demands_seen = 0;
        std::uint32_t resets = 0;
    };

    State total() const {
        State sum;
        for (const State& state : state_.all()) {
            sum.cycles += state.cycles;
            sum.demands += state.demands;
            sum.resets += state.resets;
        }
        return sum;
    }

    std::uint64_t expected_cycles(Duration run) const {
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < count(); ++i) {
            sum += static_cast<std::uint64_t>((run - first(i)).ns() / period_.ns()) + 1;
        }
        return sum;
    }

    engine::Port green;

  private:
    static constexpr std::uint16_t cycle_ = 3;

    static Duration first(std::uint32_t local) { return Duration::seconds(local % 90); }

    Duration period_ = Duration::seconds(90);
    std::vector<engine::Colocation> junctions_;
    engine::EntityArray<State> state_;
};

/// Detectors in the lanes of a junction, four to a signal: vehicles pass as a Poisson process, and
/// the signal hears of each at once.
class Detectors final : public NumberedEntities {
  public:
    explicit Detectors(const Signals& signals)
        : NumberedEntities{"detector", signals.count() * per_signal_},
          signals_{signals},
          state_{*this, count()} {}

    const engine::Colocation* colocation(std::uint32_t local) const override {
        return signals_.colocation(local / per_signal_);
    }

    void start(std::uint32_t local, engine::EntityContext& context) override {
        context.schedule_self(gap(local, context), vehicle_);
    }

    void handle(std::uint32_t local, const engine::Event& event,
                engine::EntityContext& context) override {
        State& state = state_[local];
        if (event.kind == Signals::reset) {
            ++state.resets;
            return;
        }
        ++state.vehicles;
        context.send_at_once(signals_.index_of(local / per_signal_), Signals::demand);
        context.schedule_self(gap(local, context), vehicle_);
    }

    void save(engine::StateWriter& out) const override { state_.save(out); }

    void restore(engine::StateReader& in, SimTime /*now*/) override { state_.restore(in); }

    struct State {
        std::uint32_t vehicles = 0;
        std::uint32_t resets = 0;
    };

    State total() const {
        State sum;
        for (const State& state : state_.all()) {
            sum.vehicles += state.vehicles;
            sum.resets += state.resets;
        }
        return sum;
    }

    static double mean_gap_s() { return 20.0; }

  private:
    static constexpr std::uint16_t vehicle_ = 4;
    static constexpr std::uint32_t per_signal_ = 4;

    Duration gap(std::uint32_t local, const engine::EntityContext& context) const {
        const std::uint64_t occasion = state_[local].vehicles;
        return Duration::from_seconds(
            context.draws(engine::Purpose::test, occasion).exponential(mean_gap_s()));
    }

    const Signals& signals_;
    engine::EntityArray<State> state_;
};

} // namespace cityproof::bench
