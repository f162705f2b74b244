// SPDX-License-Identifier: Apache-2.0
// The reference for order is std::sort over the same keys.
#include "core/engine/event_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

/// Few distinct values in every field, so that ties are common; the sequence makes events distinct.
Event random_event(std::mt19937& generator, std::uint64_t sequence) {
    const auto below = [&generator](std::uint32_t bound) {
        return std::uniform_int_distribution<std::uint32_t>{0, bound - 1}(generator);
    };
    return {.time = SimTime::at_ns(below(20)),
            .sequence = sequence,
            .source = below(5),
            .target = below(5),
            .kind = static_cast<std::uint16_t>(below(3)),
            .delta = static_cast<std::uint16_t>(below(3)),
            .phase = static_cast<Phase>(below(7)),
            .payload = {.whole = static_cast<std::int64_t>(sequence)}};
}

TEST(Event, order_is_time_phase_delta_source_sequence) {
    const Event base{.time = SimTime::at_ns(5),
                     .sequence = 5,
                     .source = 5,
                     .delta = 5,
                     .phase = Phase::reaction};
    const auto changed = [&base](auto change) {
        Event event = base;
        change(event);
        return event;
    };
    // Each field alone decides, against the larger values of all later ones.
    EXPECT_TRUE(before(changed([](Event& e) {
                           e.time = SimTime::at_ns(4);
                           e.phase = Phase::record;
                           e.delta = 9;
                           e.source = 9;
                           e.sequence = 9;
                       }),
                       base));
    EXPECT_TRUE(before(changed([](Event& e) {
                           e.phase = Phase::sense;
                           e.delta = 9;
                           e.source = 9;
                           e.sequence = 9;
                       }),
                       base));
    EXPECT_TRUE(before(changed([](Event& e) {
                           e.delta = 4;
                           e.source = 9;
                           e.sequence = 9;
                       }),
                       base));
    EXPECT_TRUE(before(changed([](Event& e) {
                           e.source = 4;
                           e.sequence = 9;
                       }),
                       base));
    EXPECT_TRUE(before(changed([](Event& e) { e.sequence = 4; }), base));
    EXPECT_FALSE(before(base, base));
}

TEST(EventQueue, pops_in_the_order_of_the_keys) {
    std::mt19937 generator{1};
    EventQueue queue;
    std::vector<Event> expected;
    for (std::uint64_t i = 0; i < 5000; ++i) {
        const Event event = random_event(generator, i);
        queue.push(event);
        expected.push_back(event);
    }
    std::ranges::sort(expected, before);
    for (const Event& event : expected) {
        ASSERT_EQ(queue.next_time(), event.time);
        const Event popped = queue.pop();
        ASSERT_EQ(popped.key(), event.key());
        ASSERT_EQ(popped.payload, event.payload);
    }
    EXPECT_TRUE(queue.empty());
    EXPECT_EQ(queue.next_time(), SimTime::never());
}

TEST(EventQueue, keeps_the_order_when_pushes_and_pops_alternate) {
    const auto by_key = [](const Event& a, const Event& b) { return before(a, b); };
    std::mt19937 generator{2};
    EventQueue queue;
    std::set<Event, decltype(by_key)> reference{by_key};
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const bool push = reference.empty() || generator() % 5 < 3;
        if (push) {
            const Event event = random_event(generator, i);
            queue.push(event);
            reference.insert(event);
        } else {
            ASSERT_EQ(queue.pop().key(), reference.begin()->key());
            reference.erase(reference.begin());
        }
        ASSERT_EQ(queue.size(), reference.size());
    }
}

TEST(EventQueue, counts_events_before_a_time_up_to_a_limit) {
    std::mt19937 generator{3};
    EventQueue queue;
    std::vector<Event> all;
    for (std::uint64_t i = 0; i < 300; ++i) {
        all.push_back(random_event(generator, i));
        queue.push(all.back());
    }
    for (std::int64_t t = 0; t <= 21; ++t) {
        const auto exact = static_cast<std::size_t>(std::ranges::count_if(
            all, [t](const Event& event) { return event.time < SimTime::at_ns(t); }));
        for (const std::size_t limit : {0UL, 1UL, 7UL, 100UL, 300UL, 1000UL}) {
            EXPECT_EQ(queue.count_before(SimTime::at_ns(t), limit), std::min(exact, limit));
        }
    }
    EXPECT_EQ(EventQueue{}.count_before(SimTime::never(), 10), 0U);
}

} // namespace
} // namespace cityproof::engine::testing
