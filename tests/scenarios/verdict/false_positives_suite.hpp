// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "tests/scenarios/verdict/false_positives.hpp"

namespace cityproof::verdict::testing {

/// A suite over seeds: whoever includes it instantiates it with theirs. Expected shares: the level
/// of the tests, 5 %, within three standard errors of 10,000 draws.
class FalsePositives : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(FalsePositives, five_percent_of_null_comparisons_reject) {
    const auto share = static_cast<double>(null_rejections(GetParam(), 10'000)) / 10'000;
    RecordProperty("share", std::to_string(share));
    EXPECT_NEAR(share, 0.05, 0.0065);
}

TEST_P(FalsePositives, families_of_five_reject_at_most_as_often_under_holm) {
    const auto share = static_cast<double>(null_family_rejections(GetParam(), 2'000)) / 2'000;
    RecordProperty("share", std::to_string(share));
    EXPECT_LE(share, 0.065);
    EXPECT_GT(share, 0.02); // a test that never rejects would pass, too
}

} // namespace cityproof::verdict::testing
