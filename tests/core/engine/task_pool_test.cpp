// SPDX-License-Identifier: Apache-2.0
#include "core/engine/task_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace cityproof::engine {
namespace {

TEST(TaskPool, calls_every_task_once) {
    for (const int threads : {1, 2, 8}) {
        TaskPool pool{threads};
        for (const std::size_t count : {0UL, 1UL, 2UL, 1000UL}) {
            std::vector<std::atomic<int>> calls(count);
            pool.run(count, threads, [&calls](std::size_t number) { ++calls[number]; });
            for (const std::atomic<int>& n : calls) {
                EXPECT_EQ(n.load(), 1);
            }
        }
    }
}

} // namespace
} // namespace cityproof::engine
