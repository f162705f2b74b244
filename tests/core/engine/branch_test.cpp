// SPDX-License-Identifier: Apache-2.0
// Runs that begin from the state of another one. With the same models and seed, the reference is
// the run that saved it.
#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <sstream>

#include "tests/core/engine/sample_town.hpp"

namespace cityproof::engine::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string state_of(const Engine& engine) {
    std::ostringstream text;
    StateWriter out{text};
    engine.save(out);
    out.finish();
    return std::move(text).str();
}

/// Saves the state at one instant of re-basing.
class SaveAt final : public RunObserver {
  public:
    SaveAt(const Engine& engine, SimTime when) : engine_{engine}, when_{when} {}

    void on_rebase(SimTime now) override {
        if (now == when_) {
            state = state_of(engine_);
        }
    }

    std::string state;

  private:
    const Engine& engine_;
    SimTime when_;
};

void begin_from(Engine& engine, const std::string& state,
                std::span<const std::string_view> left_behind = {}) {
    std::istringstream text{state};
    StateReader in{text, "warm.state", StateUse::saved_state};
    engine.branch(in, left_behind);
    in.finish();
}

std::string refusal(Engine& engine, const std::string& state) {
    try {
        begin_from(engine, state);
        return "not refused";
    } catch (const InputError& error) {
        return error.what();
    }
}

struct Outcome {
    std::uint64_t trace = 0;
    std::uint64_t digest = 0;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

class BranchedTown : public ::testing::Test {
  protected:
    BranchedTown() {
        SampleTown town;
        Engine engine{{.seed = 42, .rebase_every = ms(2500)}};
        town.add_to(engine);
        SaveAt saver{engine, at_ms(5000)};
        engine.run(at_ms(12'000), &saver);
        state_ = saver.state;
        saved_by_ = {engine.trace_hash(), town.digest()};
    }

    Outcome branch(EngineOptions options) const {
        SampleTown town;
        Engine engine{options};
        town.add_to(engine);
        begin_from(engine, state_);
        engine.run(at_ms(12'000), nullptr);
        return {engine.trace_hash(), town.digest()};
    }

    std::string state_;
    Outcome saved_by_;
};

TEST_F(BranchedTown, with_the_same_seed_goes_on_as_the_run_that_saved_the_state) {
    for (const int threads : {1, 4}) {
        EXPECT_EQ(branch({.seed = 42,
                          .threads = threads,
                          .partitions = 3 * threads,
                          .rebase_every = ms(2500),
                          .serial_below = 0}),
                  saved_by_);
    }
}

TEST_F(BranchedTown, with_another_seed_is_another_run_and_the_same_each_time) {
    const EngineOptions other{.seed = 43, .rebase_every = ms(2500)};
    EXPECT_NE(branch(other), saved_by_);
    EXPECT_EQ(branch(other), branch(other));
}

/// A model that publishes 10, 11, ... each second on every port that it owns.
struct Publishing {
    explicit Publishing(const std::vector<std::string>& names) {
        for (const std::string& name : names) {
            ports.push_back(
                std::make_unique<Port>(PortSpec{name, "1", "street", ""}, 1, ms(1000), 0.0));
            model.owns(*ports.back());
        }
    }

    double value(std::size_t port, SimTime when) const { return ports[port]->at(0, when); }

    double next = 10;
    std::vector<std::unique_ptr<Port>> ports;
    SampleDomain model{"road", SimTime::zero(), ms(1000), [this](SimTime now) {
                           for (const auto& port : ports) {
                               port->publish(now, std::vector{next});
                           }
                           next += 1;
                       }};
};

std::string state_with_ports(const std::vector<std::string>& names) {
    Publishing road{names};
    Engine engine{{.rebase_every = ms(2500)}};
    engine.add(road.model);
    SaveAt saver{engine, at_ms(5000)};
    engine.run(at_ms(6000), &saver);
    return saver.state;
}

// What is published at 4 s, 14, holds from 5 s on, the time of the state.
TEST(BranchedPorts, are_taken_over_by_name_whatever_else_either_run_publishes) {
    for (const auto& saved : {std::vector<std::string>{"closed", "speed"}, {"speed", "closed"}}) {
        const std::string state = state_with_ports(saved);
        Publishing road{{"speed"}};
        Engine engine{{.rebase_every = ms(2500)}};
        engine.add(road.model);
        begin_from(engine, state);
        EXPECT_EQ(road.value(0, at_ms(5000)), 14);
    }
    Publishing road{{"closed", "speed"}};
    Engine engine{{.rebase_every = ms(2500)}};
    engine.add(road.model);
    begin_from(engine, state_with_ports({"speed"}));
    EXPECT_EQ(road.value(0, at_ms(5000)), 0) << "as the port was made";
    EXPECT_EQ(road.value(1, at_ms(5000)), 14);
}

TEST(BranchedPorts, of_a_run_that_goes_on_are_those_of_its_checkpoint) {
    for (const auto& names : {std::vector<std::string>{"speed"}, {"speed", "closed"}}) {
        Publishing road{names};
        Engine engine{{.rebase_every = ms(2500)}};
        engine.add(road.model);
        std::istringstream text{state_with_ports({"closed", "speed"})};
        StateReader in{text, "run.checkpoint"};
        EXPECT_THROW(engine.restore(in), InputError);
    }
}

TEST_F(BranchedTown, from_a_state_that_is_cut_short_or_damaged_is_refused) {
    for (std::size_t place = 0; place < state_.size(); place += 1999) {
        std::string damaged = state_;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
        for (const std::string& state : {damaged, state_.substr(0, place)}) {
            SampleTown town;
            Engine engine{{.seed = 42, .rebase_every = ms(2500)}};
            town.add_to(engine);
            EXPECT_NE(refusal(engine, state), "not refused") << place;
        }
    }
}

/// Entities that act every second and note when.
struct Ticking {
    explicit Ticking(std::string table)
        : entities{std::move(table),
                   {"a"},
                   [this](std::uint32_t, EntityContext& context) {
                       started.push_back(context.now());
                       context.schedule_self(ms(1000), 1);
                   },
                   [this](std::uint32_t, const Event& event, EntityContext& context) {
                       handled.push_back(event.time);
                       context.schedule_self(ms(1000), 1);
                   }} {}

    std::vector<SimTime> started;
    std::vector<SimTime> handled;
    SampleEntities entities;
};

std::string state_with_bins_at_2_s() {
    Ticking bins{"bin"};
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    Engine engine{{.rebase_every = ms(2000)}};
    engine.add(bins.entities);
    engine.add(road);
    SaveAt saver{engine, at_ms(2000)};
    engine.run(at_ms(2000), &saver);
    return saver.state;
}

TEST(Branch, entities_that_the_state_does_not_know_start_at_its_time) {
    Ticking lamps{"lamp"};
    Ticking bins{"bin"};
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    Engine engine{{.rebase_every = ms(2000)}};
    engine.add(lamps.entities); // the bins have other numbers than in the state
    engine.add(bins.entities);
    engine.add(road);
    begin_from(engine, state_with_bins_at_2_s());
    engine.run(at_ms(4000), nullptr);
    EXPECT_THAT(lamps.started, ElementsAre(at_ms(2000)));
    EXPECT_THAT(lamps.handled, ElementsAre(at_ms(3000), at_ms(4000)));
    EXPECT_THAT(bins.started, ElementsAre());
    EXPECT_THAT(bins.handled, ElementsAre(at_ms(2000), at_ms(3000), at_ms(4000)));
}

TEST(Branch, re_basing_goes_on_at_its_own_interval) {
    Ticking bins{"bin"};
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    Engine engine{{.rebase_every = ms(1500)}};
    engine.add(bins.entities);
    engine.add(road);
    begin_from(engine, state_with_bins_at_2_s());
    engine.run(at_ms(4600), nullptr);
    EXPECT_THAT(road.rebases, ElementsAre(at_ms(3000), at_ms(4500)));
}

TEST(Branch, domain_model_that_can_only_begin_at_time_zero_is_refused_and_named) {
    Ticking bins{"bin"};
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    SampleDomain water{"water", SimTime::zero(), ms(1000)};
    Engine engine{{.rebase_every = ms(2000)}};
    engine.add(bins.entities);
    engine.add(road);
    engine.add(water);
    EXPECT_THAT(refusal(engine, state_with_bins_at_2_s()),
                AllOf(HasSubstr("0:00:02"), HasSubstr("does not know water")));
}

TEST(Branch, model_of_the_state_that_the_run_lacks_is_refused_unless_it_may_be_left_behind) {
    const std::string state = state_with_bins_at_2_s();
    Ticking bins{"bin"};
    Engine without_road{{.rebase_every = ms(2000)}};
    without_road.add(bins.entities);
    EXPECT_THAT(refusal(without_road, state),
                HasSubstr("tells of model road, which this scenario does not have"));
    Ticking others{"bin"};
    Engine again{{.rebase_every = ms(2000)}};
    again.add(others.entities);
    begin_from(again, state, std::array<std::string_view, 1>{"road"});
    again.run(at_ms(3000), nullptr);
    EXPECT_THAT(others.handled, ElementsAre(at_ms(2000), at_ms(3000)));
}

TEST(Branch, entities_of_the_state_that_the_run_lacks_are_refused) {
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    Engine engine{{.rebase_every = ms(2000)}};
    engine.add(road);
    EXPECT_THAT(refusal(engine, state_with_bins_at_2_s()), HasSubstr("tells of entities bin"));
}

TEST(Rebasing, comes_at_the_end_also_when_nothing_is_due_there) {
    SampleDomain road{"road", SimTime::zero(), ms(700)};
    road.until(at_ms(1400));
    Engine engine{{.rebase_every = ms(2000)}};
    engine.add(road);
    engine.run(at_ms(4000), nullptr);
    EXPECT_THAT(road.rebases, ElementsAre(at_ms(2000), at_ms(4000)));
    EXPECT_EQ(engine.now(), at_ms(4000));
}

} // namespace
} // namespace cityproof::engine::testing
