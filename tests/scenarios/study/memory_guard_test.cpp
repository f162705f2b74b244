// SPDX-License-Identifier: Apache-2.0
#include "scenarios/study/memory_guard.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

namespace cityproof::study {
namespace {

constexpr std::uint64_t gibibyte = 1ULL << 30U;

TEST(MemoryGuard, the_first_run_may_always_start) {
    MemoryGuard guard{1};
    guard.learn(gibibyte);
    EXPECT_TRUE(guard.admits({}));
}

TEST(MemoryGuard, as_many_runs_as_peaks_fit_into_the_limit) {
    MemoryGuard guard{4 * gibibyte};
    guard.learn(gibibyte);
    guard.learn(gibibyte / 2); // the largest counts
    const std::array<pid_t, 4> running{getpid(), getpid(), getpid(), getpid()};
    EXPECT_TRUE(guard.admits({running.data(), 3}));
    EXPECT_FALSE(guard.admits({running.data(), 4}));
}

TEST(MemoryGuard, a_run_larger_than_the_machine_stays_alone) {
    MemoryGuard guard{std::nullopt};
    guard.learn(1ULL << 50U);
    const std::array<pid_t, 1> running{getpid()};
    EXPECT_FALSE(guard.admits(running));
}

} // namespace
} // namespace cityproof::study
