// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"
#include "models/contracts/key_figure.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace cityproof::testing {

/// Does what a test wrote down, each thing at its time. Its state is how far it has come.
class Script final : public engine::DomainModel {
  public:
    struct Step {
        SimTime when;
        std::function<void(SimTime)> what;
    };

    /// Parameters: `steps` in the order of time; `ports` are what they publish.
    explicit Script(std::vector<Step> steps, std::vector<engine::Port*> ports = {})
        : steps_{std::move(steps)},
          ports_{std::move(ports)} {}

    std::string_view name() const override { return "script"; }

    SimTime next_time() const override {
        return done_ < steps_.size() ? steps_[done_].when : SimTime::never();
    }

    void act(SimTime now) override {
        while (next_time() <= now) {
            steps_[done_++].what(now);
        }
    }

    std::vector<engine::Port*> outputs() override { return ports_; }

    void save(engine::StateWriter& out) const override { out.put(std::uint64_t{done_}); }

    void restore(engine::StateReader& in, SimTime /*now*/) override {
        done_ = in.get<std::uint64_t>();
    }

  private:
    std::vector<Step> steps_;
    std::vector<engine::Port*> ports_;
    std::size_t done_ = 0;
};

/// Everything that a run of the models under test came to, bit by bit.
struct Outcome {
    std::uint64_t trace_hash = 0;
    std::vector<std::uint64_t> figures = {};

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Takes a checkpoint at each re-basing instant.
class Checkpoints final : public engine::RunObserver {
  public:
    explicit Checkpoints(const engine::Engine& engine) : engine_{engine} {}

    void on_rebase(SimTime /*now*/) override {
        std::ostringstream out;
        engine::StateWriter writer{out};
        engine_.save(writer);
        writer.finish();
        states.push_back(out.str());
    }

    std::vector<std::string> states;

  private:
    const engine::Engine& engine_;
};

template <typename Town>
Outcome outcome_of(Town& town) {
    Outcome outcome{.trace_hash = town.engine.trace_hash()};
    for (const contracts::KeyFigureSource* source : town.sources()) {
        for (const contracts::KeyFigure& figure : source->key_figures()) {
            outcome.figures.push_back(std::bit_cast<std::uint64_t>(figure.value));
        }
    }
    return outcome;
}

/// Runs a town to its end, and again from each of its checkpoints: all end alike. A town has an
/// engine with all its models added and re-basing instants, sources() of key figures, and an end.
template <typename Town, typename... Arguments>
void expect_same_continuations(const Arguments&... arguments) {
    const auto straight = std::make_unique<Town>(arguments...);
    Checkpoints checkpoints{straight->engine};
    straight->engine.run(straight->end, &checkpoints);
    const Outcome expected = outcome_of(*straight);
    ASSERT_FALSE(checkpoints.states.empty());
    for (std::size_t i = 0; i < checkpoints.states.size(); ++i) {
        SCOPED_TRACE("checkpoint " + std::to_string(i));
        const auto resumed = std::make_unique<Town>(arguments...);
        std::istringstream in{checkpoints.states[i]};
        engine::StateReader reader{in, "run.checkpoint"};
        resumed->engine.restore(reader);
        reader.finish();
        Checkpoints later{resumed->engine};
        resumed->engine.run(resumed->end, &later);
        EXPECT_EQ(outcome_of(*resumed), expected);
        ASSERT_EQ(later.states.size(), checkpoints.states.size() - i - 1);
        for (std::size_t j = 0; j < later.states.size(); ++j) {
            EXPECT_EQ(later.states[j], checkpoints.states[i + 1 + j]) << "a later checkpoint";
        }
    }
}

/// What restore() says to a state that `saved` wrote; empty when it takes it.
template <typename Saved, typename Restored>
std::string refusal(const Saved& saved, Restored& restored, SimTime now) {
    std::ostringstream out;
    engine::StateWriter writer{out};
    writer.section("model");
    saved.save(writer);
    writer.finish();
    std::istringstream in{out.str()};
    engine::StateReader reader{in, "run.checkpoint"};
    reader.section("model");
    try {
        restored.restore(reader, now);
        reader.finish();
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}

} // namespace cityproof::testing
