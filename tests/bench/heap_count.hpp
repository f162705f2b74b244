// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// What the program asked of operator new and did not give back, in bytes as asked for (without
/// what the C library adds). Linking heap_count.cpp replaces operator new and delete of the whole
/// program. Not counted: what is allocated past them, as TBB does for its own tasks.
namespace cityproof::bench::heap_count {

std::int64_t live_bytes();
/// The most live bytes since the start or the last reset_peak().
std::int64_t peak_bytes();
void reset_peak();

} // namespace cityproof::bench::heap_count
