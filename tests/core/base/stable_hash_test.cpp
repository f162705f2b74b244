// SPDX-License-Identifier: Apache-2.0
// Published vectors: SplitMix64 with seed 1234567 (Vigna's splitmix64.c; the list at Rosetta Code),
// FNV-1a 64 (the test suite of Fowler, Noll and Vo).
#include "core/base/stable_hash.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>
#include <string>

namespace cityproof {
namespace {

TEST(Mix64, is_the_finaliser_of_splitmix64) {
    constexpr std::array<std::uint64_t, 5> published{6457827717110365317ULL, 3203168211198807973ULL,
                                                     9817491932198370423ULL, 4593380528125082431ULL,
                                                     16408922859458223821ULL};
    std::uint64_t state = 1234567;
    for (const std::uint64_t expected : published) {
        state += 0x9e3779b97f4a7c15ULL;
        EXPECT_EQ(mix64(state), expected);
    }
}

TEST(StableHash, is_fnv_1a_mixed) {
    EXPECT_EQ(stable_hash(""), mix64(0xcbf29ce484222325ULL));
    EXPECT_EQ(stable_hash("a"), mix64(0xaf63dc4c8601ec8cULL));
    EXPECT_EQ(stable_hash("foobar"), mix64(0x85944171f73967e8ULL));
}

TEST(StableHash, bytes_beyond_ascii_count_as_unsigned) {
    // FNV-1a by hand: one multiplication of (offset xor 0xff).
    EXPECT_EQ(stable_hash("\xff"), mix64((0xcbf29ce484222325ULL ^ 0xffU) * 0x100000001b3ULL));
}

TEST(FoldHash, order_of_folds_matters) {
    EXPECT_NE(fold_hash(fold_hash(0, std::uint64_t{1}), std::uint64_t{2}),
              fold_hash(fold_hash(0, std::uint64_t{2}), std::uint64_t{1}));
}

TEST(FoldHash, takes_the_exact_bits_of_a_double) {
    EXPECT_NE(fold_hash(1, 0.0), fold_hash(1, -0.0));
    EXPECT_NE(fold_hash(1, 1.0), fold_hash(1, std::nextafter(1.0, 2.0)));
    EXPECT_EQ(fold_hash(1, 1.0), fold_hash(1, std::uint64_t{0x3ff0000000000000ULL})); // IEEE 754
}

TEST(EntityHash, table_and_name_do_not_run_into_each_other) {
    EXPECT_NE(entity_hash("ab", "c"), entity_hash("a", "bc"));
    EXPECT_NE(entity_hash("a", "b"), entity_hash("b", "a"));
}

TEST(EntityHash, similar_names_do_not_collide) {
    std::set<std::uint64_t> seen;
    constexpr int count = 100'000; // a collision in 64 bits: 3e-10
    for (int i = 0; i < count; ++i) {
        seen.insert(entity_hash("sensor", "s" + std::to_string(i)));
    }
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(count));
}

} // namespace
} // namespace cityproof
