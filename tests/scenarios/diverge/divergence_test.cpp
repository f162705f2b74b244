// SPDX-License-Identifier: Apache-2.0
// Two small traces that differ in one thing; what must be found is what the test changed.
#include "scenarios/diverge/divergence.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/diverge/small_trace.hpp"
#include "tests/support/test_data.hpp"

namespace cityproof::diverge {
namespace {

using namespace testing;

/// Two windows that are equal in all the tests' traces.
SmallTrace beginning() {
    SmallTrace trace;
    trace.window(0).act(water, 10).started(meter_a, 1).started(meter_b, 1);
    trace.window(1).act(water, 11).event(meter_a, meter_a, 1).made(meter_a, 2, meter_a, 1);
    return trace;
}

std::optional<Divergence> difference(const SmallTrace& a, const SmallTrace& b) {
    const cityproof::testing::TemporaryFolder folder;
    a.write(folder.path() / "1.h5");
    b.write(folder.path() / "2.h5");
    return find_divergence(io::TraceReader{folder.path() / "1.h5"},
                           io::TraceReader{folder.path() / "2.h5"});
}

template <typename Row>
Row row(const DivergentSide& side) {
    return std::get<Row>(side.happening.value());
}

TEST(Divergence, there_is_none_between_equal_traces) {
    EXPECT_FALSE(difference(beginning(), beginning()));
}

TEST(Divergence, partitions_are_no_difference) {
    SmallTrace other = beginning();
    other.partitions = {0, 0, 0};
    EXPECT_FALSE(difference(beginning(), other));
}

TEST(Divergence, an_act_that_published_something_else) {
    const auto found = difference(beginning().window(2).act(water, 12).act(energy, 5),
                                  beginning().window(2).act(water, 12).act(energy, 6));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, DivergenceKind::act);
    EXPECT_EQ(found->when, SimTime::at_seconds(2));
    EXPECT_EQ(found->equal_windows, 2U);
    EXPECT_EQ(found->sides[0].window->number, 3U);
    EXPECT_EQ(row<io::TraceAct>(found->sides[0]).published, 5U);
    EXPECT_EQ(row<io::TraceAct>(found->sides[1]).published, 6U);
    EXPECT_EQ(row<io::TraceAct>(found->sides[1]).model, energy);
}

TEST(Divergence, an_act_that_only_one_run_has_is_told_from_its_neighbours) {
    const auto found = difference(beginning().window(2).act(energy, 5),
                                  beginning().window(2).act(water, 12).act(energy, 5));
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->sides[0].happening);
    EXPECT_EQ(row<io::TraceAct>(found->sides[1]).model, water);
}

TEST(Divergence, an_event_that_is_missing) {
    const auto found =
        difference(beginning().window(2).event(meter_a, meter_a, 2).event(meter_b, meter_b, 1),
                   beginning().window(2).event(meter_b, meter_b, 1));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, DivergenceKind::event);
    EXPECT_EQ(row<io::TraceEvent>(found->sides[0]).target, meter_a);
    EXPECT_FALSE(found->sides[1].happening);
    EXPECT_TRUE(found->sides[1].window) << "the window itself is there";
}

TEST(Divergence, an_event_with_another_payload_stands_on_both_sides) {
    const auto found = difference(beginning().window(2).event(meter_a, meter_a, 2, 0.25),
                                  beginning().window(2).event(meter_a, meter_a, 2, 0.5));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, DivergenceKind::event);
    EXPECT_EQ(row<io::TraceEvent>(found->sides[0]).real, 0.25);
    EXPECT_EQ(row<io::TraceEvent>(found->sides[1]).real, 0.5);
}

TEST(Divergence, a_publication_with_another_value) {
    const auto with = [](double value) {
        return beginning().window(2).event(meter_a, meter_a, 2).published(meter_a, 3, value);
    };
    const auto found = difference(with(1.5), with(2.5));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, DivergenceKind::publication);
    EXPECT_EQ(row<io::TracePublication>(found->sides[0]).value, 1.5);
    EXPECT_EQ(row<io::TracePublication>(found->sides[1]).value, 2.5);
}

TEST(Divergence, zeros_of_another_sign_are_different_values) {
    const auto found = difference(beginning().window(2).published(meter_a, 3, 0.0),
                                  beginning().window(2).published(meter_a, 3, -0.0));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, DivergenceKind::publication);
}

TEST(Divergence, the_earliest_in_simulated_time_is_the_first) {
    const auto with = [](double value, double later) {
        return beginning()
            .window(2)
            .event(meter_a, meter_a, 2, later, 900)
            .published(meter_b, 3, value, 100);
    };
    const auto found = difference(with(1, 7), with(2, 8));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, DivergenceKind::publication);
    EXPECT_EQ(found->when, SimTime::at_ns(2'000'000'100));
}

TEST(Divergence, of_several_at_one_time_act_comes_before_event_before_publication) {
    const auto with = [](double value) {
        return beginning()
            .window(2)
            .act(water, static_cast<std::uint64_t>(value))
            .event(meter_a, meter_a, 2, value)
            .published(meter_a, 3, value);
    };
    EXPECT_EQ(difference(with(1), with(2))->kind, DivergenceKind::act);
}

TEST(Divergence, a_window_that_only_one_run_has) {
    const auto found = difference(beginning(), beginning().window(2).event(meter_a, meter_a, 2));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->equal_windows, 2U);
    EXPECT_FALSE(found->sides[0].window);
    EXPECT_EQ(found->sides[1].window->number, 3U);
    EXPECT_EQ(row<io::TraceEvent>(found->sides[1]).target, meter_a);
}

TEST(Divergence, windows_that_are_cut_differently_are_none) {
    SmallTrace cut = beginning();
    cut.window(2, 3).event(meter_a, meter_a, 2).window(3, 4).event(meter_b, meter_b, 1);
    SmallTrace whole = beginning();
    whole.window(2, 4).event(meter_a, meter_a, 2).event(meter_b, meter_b, 1, 0, 1'000'000'000);
    EXPECT_FALSE(difference(cut, whole));
}

TEST(Divergence, is_found_behind_windows_that_are_cut_differently) {
    SmallTrace cut = beginning();
    cut.window(2, 3).event(meter_a, meter_a, 2).window(3, 4).event(meter_b, meter_b, 1, 6);
    SmallTrace whole = beginning();
    whole.window(2, 4).event(meter_a, meter_a, 2).event(meter_b, meter_b, 1, 7, 1'000'000'000);
    const auto found = difference(cut, whole);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->when, SimTime::at_seconds(3));
    EXPECT_EQ(found->sides[0].window->number, 4U);
    EXPECT_EQ(found->sides[1].window->number, 3U);
}

TEST(Divergence, traces_of_windows_alone_name_the_window) {
    SmallTrace a = beginning().window(2).act(water, 1);
    SmallTrace b = beginning().window(2).act(water, 2);
    a.detail = io::TraceDetail::windows;
    const auto found = difference(a, b);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, DivergenceKind::window);
    EXPECT_EQ(found->when, SimTime::at_seconds(2));
    EXPECT_EQ(found->sides[1].window->number, 3U);
}

TEST(Divergence, is_found_behind_many_pieces) {
    const auto with = [](double last) {
        SmallTrace trace = beginning();
        trace.window(2);
        constexpr std::uint64_t count = 100'000; // three pieces of a stream
        for (std::uint64_t i = 0; i < count; ++i) {
            trace.event(meter_b, meter_a, 2 + i, i + 1 == count ? last : 0,
                        static_cast<std::int64_t>(i));
        }
        return trace;
    };
    const auto found = difference(with(1), with(2));
    ASSERT_TRUE(found);
    EXPECT_EQ(found->when, SimTime::at_ns(2'000'099'999));
}

} // namespace
} // namespace cityproof::diverge
