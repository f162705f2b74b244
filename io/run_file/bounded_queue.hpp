// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace cityproof::io {

/// A queue between one producer and one consumer, bounded in bytes: what was pushed and not yet
/// released. The producer waits on a condition variable, never on what the consumer does with an
/// item.
template <typename Item>
class BoundedQueue {
  public:
    explicit BoundedQueue(std::size_t limit_bytes) : limit_bytes_{limit_bytes} {}

    /// Waits until `bytes` fit (a single item may be larger than the limit: it waits for an empty
    /// queue). Returns false, and drops the item, once the consumer has given up.
    bool push(Item item, std::size_t bytes) {
        std::unique_lock lock{mutex_};
        room_.wait(lock, [&] {
            return stopped_ || used_bytes_ == 0 || used_bytes_ + bytes <= limit_bytes_;
        });
        if (stopped_) {
            return false;
        }
        used_bytes_ += bytes;
        items_.emplace_back(std::move(item), bytes);
        filled_.notify_one();
        return true;
    }

    /// The producer's last word: pop() returns nothing once the queue is empty.
    void close() {
        const std::scoped_lock lock{mutex_};
        closed_ = true;
        filled_.notify_one();
    }

    /// The consumer gives up: waiting and later pushes return false.
    void stop() {
        const std::scoped_lock lock{mutex_};
        stopped_ = true;
        items_.clear();
        room_.notify_one();
    }

    /// The next item and its bytes, to be given back by release(). Waits at most until `deadline`;
    /// nothing when it passed or the queue is closed and empty (see is_done).
    template <typename Clock, typename Span>
    std::optional<std::pair<Item, std::size_t>>
    pop_until(std::chrono::time_point<Clock, Span> deadline) {
        std::unique_lock lock{mutex_};
        filled_.wait_until(lock, deadline, [&] { return closed_ || !items_.empty(); });
        return take_first();
    }

    /// As pop_until, without a deadline.
    std::optional<std::pair<Item, std::size_t>> pop() {
        std::unique_lock lock{mutex_};
        filled_.wait(lock, [&] { return closed_ || !items_.empty(); });
        return take_first();
    }

    void release(std::size_t bytes) {
        const std::scoped_lock lock{mutex_};
        used_bytes_ -= bytes;
        room_.notify_one();
    }

    bool is_done() const {
        const std::scoped_lock lock{mutex_};
        return closed_ && items_.empty();
    }

  private:
    std::optional<std::pair<Item, std::size_t>> take_first() {
        if (items_.empty()) {
            return std::nullopt;
        }
        std::optional<std::pair<Item, std::size_t>> first{std::move(items_.front())};
        items_.pop_front();
        return first;
    }

    std::size_t limit_bytes_;
    mutable std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable filled_;
    std::deque<std::pair<Item, std::size_t>> items_;
    std::size_t used_bytes_ = 0;
    bool closed_ = false;
    bool stopped_ = false;
};

} // namespace cityproof::io
