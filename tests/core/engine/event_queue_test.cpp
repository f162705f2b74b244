// SPDX-License-Identifier: Apache-2.0
// The reference for order is std::sort over the same keys.
#include "core/engine/event_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <tuple>

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

/// Both kinds, with times that are close together (many ties), and spread over many orders of
/// magnitude.
class EventQueueOf : public ::testing::TestWithParam<std::tuple<QueueKind, int>> {
  protected:
    Event next_event(std::uint64_t sequence, SimTime not_before) {
        Event event = random_event(generator_, sequence);
        const std::int64_t range = std::int64_t{1}
                                   << generator_() % static_cast<unsigned>(widest() + 1);
        std::uniform_int_distribution<std::int64_t> distance{0, range - 1};
        const std::int64_t to_the_end_of_time = SimTime::never().ns() - 1 - not_before.ns();
        event.time =
            SimTime::at_ns(not_before.ns() + std::min(distance(generator_), to_the_end_of_time));
        return event;
    }

    EventQueue make_queue() const { return EventQueue{std::get<0>(GetParam())}; }

    static int widest() { return std::get<1>(GetParam()); }

    std::mt19937 generator_{7};
};

TEST_P(EventQueueOf, yields_events_in_their_order) {
    EventQueue queue = make_queue();
    std::vector<Event> expected;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        const Event event = next_event(i, SimTime::zero());
        queue.push(event);
        expected.push_back(event);
    }
    std::ranges::sort(expected, before);
    Event popped;
    for (const Event& event : expected) {
        ASSERT_EQ(queue.next_time(), event.time);
        ASSERT_TRUE(queue.pop_before(SimTime::never(), popped));
        ASSERT_EQ(popped.key(), event.key());
        ASSERT_EQ(popped.payload, event.payload);
    }
    EXPECT_FALSE(queue.pop_before(SimTime::never(), popped));
    EXPECT_EQ(queue.next_time(), SimTime::never());
    EXPECT_EQ(queue.size(), 0U);
}

TEST_P(EventQueueOf, keeps_the_order_when_pushes_and_pops_alternate) {
    const auto by_key = [](const Event& a, const Event& b) { return before(a, b); };
    EventQueue queue = make_queue();
    std::set<Event, decltype(by_key)> reference{by_key};
    SimTime now;
    for (std::uint64_t i = 0; i < 60'000; ++i) {
        // Grows for a while, then shrinks, and so on.
        const unsigned pushes_of_5 = i / 10'000 % 2 == 0 ? 3 : 2;
        if (reference.empty() || generator_() % 5 < pushes_of_5) {
            const Event event = next_event(i, now);
            queue.push(event);
            reference.insert(event);
        } else {
            Event popped;
            ASSERT_TRUE(queue.pop_before(SimTime::never(), popped));
            ASSERT_EQ(popped.key(), reference.begin()->key());
            now = popped.time;
            reference.erase(reference.begin());
        }
        ASSERT_EQ(queue.size(), reference.size());
        ASSERT_EQ(queue.next_time(),
                  reference.empty() ? SimTime::never() : reference.begin()->time);
    }
}

TEST_P(EventQueueOf, leaves_what_is_not_before_the_limit) {
    EventQueue queue = make_queue();
    std::vector<Event> all;
    for (std::uint64_t i = 0; i < 3000; ++i) {
        all.push_back(next_event(i, SimTime::zero()));
        queue.push(all.back());
    }
    for (std::int64_t limit = 1; limit <= std::int64_t{1} << widest(); limit *= 2) {
        const SimTime end = SimTime::at_ns(limit);
        Event popped;
        while (queue.pop_before(end, popped)) {
            ASSERT_LT(popped.time, end);
        }
        const auto left = static_cast<std::size_t>(
            std::ranges::count_if(all, [end](const Event& event) { return event.time >= end; }));
        ASSERT_EQ(queue.size(), left);
    }
}

TEST_P(EventQueueOf, lists_all_events_wherever_they_are_kept) {
    EventQueue queue = make_queue();
    std::vector<Event> expected;
    for (std::uint64_t i = 0; i < 3000; ++i) {
        expected.push_back(next_event(i, SimTime::zero()));
        queue.push(expected.back());
    }
    std::ranges::sort(expected, before);
    Event popped;
    for (int i = 0; i < 700; ++i) {
        ASSERT_TRUE(queue.pop_before(SimTime::never(), popped));
    }
    expected.erase(expected.begin(), expected.begin() + 700);
    // Belongs before what has been sorted already.
    Event late = popped;
    late.sequence = 1'000'000;
    queue.push(late);
    expected.insert(std::ranges::upper_bound(expected, late, before), late);
    std::vector<Event> listed;
    queue.append_to(listed);
    std::ranges::sort(listed, before);
    ASSERT_EQ(listed.size(), expected.size());
    for (std::size_t i = 0; i < listed.size(); ++i) {
        ASSERT_EQ(listed[i].key(), expected[i].key());
    }
}

std::string setting_name(const ::testing::TestParamInfo<std::tuple<QueueKind, int>>& setting) {
    const auto [kind, bits] = setting.param;
    return fmt::format("{}_{}_bits", kind == QueueKind::heap ? "heap" : "calendar", bits);
}

INSTANTIATE_TEST_SUITE_P(KindsAndRanges, EventQueueOf,
                         ::testing::Combine(::testing::Values(QueueKind::heap, QueueKind::calendar),
                                            ::testing::Values(4, 20, 40, 61)),
                         setting_name);

TEST(EventQueue, events_of_one_instant_are_in_order_however_many_they_are) {
    // More than one bucket of the calendar sorts at once, so that it must split the inseparable.
    for (const QueueKind kind : {QueueKind::heap, QueueKind::calendar}) {
        EventQueue queue{kind};
        constexpr std::uint64_t count = 10'000;
        for (std::uint64_t i = 0; i < count; ++i) {
            queue.push({.time = SimTime::at_seconds(900), .sequence = count - i});
        }
        Event popped;
        for (std::uint64_t i = 1; i <= count; ++i) {
            ASSERT_TRUE(queue.pop_before(SimTime::never(), popped));
            ASSERT_EQ(popped.sequence, i);
        }
    }
}

TEST(EventQueue, reaches_to_the_end_of_time) {
    for (const QueueKind kind : {QueueKind::heap, QueueKind::calendar}) {
        EventQueue queue{kind};
        const SimTime last = SimTime::at_ns(SimTime::never().ns() - 1);
        queue.push({.time = last, .sequence = 2});
        queue.push({.time = SimTime::zero(), .sequence = 1});
        Event popped;
        ASSERT_TRUE(queue.pop_before(SimTime::never(), popped));
        EXPECT_EQ(popped.sequence, 1U);
        ASSERT_TRUE(queue.pop_before(SimTime::never(), popped));
        EXPECT_EQ(popped.time, last);
        queue.push({.time = last, .sequence = 3});
        ASSERT_TRUE(queue.pop_before(SimTime::never(), popped));
        EXPECT_EQ(popped.sequence, 3U);
    }
}

} // namespace
} // namespace cityproof::engine::testing
