// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace cityproof::engine {

/// More than this is memory of a rare burst (all lamps at dusk), which is given back.
inline constexpr std::size_t most_kept_bytes = std::size_t{1} << 18U;

/// Empties a vector that is filled in every window; it keeps its memory for the next one, but not
/// that of a burst.
template <typename T>
void empty_after_use(std::vector<T>& values) {
    if (values.capacity() * sizeof(T) > most_kept_bytes) {
        std::vector<T>{}.swap(values); // an assignment would keep it
    } else {
        values.clear();
    }
}

} // namespace cityproof::engine
