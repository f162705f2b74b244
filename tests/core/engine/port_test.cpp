// SPDX-License-Identifier: Apache-2.0
// Expected values follow from the port's rule: a value published at t is valid from t + latency.
#include "core/base/errors.hpp"
#include "core/engine/port.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/engine/sample_models.hpp"

namespace cityproof::engine::testing {
namespace {

using Values = std::vector<double>;

Port published_each_second(Duration latency) {
    Port port = make_port("a/b", 2, latency, -1);
    for (int k = 0; k <= 3; ++k) {
        port.publish(SimTime::at_seconds(k), Values{10.0 * k, 10.0 * k + 1});
    }
    port.commit();
    return port;
}

TEST(Port, starts_with_its_initial_value) {
    const Port port = make_port("a/b", 3, ms(500), 7);
    EXPECT_EQ(port.read(SimTime::zero()), (Values{7, 7, 7}));
    EXPECT_EQ(port.at(2, SimTime::at_seconds(9)), 7);
}

TEST(Port, value_counts_from_publication_plus_latency) {
    const Port port = published_each_second(ms(1500));
    EXPECT_EQ(port.at(0, at_ms(1499)), -1);
    EXPECT_EQ(port.at(0, at_ms(1500)), 0);
    EXPECT_EQ(port.at(1, at_ms(2499)), 1);
    EXPECT_EQ(port.at(1, at_ms(2500)), 11);
    EXPECT_EQ(port.read(at_ms(4499)), (Values{20, 21}));
    EXPECT_EQ(port.read(at_ms(4500)), (Values{30, 31}));
    EXPECT_EQ(port.read(at_ms(99'000)), (Values{30, 31}));
}

TEST(Port, staged_value_is_not_readable_before_commit) {
    Port port = make_port("a/b", 1, Duration{});
    port.publish(SimTime::at_seconds(1), Values{5});
    EXPECT_EQ(port.at(0, SimTime::at_seconds(2)), 0);
    EXPECT_TRUE(port.commit());
    EXPECT_EQ(port.at(0, SimTime::at_seconds(2)), 5);
}

TEST(Port, staged_element_is_not_readable_before_commit) {
    Port port = make_port("a/b", 2, Duration{});
    port.publish_element(SimTime::at_seconds(1), 1, 5);
    EXPECT_EQ(port.read(SimTime::at_seconds(2)), (Values{0, 0}));
    EXPECT_TRUE(port.commit());
    EXPECT_EQ(port.read(SimTime::at_seconds(2)), (Values{0, 5}));
}

TEST(Port, second_frame_of_an_instant_replaces_the_first) {
    Port port = make_port("a/b", 1, Duration{});
    port.publish(SimTime::at_seconds(1), Values{5});
    port.commit();
    port.publish(SimTime::at_seconds(1), Values{6});
    port.commit();
    EXPECT_EQ(port.at(0, SimTime::at_seconds(1)), 6);
    EXPECT_EQ(port.at(0, at_ms(999)), 0);
}

TEST(Port, element_changes_count_each_from_its_own_time) {
    Port port = make_port("a/b", 2, ms(100));
    port.publish_element(at_ms(0), 0, 1);
    port.publish_element(at_ms(0), 1, 2);
    port.publish_element(at_ms(50), 0, 3);
    port.commit();
    port.publish_element(at_ms(200), 1, 4);
    port.commit();
    EXPECT_EQ(port.read(at_ms(99)), (Values{0, 0}));
    EXPECT_EQ(port.read(at_ms(100)), (Values{1, 2}));
    EXPECT_EQ(port.read(at_ms(150)), (Values{3, 2}));
    EXPECT_EQ(port.at(1, at_ms(299)), 2);
    EXPECT_EQ(port.at(1, at_ms(300)), 4);
}

TEST(Port, last_of_several_changes_of_one_element_and_instant_counts) {
    Port port = make_port("a/b", 1, ms(100));
    port.publish_element(at_ms(0), 0, 1);
    port.publish_element(at_ms(0), 0, 2);
    port.commit();
    EXPECT_EQ(port.at(0, at_ms(100)), 2);
}

TEST(Port, trimming_changes_nothing_for_readers_from_then_on) {
    for (std::int64_t trim_ms = 0; trim_ms <= 6000; trim_ms += 250) {
        Port frames = published_each_second(ms(700));
        Port changes = make_port("c/d", 2, ms(700), -1);
        for (int k = 0; k <= 3; ++k) {
            changes.publish_element(SimTime::at_seconds(k), static_cast<std::size_t>(k % 2), k);
        }
        changes.commit();
        const Port untrimmed_frames = frames;
        const Port untrimmed_changes = changes;
        frames.trim(at_ms(trim_ms));
        changes.trim(at_ms(trim_ms));
        for (std::int64_t t = trim_ms; t <= 7000; t += 50) {
            EXPECT_EQ(frames.read(at_ms(t)), untrimmed_frames.read(at_ms(t)))
                << trim_ms << " " << t;
            EXPECT_EQ(changes.read(at_ms(t)), untrimmed_changes.read(at_ms(t)))
                << trim_ms << " " << t;
            EXPECT_EQ(changes.at(0, at_ms(t)), untrimmed_changes.at(0, at_ms(t)));
        }
    }
}

TEST(Port, works_on_after_a_trim) {
    Port port = published_each_second(Duration{});
    port.trim(SimTime::at_seconds(10));
    port.publish(SimTime::at_seconds(11), Values{8, 9});
    port.commit();
    EXPECT_EQ(port.read(SimTime::at_seconds(10)), (Values{30, 31}));
    EXPECT_EQ(port.read(SimTime::at_seconds(11)), (Values{8, 9}));
}

TEST(Port, version_grows_only_with_a_changed_value) {
    Port port = make_port("a/b", 2, Duration{});
    const std::uint64_t start = port.version();
    EXPECT_FALSE(port.commit());
    port.publish(SimTime::at_seconds(1), Values{0, 0});
    EXPECT_FALSE(port.commit());
    EXPECT_EQ(port.version(), start);
    port.publish(SimTime::at_seconds(2), Values{0, 1});
    EXPECT_TRUE(port.commit());
    EXPECT_GT(port.version(), start);
}

TEST(Port, version_of_elements_grows_only_with_a_changed_value) {
    Port port = make_port("a/b", 2, ms(10), 4);
    const std::uint64_t start = port.version();
    port.publish_element(at_ms(1), 0, 4);
    EXPECT_FALSE(port.commit());
    EXPECT_EQ(port.version(), start);
    port.publish_element(at_ms(2), 0, 5);
    EXPECT_TRUE(port.commit());
    const std::uint64_t changed = port.version();
    EXPECT_GT(changed, start);
    port.publish_element(at_ms(3), 0, 5);
    EXPECT_FALSE(port.commit());
    port.trim(at_ms(50));
    port.publish_element(at_ms(60), 0, 5);
    EXPECT_FALSE(port.commit());
    EXPECT_EQ(port.version(), changed);
}

TEST(Port, change_is_seen_bit_by_bit) {
    Port port = make_port("a/b", 1, Duration{}, 0.0);
    port.publish(SimTime::at_seconds(1), Values{-0.0});
    EXPECT_TRUE(port.commit());
    port.publish(SimTime::at_seconds(2), Values{std::nan("")});
    EXPECT_TRUE(port.commit());
    // A NaN equals itself here, or a dead value would wake readers for ever.
    port.publish(SimTime::at_seconds(3), Values{std::nan("")});
    EXPECT_FALSE(port.commit());
    EXPECT_TRUE(std::isnan(port.at(0, SimTime::at_seconds(3))));
}

std::uint64_t hash_of_frames(std::initializer_list<std::pair<int, double>> frames) {
    Port port = make_port("a/b", 1, Duration{});
    for (const auto& [second, value] : frames) {
        port.publish(SimTime::at_seconds(second), Values{value});
        port.commit();
    }
    return port.content_hash();
}

TEST(Port, content_hash_tells_values_times_and_order_apart) {
    const std::uint64_t one = hash_of_frames({{1, 5}, {2, 6}});
    EXPECT_EQ(one, hash_of_frames({{1, 5}, {2, 6}}));
    EXPECT_NE(one, hash_of_frames({{1, 5}, {3, 6}}));
    EXPECT_NE(one, hash_of_frames({{1, 6}, {2, 5}}));
    EXPECT_NE(one, hash_of_frames({{1, 5}}));
    // Publishing the same value again is no change.
    EXPECT_EQ(one, hash_of_frames({{1, 5}, {2, 6}, {3, 6}}));
}

TEST(Port, content_hash_does_not_depend_on_when_commits_come) {
    Port port = make_port("a/b", 1, Duration{});
    port.publish(SimTime::at_seconds(1), Values{5});
    port.publish(SimTime::at_seconds(2), Values{6});
    port.commit();
    EXPECT_EQ(port.content_hash(), hash_of_frames({{1, 5}, {2, 6}}));
}

TEST(Port, content_hash_counts_element_changes) {
    Port one = make_port("a/b", 2, ms(10));
    Port other = make_port("a/b", 2, ms(10));
    one.publish_element(at_ms(1), 0, 3);
    other.publish_element(at_ms(1), 1, 3);
    one.commit();
    other.commit();
    EXPECT_NE(one.content_hash(), other.content_hash());
    EXPECT_NE(one.content_hash(), make_port("a/b", 2, ms(10)).content_hash());
}

TEST(Port, publication_beyond_the_range_of_time_is_an_error) {
    Port port = make_port("a/b", 1, ms(10));
    EXPECT_THROW(port.publish(SimTime::never(), Values{1}), TimeOverflow);
}

} // namespace
} // namespace cityproof::engine::testing
