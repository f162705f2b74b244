// SPDX-License-Identifier: Apache-2.0
// The reference is the run that was never interrupted.
#include "core/base/errors.hpp"
#include "core/engine/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "tests/core/engine/sample_town.hpp"

namespace cityproof::engine::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::int64_t end_ms = 12'000;

/// Saves the engine at every re-basing.
class Saver final : public RunObserver {
  public:
    explicit Saver(const Engine& engine) : engine_{engine} {}

    void on_rebase(SimTime now) override {
        std::ostringstream text;
        StateWriter out{text};
        engine_.save(out);
        out.finish();
        states[now] = std::move(text).str();
    }

    std::map<SimTime, std::string> states;

  private:
    const Engine& engine_;
};

struct Outcome {
    std::uint64_t trace = 0;
    std::uint64_t digest = 0;
    std::uint64_t events = 0;
    std::uint64_t acts = 0;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome outcome(const Engine& engine, const SampleTown& town) {
    return {engine.trace_hash(), town.digest(), engine.statistics().events,
            engine.statistics().domain_acts};
}

EngineOptions options() {
    return {.seed = 42, .rebase_every = ms(2500)};
}

Outcome continued(const std::string& state, EngineOptions settings) {
    SampleTown town;
    Engine engine{settings};
    town.add_to(engine);
    std::istringstream text{state};
    StateReader in{text, "state"};
    engine.restore(in);
    in.finish();
    engine.run(at_ms(end_ms), nullptr);
    return outcome(engine, town);
}

class Checkpoint : public ::testing::Test {
  protected:
    Checkpoint() {
        town_.add_to(engine_);
        engine_.run(at_ms(end_ms), &saver_);
    }

    SampleTown town_;
    Engine engine_{options()};
    Saver saver_{engine_};
};

TEST_F(Checkpoint, run_that_goes_on_from_one_ends_like_the_uninterrupted_run) {
    ASSERT_EQ(saver_.states.size(), 4U); // at 2.5, 5, 7.5 and 10 s
    for (const auto& [when, state] : saver_.states) {
        EXPECT_EQ(continued(state, options()), outcome(engine_, town_)) << to_string(when);
    }
}

TEST_F(Checkpoint, threads_partitions_and_queue_may_differ_after_it) {
    for (const int partitions : {1, 7, 64}) {
        for (const QueueKind queue : {QueueKind::heap, QueueKind::calendar}) {
            EngineOptions settings = options();
            settings.threads = 4;
            settings.serial_below = 0;
            settings.partitions = partitions;
            settings.queue = queue;
            EXPECT_EQ(continued(saver_.states.at(at_ms(5000)), settings), outcome(engine_, town_))
                << partitions;
        }
    }
}

TEST_F(Checkpoint, writing_it_changes_nothing) {
    SampleTown town;
    Engine engine{options()};
    town.add_to(engine);
    engine.run(at_ms(end_ms), nullptr);
    EXPECT_EQ(outcome(engine, town), outcome(engine_, town_));
}

TEST_F(Checkpoint, is_the_same_to_the_byte_for_other_threads_and_partitions) {
    SampleTown town;
    EngineOptions settings = options();
    settings.threads = 2;
    settings.serial_below = 0;
    settings.partitions = 64;
    settings.queue = QueueKind::heap;
    Engine engine{settings};
    town.add_to(engine);
    Saver saver{engine};
    engine.run(at_ms(end_ms), &saver);
    EXPECT_EQ(saver.states, saver_.states);
}

TEST_F(Checkpoint, can_be_taken_after_run_has_returned) {
    SampleTown town;
    Engine engine{options()};
    town.add_to(engine);
    engine.run(at_ms(4321), nullptr);
    Saver saver{engine};
    saver.on_rebase(engine.now());
    EXPECT_EQ(continued(saver.states.begin()->second, options()), outcome(engine_, town_));
}

TEST_F(Checkpoint, of_another_seed_is_refused) {
    EngineOptions settings = options();
    settings.seed = 43;
    try {
        continued(saver_.states.begin()->second, settings);
        FAIL() << "nothing thrown";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("another seed"));
    }
}

TEST_F(Checkpoint, that_is_cut_short_or_damaged_is_refused_wherever_it_is) {
    const std::string& state = saver_.states.at(at_ms(5000));
    for (std::size_t length = 0; length < state.size(); length += 997) {
        EXPECT_THROW(continued(state.substr(0, length), options()), InputError) << length;
    }
    for (std::size_t place = 0; place < state.size(); place += 997) {
        std::string damaged = state;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
        EXPECT_THROW(continued(damaged, options()), InputError) << place;
    }
}

TEST_F(Checkpoint, of_other_entities_is_refused) {
    SampleEntities one{"bin", numbered("b", 3), [](std::uint32_t, EntityContext&) {},
                       [](std::uint32_t, const Event&, EntityContext&) {}};
    SampleEntities two{"bin", numbered("c", 3), [](std::uint32_t, EntityContext&) {},
                       [](std::uint32_t, const Event&, EntityContext&) {}};
    Engine first{{}};
    first.add(one);
    std::stringstream text;
    StateWriter out{text};
    first.save(out);
    out.finish();
    Engine second{{}};
    second.add(two);
    StateReader in{text, "state"};
    try {
        second.restore(in);
        FAIL() << "nothing thrown";
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("in the place of bin c0"));
    }
}

TEST(Rebasing, comes_at_its_instants_before_anything_else_there) {
    SampleDomain road{"road", SimTime::zero(), ms(1000)};
    SampleDomain grid{"grid", at_ms(2300), ms(5000)};
    Engine engine{{.rebase_every = ms(2000)}};
    engine.add(road);
    engine.add_to_group(engine.add_group("instant group"), grid, Phase::domain_solve, 0);
    std::size_t acts_before = 0;

    class Watch final : public RunObserver {
      public:
        Watch(SampleDomain& road, std::size_t& acts) : road_{road}, acts_{acts} {}

        void on_rebase(SimTime now) override {
            if (now == at_ms(4000)) {
                acts_ = road_.acts.size();
            }
        }

      private:
        SampleDomain& road_;
        std::size_t& acts_;
    } watch{road, acts_before};

    // Stopping on the way moves no instant.
    engine.run(at_ms(1500), &watch);
    engine.run(at_ms(4000), &watch);
    engine.run(at_ms(7000), &watch);
    const std::vector<SimTime> instants{at_ms(2000), at_ms(4000), at_ms(6000)};
    EXPECT_EQ(road.rebases, instants);
    EXPECT_EQ(grid.rebases, instants);
    EXPECT_EQ(acts_before, 4U); // 0, 1, 2 and 3 s
}

TEST(Checkpoints, model_without_one_is_named) {
    class Plain final : public DomainModel {
      public:
        std::string_view name() const override { return "plain"; }

        SimTime next_time() const override { return SimTime::zero(); }

        void act(SimTime) override {}

        std::vector<Port*> outputs() override { return {}; }
    } plain;

    Engine engine{{}};
    engine.add(plain);
    std::ostringstream text;
    StateWriter out{text};
    try {
        engine.save(out);
        FAIL() << "nothing thrown";
    } catch (const ModelError& error) {
        EXPECT_EQ(error.entity(), "plain");
        EXPECT_THAT(error.what(), HasSubstr("has no checkpoint"));
    }
}

} // namespace
} // namespace cityproof::engine::testing
