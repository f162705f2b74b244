// SPDX-License-Identifier: Apache-2.0
// What a reader sees is computed by hand from the rule "the last value with valid_from <= t". The
// lookahead (150 ms) does not divide the latencies, so windows end in the middle: a reading of
// uncommitted values, or of "the last window's" values, gives other numbers.
#include "core/engine/engine.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

/// What a value published as k at first + k * period with a latency reads at t; `before` if none is
/// valid yet.
double expected_at(std::int64_t t_ms, std::int64_t period_ms, std::int64_t latency_ms,
                   double before) {
    const std::int64_t age = t_ms - latency_ms;
    return age < 0 ? before : static_cast<double>(age / period_ms);
}

class ValidFrom : public ::testing::TestWithParam<std::tuple<int, int, bool>> {
  protected:
    EngineOptions options() const {
        const auto [threads, partitions, shuffle] = GetParam();
        return {
            .threads = threads, .partitions = partitions, .serial_below = 0, .shuffle = shuffle};
    }
};

TEST_P(ValidFrom, readers_see_the_value_that_is_valid_at_their_time) {
    constexpr std::int64_t end = 7000;
    Port slow = make_port("domain/k", 1, ms(1000), -1);
    Port element = make_port("entity/k", 1, ms(400), -2);
    Port instant = make_port("group/k", 1, Duration{}, -3);
    SampleDomain clock{
        "clock", SimTime::zero(), ms(1000), [&slow](SimTime now) {
            slow.publish(now, std::vector<double>{static_cast<double>(now.ns() / 1'000'000'000)});
        }};
    clock.owns(slow);
    SampleDomain solver{
        "solver", SimTime::zero(), ms(330), [&instant](SimTime now) {
            instant.publish(now, std::vector<double>{static_cast<double>(now.ns() / 330'000'000)});
        }};
    solver.owns(instant);
    const LinkSpec radio{"radio", ms(150)};
    // The publisher, last in dense order, so that readers at the same instant come before it.
    SampleEntities counter{
        "counter",
        {"c"},
        [](std::uint32_t, EntityContext& context) { context.schedule_self(Duration{}, 1); },
        [&element](std::uint32_t, const Event& event, EntityContext& context) {
            context.publish(element, 0, static_cast<double>(event.payload.whole));
            context.schedule_self(ms(70), 1, {.whole = event.payload.whole + 1});
        }};
    counter.owns(element);
    int readings = 0;
    const auto expect_all = [&](SimTime now) {
        const std::int64_t t = now.ns() / 1'000'000;
        EXPECT_EQ(slow.at(0, now), expected_at(t, 1000, 1000, -1)) << "at " << t;
        EXPECT_EQ(element.at(0, now), expected_at(t, 70, 400, -2)) << "at " << t;
        EXPECT_EQ(instant.at(0, now), expected_at(t, 330, 0, -3)) << "at " << t;
    };
    std::vector<int> read(13);
    SampleEntities readers{
        "reader", numbered("r", 13),
        [](std::uint32_t local, EntityContext& context) { context.schedule_self(ms(local), 1); },
        [&](std::uint32_t local, const Event&, EntityContext& context) {
            ++read[local];
            expect_all(context.now());
            context.schedule_self(ms(10), 1);
        }};
    readers.over(radio);
    SampleDomain watcher{"watcher", at_ms(5), ms(35), expect_all};
    Engine engine{options()};
    engine.add(readers);
    engine.add(clock);
    engine.add(watcher);
    const InstantGroupId group = engine.add_group("instant group");
    engine.add_to_group(group, solver, Phase::domain_solve, 0);
    engine.add(counter);
    engine.run(at_ms(end), nullptr);
    for (const int count : read) {
        readings += count;
    }
    EXPECT_GT(readings, 13 * 690);
    EXPECT_EQ(engine.lookahead(), ms(150));
}

INSTANTIATE_TEST_SUITE_P(Configurations, ValidFrom,
                         ::testing::Combine(::testing::Values(1, 2, 4), ::testing::Values(1, 7, 64),
                                            ::testing::Bool()));

} // namespace
} // namespace cityproof::engine::testing
