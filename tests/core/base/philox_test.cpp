// SPDX-License-Identifier: Apache-2.0
// Known-answer vectors for philox4x32 with 10 rounds: file kat_vectors of the authors' Random123
// library (Salmon, Moraes, Dror, Shaw, SC 2011).
#include "core/base/philox.hpp"

#include <gtest/gtest.h>

namespace cityproof {
namespace {

using Counter = std::array<std::uint32_t, 4>;

TEST(Philox, zero_counter_and_key_give_the_published_block) {
    EXPECT_EQ(philox4x32_10({0, 0, 0, 0}, {0, 0}),
              (Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
}

TEST(Philox, counter_and_key_of_ones_give_the_published_block) {
    EXPECT_EQ(
        philox4x32_10({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
        (Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Philox, digits_of_pi_give_the_published_block) {
    EXPECT_EQ(
        philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
        (Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

} // namespace
} // namespace cityproof
