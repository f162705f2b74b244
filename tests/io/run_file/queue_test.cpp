// SPDX-License-Identifier: Apache-2.0
#include "io/run_file/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace cityproof::io {
namespace {

using namespace std::chrono_literals;

TEST(BoundedQueue, items_come_out_in_the_order_they_went_in) {
    BoundedQueue<int> queue{100};
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(queue.push(i, 10));
    }
    queue.close();
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(queue.pop()->first, i);
    }
    EXPECT_TRUE(queue.is_done());
    EXPECT_FALSE(queue.pop().has_value());
}

TEST(BoundedQueue, a_full_queue_holds_the_producer_until_bytes_are_released) {
    BoundedQueue<int> queue{100};
    EXPECT_TRUE(queue.push(1, 60));
    std::atomic<bool> second_is_in = false;
    std::thread producer{[&] {
        EXPECT_TRUE(queue.push(2, 60));
        second_is_in = true;
    }};
    const auto first = queue.pop();
    std::this_thread::sleep_for(30ms);
    EXPECT_FALSE(second_is_in) << "taken out is not yet written";
    queue.release(first->second);
    producer.join();
    EXPECT_TRUE(second_is_in);
}

TEST(BoundedQueue, an_item_larger_than_the_limit_passes_an_empty_queue) {
    BoundedQueue<int> queue{100};
    EXPECT_TRUE(queue.push(1, 1000));
    EXPECT_EQ(queue.pop()->second, 1000U);
}

TEST(BoundedQueue, a_consumer_that_gives_up_frees_a_waiting_producer) {
    BoundedQueue<int> queue{100};
    EXPECT_TRUE(queue.push(1, 100));
    std::thread producer{[&] { EXPECT_FALSE(queue.push(2, 100)); }};
    std::this_thread::sleep_for(10ms);
    queue.stop();
    producer.join();
    EXPECT_FALSE(queue.push(3, 1));
}

TEST(BoundedQueue, waiting_for_an_item_ends_at_the_deadline) {
    BoundedQueue<int> queue{100};
    EXPECT_FALSE(queue.pop_until(std::chrono::steady_clock::now() + 5ms).has_value());
    EXPECT_FALSE(queue.is_done());
}

} // namespace
} // namespace cityproof::io
