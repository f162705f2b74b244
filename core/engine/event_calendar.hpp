// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/event.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

namespace cityproof::engine {

/// Events ordered coarsely: a radix heap over time (Ahuja, Mehlhorn, Orlin, Tarjan, J. ACM 37,
/// 1990) with digits of 8 bits, so that it needs no bucket width. An event goes to the level of the
/// highest digit in which its time differs from `base`; opening the first bucket of the lowest
/// level yields the earliest events. A bucket is sorted when it is opened, and split over lower
/// levels only when it holds more than can be sorted quickly. Each event is moved a few times at
/// most, in sequence, whatever the number of pending events is.
///
/// Times never fall below those that were opened.
class EventCalendar {
  public:
    EventCalendar() = default;
    EventCalendar(const EventCalendar&) = delete;
    EventCalendar& operator=(const EventCalendar&) = delete;
    EventCalendar(EventCalendar&&) = default;
    EventCalendar& operator=(EventCalendar&&) = default;
    ~EventCalendar() = default;

    std::size_t size() const { return size_; }

    /// Time of the earliest event; SimTime::never() when there is none.
    SimTime first_time() const;

    /// Parameters: the event's time is not before the end of what was opened last.
    void push(const Event& event) {
        add(event);
        ++size_;
    }

    /// An event of the opened bucket; `time` is the event's, so that sorting reads no events.
    struct Entry {
        SimTime time;
        const Event* event = nullptr;
    };

    /// Takes the earliest events out: fills `entries` with all before the returned time, in event
    /// order. They stay valid until the next call. There must be one.
    SimTime open(std::vector<Entry>& entries);

    /// All events that are not opened, in no order.
    void append_to(std::vector<Event>& events) const;

  private:
    static constexpr unsigned digit_bits = 8;
    static constexpr std::size_t buckets_per_level = std::size_t{1} << digit_bits;
    static constexpr std::size_t level_count = 64 / digit_bits;

    /// Some events of one bucket. Small, because every bucket has one that is not full.
    struct Chunk {
        static constexpr std::uint32_t capacity = 15;

        Chunk* next = nullptr;
        std::uint32_t count = 0;
        std::array<Event, capacity> events;
    };

    struct Bucket {
        Chunk* chunks = nullptr;
        std::uint32_t count = 0;
        SimTime earliest = SimTime::never();
    };

    struct Level {
        std::array<Bucket, buckets_per_level> buckets;
        std::array<std::uint64_t, buckets_per_level / 64> occupied = {};

        bool empty() const;
        std::size_t first() const;
    };

    /// Chunks for reuse; memory is given back only at the end.
    class Pool {
      public:
        Chunk* take();
        /// Takes back a chain of chunks.
        void give(Chunk* chain);

      private:
        static constexpr std::size_t slab_size = 64;

        std::vector<std::unique_ptr<std::array<Chunk, slab_size>>> slabs_;
        Chunk* free_ = nullptr;
    };

    void add(const Event& event);

    /// The bucket with the earliest events, taken out.
    struct Taken {
        Bucket bucket;
        std::size_t level = 0;
    };

    Taken take_first();
    void split(const Bucket& bucket);

    SimTime base_;
    std::size_t size_ = 0;
    std::array<std::unique_ptr<Level>, level_count> levels_;
    Pool pool_;
    Chunk* opened_ = nullptr; ///< what `entries` of the last open() point to
};

} // namespace cityproof::engine
