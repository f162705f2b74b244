// SPDX-License-Identifier: Apache-2.0
// The reference is the run on one thread with one partition: there, nothing can be taken in another
// order. All others must be equal to it, bit by bit.
#include "core/engine/engine.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ostream>
#include <string>
#include <tuple>

#include "tests/core/engine/sample_town.hpp"

namespace cityproof::engine::testing {
namespace {

struct Outcome {
    std::uint64_t trace = 0;
    std::uint64_t digest = 0;
    std::uint64_t publications = 0; ///< as an observer sees them
    std::uint64_t events = 0;
    std::uint64_t domain_acts = 0;

    friend bool operator==(const Outcome&, const Outcome&) = default;

    friend std::ostream& operator<<(std::ostream& out, const Outcome& o) {
        return out << std::hex << o.trace << " " << o.digest << " " << o.publications << std::dec
                   << " events " << o.events << " acts " << o.domain_acts;
    }
};

class PublicationHash final : public RunObserver {
  public:
    void on_publication(const Port& port, std::size_t element, SimTime when,
                        double value) override {
        hash = fold_hash(hash, stable_hash(port.spec().name) + element);
        hash = fold_hash(fold_hash(hash, static_cast<std::uint64_t>(when.ns())), value);
    }

    std::uint64_t hash = 0;
};

constexpr std::int64_t end_ms = 12'000;

Outcome run_town(const EngineOptions& options, const std::vector<std::int64_t>& stops_ms,
                 EngineStatistics* statistics = nullptr) {
    SampleTown town;
    Engine engine{options};
    town.add_to(engine);
    PublicationHash publications;
    for (const std::int64_t stop : stops_ms) {
        engine.run(at_ms(stop), &publications);
    }
    if (statistics != nullptr) {
        *statistics = engine.statistics();
    }
    return {engine.trace_hash(), town.digest(), publications.hash, engine.statistics().events,
            engine.statistics().domain_acts};
}

Outcome reference() {
    return run_town({.seed = 42, .threads = 1, .partitions = 1}, {end_ms});
}

using Setting = std::tuple<int, int, QueueKind>;

std::string setting_name(const ::testing::TestParamInfo<Setting>& setting) {
    const auto [threads, partitions, queue] = setting.param;
    return fmt::format("{}_threads_{}_partitions_{}", threads, partitions,
                       queue == QueueKind::heap ? "heap" : "calendar");
}

/// Orders of tasks to try. Builds for debugging are slow, so that they try all of them in the slow
/// suite only, which sets the variable (debug_suite.sh).
std::uint32_t shuffles() {
    const char* wanted = std::getenv("CITYPROOF_SHUFFLES");
    if (wanted != nullptr) {
        return static_cast<std::uint32_t>(std::stoul(wanted));
    }
#if defined(NDEBUG)
    return 20;
#else
    return 2;
#endif
}

class Determinism : public ::testing::TestWithParam<Setting> {
  protected:
    static EngineOptions options() {
        const auto [threads, partitions, queue] = GetParam();
        return {.seed = 42, .threads = threads, .partitions = partitions, .queue = queue};
    }
};

TEST_P(Determinism, run_is_the_same_in_every_order_of_tasks) {
    static const Outcome expected = reference();
    ASSERT_GT(expected.events, 5000U);
    for (std::uint32_t shuffle = 0; shuffle <= shuffles(); ++shuffle) {
        EngineOptions settings = options();
        settings.shuffle = shuffle;
        settings.serial_below = 0;
        EngineStatistics statistics;
        EXPECT_EQ(run_town(settings, {end_ms}, &statistics), expected) << "shuffle " << shuffle;
        if (settings.threads > 1 && settings.partitions > 1) {
            // Or the test would compare serial runs with serial runs.
            EXPECT_GT(statistics.parallel_rounds, 20U);
        }
    }
}

TEST_P(Determinism, run_is_the_same_when_small_windows_are_serial) {
    EXPECT_EQ(run_town(options(), {end_ms}), reference());
}

INSTANTIATE_TEST_SUITE_P(
    ThreadsPartitionsQueues, Determinism,
    ::testing::Combine(::testing::Values(1, 2, 4, 8), ::testing::Values(1, 7, 64),
                       ::testing::Values(QueueKind::heap, QueueKind::calendar)),
    setting_name);

TEST(DeterminismOfRuns, stops_on_the_way_change_nothing) {
    const Outcome expected = reference();
    const EngineOptions options{.seed = 42, .threads = 2, .partitions = 7, .serial_below = 0};
    EXPECT_EQ(run_town(options, {0, 1, 999, 1000, 1001, 4321, 4322, 10'000, end_ms}), expected);
    EXPECT_EQ(run_town(options, {end_ms, end_ms, end_ms}), expected);
}

TEST(DeterminismOfRuns, another_seed_or_replication_gives_another_run) {
    const Outcome expected = reference();
    for (const EngineOptions& options :
         {EngineOptions{.seed = 43, .partitions = 1},
          EngineOptions{.seed = 42, .replication = 1, .partitions = 1}}) {
        const Outcome other = run_town(options, {end_ms});
        EXPECT_NE(other.trace, expected.trace);
        EXPECT_NE(other.digest, expected.digest);
    }
}

TEST(DeterminismOfRuns, unused_faster_link_changes_nothing) {
    // A smaller lookahead cuts other windows; no reader may see that.
    const Outcome expected = reference();
    for (const std::int64_t delay : {149, 97, 13}) {
        const LinkSpec faster{"faster", ms(delay)};
        SampleTown town;
        SampleEntities silent{"silent",
                              {},
                              [](std::uint32_t, EntityContext&) {},
                              [](std::uint32_t, const Event&, EntityContext&) {}};
        silent.over(faster);
        Engine engine{{.seed = 42, .partitions = 7}};
        town.add_to(engine);
        engine.add(silent);
        PublicationHash publications;
        engine.run(at_ms(end_ms), &publications);
        EXPECT_EQ(engine.lookahead(), ms(delay));
        EXPECT_EQ(engine.trace_hash(), expected.trace) << delay;
        EXPECT_EQ(town.digest(), expected.digest) << delay;
        EXPECT_EQ(publications.hash, expected.publications) << delay;
    }
}

TEST(DeterminismOfRuns, order_of_adding_models_outside_the_group_changes_no_trace) {
    // Entities' own draws and domain models are named, not numbered. No message crosses here, so
    // the order of sources at ties does not matter.
    const auto run = [](bool turned) {
        SampleDomain one{"one", SimTime::zero(), ms(300)};
        SampleDomain two{"two", SimTime::zero(), ms(700)};
        const auto start = [](std::uint32_t, EntityContext& context) {
            context.schedule_self(ms(10), 1);
        };
        const auto handle = [](std::uint32_t, const Event& event, EntityContext& context) {
            const double u = context.draws(Purpose::test, event.sequence).uniform();
            context.schedule_self(Duration::from_seconds(0.01 + u), 1, {.real = u});
        };
        SampleEntities bins{"bin", numbered("b", 10), start, handle};
        SampleEntities lamps{"lamp", numbered("l", 10), start, handle};
        Engine engine{{.seed = 1}};
        engine.add(turned ? two : one);
        engine.add(turned ? one : two);
        engine.add(turned ? lamps : bins);
        engine.add(turned ? bins : lamps);
        engine.run(at_ms(5000), nullptr);
        return engine.trace_hash();
    };
    EXPECT_EQ(run(false), run(true));
}

TEST(SampleTown, has_feedback_over_several_rounds_of_one_instant) {
    SampleTown town;
    Engine engine{{.seed = 42}};
    town.add_to(engine);
    engine.run(SimTime::zero(), nullptr);
    // Five pumps on: 1 - 0.1 = 0.90 < 0.93 switches one off (0.92), then another (0.94): rest.
    EXPECT_EQ(town.group_rounds(), 3U);
}

} // namespace
} // namespace cityproof::engine::testing
