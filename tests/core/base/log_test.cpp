// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace cityproof {
namespace {

TEST(Log, hands_time_and_place_of_a_warning_to_its_listener) {
    std::vector<Log::Warning> heard;
    const Log::Listener listener{[&](const Log::Warning& one) { heard.push_back(one); }};
    Log::warning("a plain one");
    Log::warning({.text = "no water", .at = SimTime::at_seconds(1800), .target = "pipe/7"});
    ASSERT_EQ(heard.size(), 2U);
    EXPECT_FALSE(heard[0].at);
    EXPECT_EQ(to_string(heard[0]), "a plain one");
    EXPECT_EQ(heard[1].at, SimTime::at_seconds(1800));
    EXPECT_EQ(heard[1].target, "pipe/7");
    EXPECT_EQ(to_string(heard[1]), "at 0:30:00: no water");
}

} // namespace
} // namespace cityproof
