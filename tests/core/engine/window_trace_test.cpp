// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "tests/core/engine/sample_town.hpp"

namespace cityproof::engine::testing {
namespace {

constexpr std::int64_t end_ms = 6000;

/// Keeps the whole trace.
class Trace final : public TraceSink {
  public:
    struct Window {
        std::uint64_t number = 0;
        SimTime begin;
        SimTime end;
        std::uint64_t hash = 0;

        friend bool operator==(const Window&, const Window&) = default;
    };

    void on_window(const WindowTrace& window) override {
        windows.push_back({window.number, window.begin, window.end, window.hash});
        acts += window.acts.size();
        handled.insert(handled.end(), window.handled.begin(), window.handled.end());
        sent.insert(sent.end(), window.sent.begin(), window.sent.end());
        published += window.publications.size();
    }

    std::vector<Window> windows;
    std::vector<Event> handled;
    std::vector<SentEvent> sent;
    std::size_t acts = 0;
    std::size_t published = 0;
};

Trace trace_of(EngineOptions options) {
    Trace trace;
    options.trace = &trace;
    SampleTown town;
    Engine engine{options};
    town.add_to(engine);
    engine.run(at_ms(end_ms), nullptr);
    EXPECT_EQ(trace.handled.size(), engine.statistics().events);
    return trace;
}

TEST(WindowTrace, is_the_same_for_all_threads_partitions_and_orders) {
    const Trace expected = trace_of({.seed = 42, .partitions = 1});
    ASSERT_GT(expected.windows.size(), 40U);
    ASSERT_GT(expected.acts, 20U);
    ASSERT_GT(expected.published, 500U);
    for (const std::uint32_t shuffle : {0U, 1U, 2U}) {
        for (const int partitions : {7, 64}) {
            const Trace other = trace_of({.seed = 42,
                                          .threads = 4,
                                          .partitions = partitions,
                                          .serial_below = 0,
                                          .shuffle = shuffle});
            EXPECT_EQ(other.windows, expected.windows) << partitions << " " << shuffle;
        }
    }
}

TEST(WindowTrace, taking_it_changes_nothing) {
    const auto hash = [](TraceSink* sink) {
        SampleTown town;
        Engine engine{{.seed = 42, .trace = sink}};
        town.add_to(engine);
        engine.run(at_ms(end_ms), nullptr);
        return engine.trace_hash();
    };
    Trace trace;
    EXPECT_EQ(hash(&trace), hash(nullptr));
}

TEST(WindowTrace, events_are_in_their_order) {
    const Trace trace = trace_of({.seed = 42});
    EXPECT_TRUE(std::ranges::is_sorted(trace.handled, before));
}

TEST(WindowTrace, every_event_leads_back_to_a_start) {
    const Trace trace = trace_of({.seed = 42});
    std::map<std::pair<EntityIndex, std::uint64_t>, EventId> cause_of;
    for (const SentEvent& sent : trace.sent) {
        cause_of[{sent.event.source, sent.event.sequence}] = sent.cause;
    }
    std::size_t longest = 0;
    for (const Event& event : trace.handled) {
        EventId id{event.source, event.sequence};
        std::size_t length = 0;
        while (id.sequence != SentEvent::no_cause) {
            const auto cause = cause_of.find({id.source, id.sequence});
            ASSERT_NE(cause, cause_of.end()) << id.source << " " << id.sequence;
            id = cause->second;
            ASSERT_LE(++length, trace.handled.size());
        }
        longest = std::max(longest, length);
    }
    EXPECT_GT(longest, 20U);
}

TEST(WindowTrace, first_window_that_differs_is_where_the_runs_parted) {
    // One phone's state differs from 3 s on, so that all windows before are equal.
    const auto run = [](bool changed) {
        Trace trace;
        SampleEntities bins{
            "bin", numbered("b", 4),
            [](std::uint32_t, EntityContext& context) { context.schedule_self(ms(500), 1); },
            [changed](std::uint32_t local, const Event&, EntityContext& context) {
                const bool here = changed && local == 2 && context.now() >= at_ms(3000);
                context.schedule_self(ms(500), 1, {.real = here ? 1.0 : 0.0});
            }};
        Engine engine{{.trace = &trace}};
        engine.add(bins);
        engine.run(at_ms(6000), nullptr);
        return trace.windows;
    };
    const auto one = run(false);
    const auto two = run(true);
    ASSERT_EQ(one.size(), two.size());
    const auto [first, second] = std::ranges::mismatch(one, two);
    ASSERT_TRUE(first != one.end());
    EXPECT_LE(first->begin, at_ms(3500)); // the event that carries it is handled at 3.5 s
    EXPECT_GT(first->end, at_ms(3500));
}

} // namespace
} // namespace cityproof::engine::testing
