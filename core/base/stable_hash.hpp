// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace cityproof {

/// Bijective 64-bit mixer. Source: SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014, variant
/// 13 of Stafford).
constexpr std::uint64_t mix64(std::uint64_t x) {
    x ^= x >> 30U;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 27U;
    x *= 0x94d049bb133111ebULL;
    x ^= x >> 31U;
    return x;
}

/// Folds `value` into `hash`; the order of folds matters.
constexpr std::uint64_t fold_hash(std::uint64_t hash, std::uint64_t value) {
    return mix64(hash ^ (value + 0x9e3779b97f4a7c15ULL + (hash << 6U) + (hash >> 2U)));
}

/// Folds the exact bits of a double; +0 and -0 differ, and so do NaNs of different payload.
constexpr std::uint64_t fold_hash(std::uint64_t hash, double value) {
    return fold_hash(hash, std::bit_cast<std::uint64_t>(value));
}

/// Both halves of the 128-bit product, folded: mixes two words in few cycles. Source: wyhash (Wang
/// Yi, public domain).
constexpr std::uint64_t mix_product(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// Folds four words into `hash`, faster than one by one; the order of folds and words matters. The
/// constants are those of wyhash.
constexpr std::uint64_t fold_hash(std::uint64_t hash, std::uint64_t a, std::uint64_t b,
                                  std::uint64_t c, std::uint64_t d) {
    const std::uint64_t first = mix_product(a ^ 0x2d358dccaa6c78a5ULL, b ^ 0x8bb84b93962eacc9ULL);
    const std::uint64_t second = mix_product(c ^ 0x4b33a62ed433d4a3ULL, d ^ 0x4d5a2da51de1aa47ULL);
    return mix_product(hash ^ first, second ^ 0xa0761d6478bd642fULL);
}

/// 64-bit hash of a text that never changes between builds, machines or versions (FNV-1a, then
/// mix64).
std::uint64_t stable_hash(std::string_view text);

/// The hash that names an entity for random draws and traces: depends on nothing but table and
/// name.
std::uint64_t entity_hash(std::string_view table, std::string_view name);

} // namespace cityproof
