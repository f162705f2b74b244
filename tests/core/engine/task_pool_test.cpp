// SPDX-License-Identifier: Apache-2.0
#include "core/engine/task_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace cityproof::engine {
namespace {

TEST(TaskPool, calls_every_task_once) {
    for (const int threads : {1, 2, 8}) {
        TaskPool pool{threads};
        for (const std::size_t count : {0UL, 1UL, 2UL, 1000UL}) {
            std::vector<std::atomic<int>> calls(count);
            pool.run(count, [&calls](std::size_t number) { ++calls[number]; });
            for (const std::atomic<int>& n : calls) {
                EXPECT_EQ(n.load(), 1);
            }
        }
    }
}

TEST(TaskPool, lowest_of_several_errors_is_thrown) {
    for (const int threads : {1, 2, 8}) {
        TaskPool pool{threads};
        for (int repeat = 0; repeat < 20; ++repeat) {
            try {
                pool.run(100, [](std::size_t number) {
                    if (number % 10 == 7) {
                        throw std::runtime_error(std::to_string(number));
                    }
                });
                FAIL() << "nothing thrown";
            } catch (const std::runtime_error& error) {
                EXPECT_STREQ(error.what(), "7");
            }
        }
    }
}

TEST(TaskPool, works_on_after_an_error) {
    TaskPool pool{4};
    EXPECT_THROW(pool.run(10, [](std::size_t) { throw std::runtime_error("x"); }),
                 std::runtime_error);
    std::atomic<int> calls = 0;
    pool.run(10, [&calls](std::size_t) { ++calls; });
    EXPECT_EQ(calls.load(), 10);
}

} // namespace
} // namespace cityproof::engine
