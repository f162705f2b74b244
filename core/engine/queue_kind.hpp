// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace cityproof::engine {

/// How pending events are kept. Changes speed, never a result.
enum class QueueKind : std::uint8_t {
    heap,     ///< one heap: for few events, and to compare with
    calendar, ///< a sorted run of the next events and a calendar of the others
};

} // namespace cityproof::engine
