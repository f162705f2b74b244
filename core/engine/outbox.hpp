// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/event.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace cityproof::engine {

/// Events of one partition for the others, by destination, until the window's end. Sorted so, they
/// reach one queue after the other, which keeps a queue in the cache while it takes them.
class Outbox {
  public:
    /// Parameters: `partitions` is the number of destinations.
    explicit Outbox(std::size_t partitions) : letters_(partitions) {}

    void post(std::uint16_t to, const Event& event) {
        if (letters_[to].empty()) {
            addressed_.push_back(to);
        }
        letters_[to].push_back(event);
        ++size_;
    }

    std::size_t size() const { return size_; }

    std::span<const Event> letters(std::size_t to) const { return letters_[to]; }

    /// Calls take(destination, event) for each letter.
    template <typename Take>
    void for_each_letter(const Take& take) const {
        for (const std::uint16_t to : addressed_) {
            for (const Event& event : letters_[to]) {
                take(to, event);
            }
        }
    }

    void clear() {
        for (const std::uint16_t to : addressed_) {
            letters_[to].clear();
        }
        addressed_.clear();
        size_ = 0;
    }

  private:
    std::vector<std::vector<Event>> letters_; ///< per destination
    std::vector<std::uint16_t> addressed_;    ///< destinations with letters
    std::size_t size_ = 0;
};

} // namespace cityproof::engine
