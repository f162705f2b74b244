// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/heap_count.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>

namespace cityproof::bench::heap_count {
namespace {

std::atomic<std::int64_t> live{0};
std::atomic<std::int64_t> peak{0};

/// In front of every block, as far as its alignment asks, its size is kept: not every delete knows
/// it.
constexpr std::size_t least_header = alignof(std::max_align_t);

void count(std::size_t size) {
    const auto bytes = static_cast<std::int64_t>(size);
    const std::int64_t now = live.fetch_add(bytes, std::memory_order_relaxed) + bytes;
    std::int64_t most = peak.load(std::memory_order_relaxed);
    while (now > most && !peak.compare_exchange_weak(most, now, std::memory_order_relaxed)) {
    }
}

void* take(std::size_t size, std::size_t alignment) noexcept {
    const std::size_t header = std::max(alignment, least_header);
    const std::size_t whole = (header + size + header - 1) / header * header;
    char* block = static_cast<char*>(header == least_header ? std::malloc(header + size)
                                                            : std::aligned_alloc(header, whole));
    if (block == nullptr) {
        return nullptr;
    }
    count(size);
    char* given = block + header;
    std::memcpy(given - sizeof(size), &size, sizeof(size));
    return given;
}

void give_back(void* given, std::size_t alignment) noexcept {
    if (given == nullptr) {
        return;
    }
    std::size_t size = 0;
    std::memcpy(&size, static_cast<char*>(given) - sizeof(size), sizeof(size));
    live.fetch_sub(static_cast<std::int64_t>(size), std::memory_order_relaxed);
    std::free(static_cast<char*>(given) - std::max(alignment, least_header));
}

void* take_or_throw(std::size_t size, std::size_t alignment) {
    void* given = take(size, alignment);
    if (given == nullptr) {
        throw std::bad_alloc{};
    }
    return given;
}

} // namespace

std::int64_t live_bytes() {
    return live.load(std::memory_order_relaxed);
}

std::int64_t peak_bytes() {
    return peak.load(std::memory_order_relaxed);
}

void reset_peak() {
    peak.store(live_bytes(), std::memory_order_relaxed);
}

} // namespace cityproof::bench::heap_count

// The forms for arrays, and those with a size, call these by default.
void* operator new(std::size_t size) {
    return cityproof::bench::heap_count::take_or_throw(size, 1);
}

void* operator new(std::size_t size, std::align_val_t alignment) {
    return cityproof::bench::heap_count::take_or_throw(size, static_cast<std::size_t>(alignment));
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    return cityproof::bench::heap_count::take(size, 1);
}

void* operator new(std::size_t size, std::align_val_t alignment, const std::nothrow_t&) noexcept {
    return cityproof::bench::heap_count::take(size, static_cast<std::size_t>(alignment));
}

void operator delete(void* given) noexcept {
    cityproof::bench::heap_count::give_back(given, 1);
}

void operator delete(void* given, std::size_t) noexcept {
    cityproof::bench::heap_count::give_back(given, 1);
}

void operator delete(void* given, std::align_val_t alignment) noexcept {
    cityproof::bench::heap_count::give_back(given, static_cast<std::size_t>(alignment));
}

void operator delete(void* given, std::size_t, std::align_val_t alignment) noexcept {
    cityproof::bench::heap_count::give_back(given, static_cast<std::size_t>(alignment));
}
