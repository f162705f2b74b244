// SPDX-License-Identifier: Apache-2.0
#include "core/base/stable_hash.hpp"

namespace cityproof {

std::uint64_t stable_hash(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return mix64(hash);
}

std::uint64_t entity_hash(std::string_view table, std::string_view name) {
    return fold_hash(stable_hash(table), stable_hash(name));
}

} // namespace cityproof
