// SPDX-License-Identifier: Apache-2.0
#include "core/engine/event_calendar.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace cityproof::engine {
namespace {

/// Sorting so many is cheaper than spreading them over buckets first (engine_bench, PHOLD).
constexpr std::uint32_t largest_run = 512;

std::uint64_t bits(SimTime t) {
    return static_cast<std::uint64_t>(t.ns());
}

} // namespace

bool EventCalendar::Level::empty() const {
    return std::ranges::all_of(occupied, [](std::uint64_t word) { return word == 0; });
}

std::size_t EventCalendar::Level::first() const {
    std::size_t word = 0;
    while (occupied[word] == 0) {
        ++word;
    }
    return word * 64 + static_cast<std::size_t>(std::countr_zero(occupied[word]));
}

EventCalendar::Chunk* EventCalendar::Pool::take() {
    if (free_ == nullptr) {
        slabs_.push_back(std::make_unique<std::array<Chunk, slab_size>>());
        for (Chunk& chunk : *slabs_.back()) {
            chunk.next = free_;
            free_ = &chunk;
        }
    }
    Chunk* chunk = free_;
    free_ = chunk->next;
    chunk->next = nullptr;
    chunk->count = 0;
    return chunk;
}

void EventCalendar::Pool::give(Chunk* chain) {
    while (chain != nullptr) {
        Chunk* next = chain->next;
        chain->next = free_;
        free_ = chain;
        chain = next;
    }
}

void EventCalendar::add(const Event& event) {
    assert(event.time >= base_);
    const std::uint64_t difference = bits(event.time) ^ bits(base_);
    const std::size_t level =
        (63U - static_cast<unsigned>(std::countl_zero(difference | 1U))) / digit_bits;
    if (!levels_[level]) {
        levels_[level] = std::make_unique<Level>();
    }
    const std::size_t slot = bits(event.time) >> (level * digit_bits) & (buckets_per_level - 1);
    levels_[level]->occupied[slot / 64] |= std::uint64_t{1} << (slot % 64);
    Bucket& bucket = levels_[level]->buckets[slot];
    if (bucket.chunks == nullptr || bucket.chunks->count == Chunk::capacity) {
        Chunk* chunk = pool_.take();
        chunk->next = bucket.chunks;
        bucket.chunks = chunk;
    }
    bucket.chunks->events[bucket.chunks->count++] = event;
    ++bucket.count;
    bucket.earliest = std::min(bucket.earliest, event.time);
}

SimTime EventCalendar::first_time() const {
    for (const std::unique_ptr<Level>& level : levels_) {
        if (level && !level->empty()) {
            return level->buckets[level->first()].earliest;
        }
    }
    return SimTime::never();
}

EventCalendar::Taken EventCalendar::take_first() {
    for (std::size_t number = 0; number < level_count; ++number) {
        Level* level = levels_[number].get();
        if (level != nullptr && !level->empty()) {
            const std::size_t slot = level->first();
            level->occupied[slot / 64] &= ~(std::uint64_t{1} << (slot % 64));
            return {std::exchange(level->buckets[slot], Bucket{}), number};
        }
    }
    return {};
}

void EventCalendar::split(const Bucket& bucket) {
    for (Chunk* chunk = bucket.chunks; chunk != nullptr;) {
        for (std::uint32_t i = 0; i < chunk->count; ++i) {
            add(chunk->events[i]);
        }
        Chunk* next = std::exchange(chunk->next, nullptr);
        pool_.give(chunk);
        chunk = next;
    }
}

SimTime EventCalendar::open(std::vector<Entry>& entries) {
    assert(size_ > 0);
    pool_.give(std::exchange(opened_, nullptr));
    Taken taken = take_first();
    base_ = taken.bucket.earliest;
    // The lowest level cannot be split: its events are of one time.
    while (taken.level > 0 && taken.bucket.count > largest_run) {
        split(taken.bucket);
        taken = take_first();
        base_ = taken.bucket.earliest;
    }
    entries.clear();
    for (const Chunk* chunk = taken.bucket.chunks; chunk != nullptr; chunk = chunk->next) {
        for (std::uint32_t i = 0; i < chunk->count; ++i) {
            entries.push_back({chunk->events[i].time, &chunk->events[i]});
        }
    }
    std::ranges::sort(entries, [](const Entry& a, const Entry& b) {
        return a.time != b.time ? a.time < b.time : before(*a.event, *b.event);
    });
    opened_ = taken.bucket.chunks;
    size_ -= taken.bucket.count;
    const unsigned width_bits = static_cast<unsigned>(taken.level) * digit_bits;
    const std::uint64_t last = bits(base_) | ((std::uint64_t{1} << width_bits) - 1);
    // The range of time ends before a bucket of the highest level does.
    return last < bits(SimTime::never()) ? SimTime::at_ns(static_cast<std::int64_t>(last + 1))
                                         : SimTime::never();
}

void EventCalendar::append_to(std::vector<Event>& events) const {
    for (const std::unique_ptr<Level>& level : levels_) {
        if (!level) {
            continue;
        }
        for (const Bucket& bucket : level->buckets) {
            for (const Chunk* chunk = bucket.chunks; chunk != nullptr; chunk = chunk->next) {
                events.insert(events.end(), chunk->events.begin(),
                              chunk->events.begin() + chunk->count);
            }
        }
    }
}

} // namespace cityproof::engine
